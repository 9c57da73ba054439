"""The port to the channels: what a connector hands in, and what it is given to send."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol, runtime_checkable

from counselling.conversations import Language, Message


@dataclass(frozen=True)
class Button:
    """A button she tapped: choice number ``place`` of message ``seq``.

    ``of``: how the id of the message's conversation begins.
    """

    seq: int
    place: int
    of: str


@dataclass(frozen=True)
class Inbound:
    """One thing she sent: a text, or a tap on a choice (then ``text`` is empty).

    ``address`` is the channel's own lasting name of the chat, ``external_id`` its own id of this
    message, unique within the chat; ``language`` is set only where she chose it herself.

    ``button``: the tap, where the channel knows no more than which button it was. ``delivery``: the
    channel's own id of this delivery; one that was taken in before is not taken again, not even
    after an erasure. ``outside_id``: by which the message can be deleted in the chat. ``guess``:
    the language of her device. ``unreadable``: she sent something else (unreadable.KINDS), and
    ``text`` stood beside it. ``page``: whether a page of ours with menu and forms is around the
    chat; where there is none the office says in the chat what the page would.
    """

    channel: str
    address: str
    external_id: str
    text: str
    choice: str | None = None
    language: Language | None = None
    button: Button | None = None
    delivery: str | None = None
    outside_id: str | None = None
    guess: Language | None = None
    unreadable: str | None = None
    page: bool = True


@dataclass(frozen=True)
class Receipt:
    """Her message is stored as number ``seq``; ``duplicate`` if it was stored before.

    ``seq`` is 0 where nothing is left of it: she has erased everything. ``notice``: to be shown to
    her in passing, where the channel can, so that it does not stay in the chat.
    """

    seq: int
    duplicate: bool
    notice: str | None = None


class Urgency(IntEnum):
    """Whose messages go first when many wait."""

    DANGER = 0
    COUNSELLOR = 1
    ASSISTANT = 2


class Overtaken(Exception):
    """A message on its way is not to be sent any more."""


async def _never() -> None:
    """Nothing has changed."""


async def _untold(_outside_id: str) -> None:
    """Nobody needs to know."""


@dataclass(frozen=True)
class Outbound:
    """One message to deliver to a chat.

    A channel that needs time asks ``look_again`` right before it sends anything: that raises
    Overtaken if a counsellor has the conversation now, or the woman has erased it. A channel that
    sends in parts begins after the first ``parts_sent``, and tells ``part_sent`` of each what it is
    called there.
    """

    channel: str
    address: str
    message: Message
    urgency: Urgency = Urgency.ASSISTANT
    parts_sent: int = 0
    look_again: Callable[[], Awaitable[None]] = _never
    part_sent: Callable[[str], Awaitable[None]] = _untold


class DeliveryError(Exception):
    """A channel could not deliver.

    ``permanent``: trying again is useless; ``gone``: with every message to this chat.
    ``retry_after``: seconds the channel asks us to wait.
    """

    def __init__(
        self,
        reason: str,
        *,
        permanent: bool = False,
        gone: bool = False,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(reason)
        self.permanent = permanent or gone
        self.gone = gone
        self.retry_after = retry_after


class Channel(Protocol):
    """Where messages to her go out.

    ``pushes``: whether a message can ring or show on a device that she is not looking at.
    """

    name: str
    pushes: bool

    async def send(self, outbound: Outbound) -> None:
        """Deliver one message; raises DeliveryError, Overtaken."""
        ...


@runtime_checkable
class Clears(Protocol):
    """A channel that can delete messages from a chat."""

    async def clear(self, address: str, outside_ids: Sequence[str]) -> None:
        """Delete these, 100 at most; raises DeliveryError."""
        ...
