"""What the desk sees of a ticket beside its messages: facts, history, and what she wishes."""

from dataclasses import dataclass
from datetime import datetime

from counselling import contact
from counselling.duty.page import Page
from counselling.store.queue_rows import QueueRow
from counselling.store.tickets import TicketEvent


@dataclass(frozen=True)
class TicketView:
    """A ticket as its page shows it. ``conversation_id`` is the case's live topic; ``calls`` are
    the pages to who is on duty, in order; ``unreachable_since``: nothing can be delivered to her.
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
    now: datetime

    @property
    def may_be_unsafe(self) -> bool:
        """Whether the counsellor is asked once before she writes now."""
        return contact.should_ask_first(self.safe_contact, self.last_heard, self.now)

    @property
    def silent_for_long(self) -> bool:
        """Whether somebody else may hold her phone by now."""
        return self.last_heard is not None and self.now - self.last_heard > contact.LONG_SILENT
