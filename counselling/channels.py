"""The port to the channels: what a connector hands in, and what it is given to send."""

from dataclasses import dataclass
from typing import Protocol

from counselling.conversations import Language, Message


@dataclass(frozen=True)
class Inbound:
    """One thing she sent: a text, or a tap on a choice (then ``text`` is empty).

    ``address`` is the channel's own lasting name of the chat, ``external_id`` its own id of this
    message, unique within the chat; ``language`` is set only where she chose it herself.
    """

    channel: str
    address: str
    external_id: str
    text: str
    choice: str | None = None
    language: Language | None = None


@dataclass(frozen=True)
class Receipt:
    """Her message is stored as number ``seq``; ``duplicate`` if it was stored before."""

    seq: int
    duplicate: bool


@dataclass(frozen=True)
class Outbound:
    """One message to deliver to a chat."""

    channel: str
    address: str
    message: Message


class DeliveryError(Exception):
    """A channel could not deliver.

    ``permanent``: trying again is useless. ``retry_after``: seconds the channel asks us to wait.
    """

    def __init__(
        self, reason: str, *, permanent: bool = False, retry_after: float | None = None
    ) -> None:
        super().__init__(reason)
        self.permanent = permanent
        self.retry_after = retry_after


class Channel(Protocol):
    """Where messages to her go out."""

    name: str

    async def send(self, outbound: Outbound) -> None:
        """Deliver one message; raises DeliveryError."""
        ...
