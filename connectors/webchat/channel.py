"""The way out. Nothing is put on its way here: what is written is shown as it is announced
(counselling/scribe.py). Only what an earlier version left in the outbox still comes by ``send``.
"""

from connectors.webchat.rules import CHANNEL
from counselling.channels import Outbound
from counselling.limits import Limits
from counselling.live import Live, MessageAdded, chat_topic


class WebChatChannel:
    """Never fails: a woman who is not looking reads the message when she comes back."""

    name = CHANNEL
    pushes = False
    limits = Limits(platform_reads=False, deletes_within=None)

    def __init__(self, live: Live) -> None:
        self._live = live

    async def send(self, outbound: Outbound) -> None:
        """Show one message to every open screen of the chat."""
        topic = chat_topic(outbound.channel, outbound.address)
        self._live.publish(topic, MessageAdded(outbound.message))
