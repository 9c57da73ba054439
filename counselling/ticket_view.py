"""What the desk sees of a ticket beside its messages: facts, history, and what she wishes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from counselling.conversations import Sender
from counselling.duty.page import Page
from counselling.limits import Limits
from counselling.safe_hours import (
    LONG_SILENT,
    UNTIL_SHE_WRITES,
    may_go_from,
    should_ask_first,
)
from counselling.store.queue_rows import QueueRow
from counselling.store.tickets import TicketEvent

SOON = timedelta(hours=3)


@dataclass(frozen=True)
class TicketView:
    """A ticket as its page shows it. ``conversation_id`` is the case's live topic; ``calls`` are
    the pages to who is on duty, in order; ``unreachable_since``: nothing can be delivered to her.
    ``news_waiting``: how much that nobody asked for is not delivered yet (counselling/news.py).
    ``limits``: her channel's; None where that does not run now. ``elsewhere_since``: when somebody
    last answered her in the platform's own inbox, while that goes on.
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
    elsewhere_since: datetime | None
    news_waiting: int
    now: datetime
    limits: Limits | None

    @property
    def closes_at(self) -> datetime | None:
        """When what a counsellor writes is no longer delivered; None: her channel sets no end."""
        if self.limits is None:
            return None
        return self.limits.closes_at(Sender.COUNSELLOR, self.last_heard)

    @property
    def closes_soon_at(self) -> datetime | None:
        """From when on the desk warns that her channel delivers nothing more soon."""
        return self.closes_at and self.closes_at - SOON

    @property
    def closes_soon(self) -> bool:
        """Whether it is so late."""
        return self.closes_soon_at is not None and self.closes_soon_at <= self.now

    @property
    def waits_for_her(self) -> bool:
        """Whether what is written now goes out only once she has written again."""
        return self.limits is not None and self.limits.is_closed(
            Sender.COUNSELLOR, self.last_heard, self.now
        )

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
