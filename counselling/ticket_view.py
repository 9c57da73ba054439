"""What the desk sees of a ticket beside its messages: facts, history, and what she wishes."""

from dataclasses import dataclass
from datetime import datetime

from counselling.duty.page import Page
from counselling.safe_hours import (
    LONG_SILENT,
    UNTIL_SHE_WRITES,
    may_go_from,
    should_ask_first,
)
from counselling.store.queue_rows import QueueRow
from counselling.store.tickets import TicketEvent


@dataclass(frozen=True)
class TicketView:
    """A ticket as its page shows it. ``conversation_id`` is the case's live topic; ``calls`` are
    the pages to who is on duty, in order; ``unreachable_since``: nothing can be delivered to her.
    ``news_waiting``: how much that nobody asked for is not delivered yet (counselling/news.py).
    """

    row: QueueRow
    conversation_id: str
    events: list[TicketEvent]
    calls: list[Page]
    readable: bool
    safe_contact: str | None
    has_word: bool
    last_heard: datetime | None
    unreachable_since: datetime | None
    news_waiting: int
    now: datetime

    @property
    def may_be_unsafe(self) -> bool:
        """Whether the counsellor is asked once before she writes now."""
        return should_ask_first(self.safe_contact, self.last_heard, self.now)

    @property
    def silent_for_long(self) -> bool:
        """Whether somebody else may hold her phone by now."""
        return self.last_heard is not None and self.now - self.last_heard > LONG_SILENT

    @property
    def news_wait_until(self) -> datetime | None:
        """Until when news are held back from her, or UNTIL_SHE_WRITES; None if none are."""
        until = may_go_from(self.safe_contact, self.last_heard, self.now)
        return until if self.news_waiting and until > self.now else None

    @property
    def news_wait_for_her(self) -> bool:
        """Whether they are held back until she writes, at whatever hour."""
        return self.news_wait_until == UNTIL_SHE_WRITES
