"""A ticket: one woman's request for a human counsellor."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from counselling.tickets.states import ENDED, Move, TicketState, next_state


class Priority(StrEnum):
    """How soon somebody must look, most urgent first."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    NORMAL = "normal"


class AlreadyClaimed(Exception):
    """Another counsellor has the ticket."""

    def __init__(self, code: str, holder_name: str) -> None:
        super().__init__(f"ticket {code} is already with {holder_name}")
        self.code = code
        self.holder_name = holder_name


class NotYours(Exception):
    """Only the counsellor who holds the ticket may do this."""

    def __init__(self, code: str) -> None:
        super().__init__(f"ticket {code} is not yours")
        self.code = code


class NoSuchTicket(Exception):
    """There is no ticket with this code."""


@dataclass
class Ticket:
    """``holder_id`` is the counsellor's user id; ``danger`` the danger category seen, if any;
    ``office`` the id of its office in faq/offices.yml, None while it is the common queue's.
    ``kept_days``: how long after its end it is kept, as she was told before she said yes.
    ``told_opening``: of which opening she was told last, because nobody was there.
    """

    id: str
    code: str
    conversation_id: str
    opened_at: datetime
    state: TicketState = TicketState.OPEN
    priority: Priority = Priority.NORMAL
    danger: str | None = None
    holder_id: str | None = None
    ended_at: datetime | None = None
    previous_code: str | None = None
    office: str | None = None
    kept_days: int | None = None
    told_opening: datetime | None = None

    def claim(self, *, by: str, office: str | None = None) -> None:
        """The counsellor with user id ``by`` takes it, for her office if it has none yet.

        Raises IllegalMove.
        """
        self.state = next_state(self.code, self.state, Move.CLAIM)
        self.holder_id = by
        self.office = self.office or office

    def follow_up(self, *, by: str) -> None:
        """Its holder looks how she is after a referral; raises NotYours, IllegalMove."""
        self.require_holder(by)
        self.state = next_state(self.code, self.state, Move.FOLLOW_UP)

    def refer(self) -> bool:
        """Its first referral goes out, or one after a follow-up; whether that moved it.

        Raises IllegalMove.
        """
        if self.state is TicketState.REFERRED:
            return False
        self.state = next_state(self.code, self.state, Move.REFER)
        return True

    def close(self, *, by: str, at: datetime) -> None:
        """Its holder ends it; raises NotYours, IllegalMove."""
        self.require_holder(by)
        self._end(Move.CLOSE, at)

    def pass_on(self, *, to: str, office: str | None) -> None:
        """Somebody else holds it from now on; ``office`` is hers. Raises IllegalMove."""
        self.state = next_state(self.code, self.state, Move.TRANSFER)
        self.holder_id = to
        self.office = self.office or office

    def pass_to_office(self, office: str) -> None:
        """Nobody holds it, and the staff of ``office`` find it open; raises IllegalMove."""
        self.state = next_state(self.code, self.state, Move.TO_OFFICE)
        self.holder_id, self.office = None, office

    def cancel(self, *, at: datetime) -> None:
        """The woman ends it, at any time; raises IllegalMove if it has ended already."""
        self._end(Move.CANCEL, at)

    def require_holder(self, user_id: str) -> None:
        """Raise NotYours unless ``user_id`` holds the ticket and it has not ended."""
        if self.holder_id != user_id or self.state in ENDED:
            raise NotYours(self.code)

    def raise_priority(self, priority: Priority, danger: str | None) -> bool:
        """Make it more urgent, never less; tells whether that changed anything."""
        order = list(Priority)
        if order.index(priority) >= order.index(self.priority):
            return False
        self.priority, self.danger = priority, danger or self.danger
        return True

    def _end(self, move: Move, at: datetime) -> None:
        self.state = next_state(self.code, self.state, move)
        self.ended_at = at
