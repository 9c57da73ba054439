"""The office's page on Messenger: the way out, the way in, and what runs beside them.

Below https://developers.facebook.com/docs/messenger-platform: send-messages/quick-replies,
overview/rate-limiting (300 texts a second, "too many" in one thread), policy/policy-overview (the
windows), webhooks (its address and signature).
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from aiohttp import web

from connectors.messaging.addresses import Addresses
from connectors.messaging.asking import until_done
from connectors.messaging.buttons import button_data, shortened
from connectors.messaging.hub import HubWebhook
from connectors.messaging.pace import Pace
from connectors.messaging.plain import PlainChannel, PlainHabits
from connectors.messaging.platform import Inside, Platform
from connectors.messenger.events import read
from connectors.messenger.graph import Graph
from connectors.messenger.profile import profile
from counselling.channels import DeliveryError
from counselling.conversations import Message, Sender
from counselling.limits import Limits
from counselling.live import Live

CHANNEL, PATH = "messenger", "/messenger"
LONGEST = 1990  # UTF-16 units: Meta says 2,000 characters, Salesforce found 1,994
MOST_REPLIES, LONGEST_TITLE = 13, 20
IN_A_CHAT, OVERALL = 0.5, 1 / 100  # seconds
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Page:
    """What Meta gave the office. ``human_agent``: counsellors may answer for seven days."""

    token: str
    app_secret: str
    verify_token: str
    api_url: str
    human_agent: bool = False


class MessengerChannel(PlainChannel):
    """Sends texts with quick replies."""

    def __init__(self, page: Page, graph: Graph, pace: Pace, addresses: Addresses) -> None:
        staff_window = 7 * DAY if page.human_agent else None
        limits = Limits(DAY, staff_window, numbered=True, longest=LONGEST, page_reads=True)
        super().__init__(CHANNEL, graph, pace, addresses, limits)
        self._graph, self._agent = graph, page.human_agent

    async def send_part(self, chat: str, message: Message, text: str, *, last: bool) -> str:
        """Send one part; its name. Raises DeliveryError."""
        replies = [
            {
                "content_type": "text",
                "title": shortened(c.label, LONGEST_TITLE),
                "payload": button_data(message, n),
            }
            for n, c in enumerate(message.choices[:MOST_REPLIES])
        ]
        more = {"quick_replies": replies} if last and replies else {}
        agent = self._agent and message.sender is Sender.COUNSELLOR
        return await self._graph.send(chat, text, agent=agent, **more)


class Messenger(Platform):
    """One page."""

    def __init__(self, page: Page, secret: bytes) -> None:
        super().__init__(CHANNEL, secret, Pace(in_a_chat=IN_A_CHAT, overall=OVERALL))
        self._page = page
        self._graph = Graph(page.token, page.app_secret, page.api_url)

    def channel(self, _live: Live, /) -> MessengerChannel:
        """The way out."""
        return MessengerChannel(self._page, self._graph, self.pace, self.addresses)

    def start(self, office: Inside, app: web.Application) -> None:
        """Open the way in; ``app`` must not serve yet."""
        intake = self.intake(PlainHabits(self._graph), office)
        proofs = self._page.verify_token, self._page.app_secret
        HubWebhook(intake, PATH, *proofs, read).open(app)
        offer = partial(self._graph.set_profile, profile(office.reception))
        self.begin(until_done(CHANNEL, "greeting and menu", offer, (DeliveryError,)))
        typing = partial(self._graph.deliver, what={"sender_action": "typing_on"})
        self.show_typing(office.live, typing, 10.0)

    async def let_go(self) -> None:
        """Let go of the line."""
        await self._graph.calls.close()
