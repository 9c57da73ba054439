"""One page: a call to one person on duty by one way, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PageState(StrEnum):
    """What became of a page. The last two stand where nobody was called."""

    DUE = "due"
    SENDING = "sending"
    DELIVERED = "delivered"
    FAILED = "failed"
    """It will not arrive; ``why`` names the reason."""
    UNSURE = "unsure"
    """The service stopped while it was sent: it may have arrived and is not sent again."""
    DROPPED = "dropped"
    """Somebody took the ticket before it went out."""
    NOBODY = "nobody"
    """Nobody was on duty who can be paged; she was told."""
    ENDED = "ended"
    """Everybody was called as often as is right, nobody came; she was told."""


class Why(StrEnum):
    """Why a page was not delivered; the desk says it in words."""

    BLOCKED = "blocked"
    NO_CHAT = "no_chat"
    BAD_TOKEN = "bad_token"  # noqa: S105  # the name of a reason
    BAD_LOGIN = "bad_login"
    REFUSED = "refused"
    NO_REPLY = "no_reply"
    NO_WAY = "no_way"


NO_WAY = "none"
"""The way of a row that calls nobody."""


@dataclass(frozen=True)
class Page:
    """``person`` is an id of duty.yml, None where nobody was called; times are aware."""

    id: int
    ticket_id: str
    step: int
    person: str | None
    way: str
    state: PageState
    why: Why | None
    attempts: int
    at: datetime
    not_before: datetime

    @property
    def lost(self) -> bool:
        """Whether nobody has got it for certain."""
        return self.state in {PageState.FAILED, PageState.UNSURE}

    @property
    def useless(self) -> bool:
        """Whether it would fail again: no answer at all may only be a bad hour."""
        return self.state is PageState.FAILED and self.why is not Why.NO_REPLY
