"""What the page of a case shows."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, TypeVar

from counselling.cases.closing import Closing
from counselling.cases.follow_up import FollowUp
from counselling.cases.record import Record
from counselling.cases.safety import Safety
from counselling.safe_hours import should_ask_first
from counselling.store.case_sheets import Version
from counselling.store.links import Linked
from counselling.store.queue_rows import QueueRow

Body = TypeVar("Body")


@dataclass(frozen=True)
class Related:
    """Another ticket of hers; ``themes`` only where its case may be read by who looks."""

    linked: Linked
    reached: bool
    readable: bool = False
    themes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kept(Generic[Body]):
    """The version of a sheet that is shown, and who wrote all of them; none yet: version 0."""

    body: Body
    number: int = 0
    versions: list[Version] = field(default_factory=list)

    @property
    def newest(self) -> int:
        """The number of the newest version, 0 before there is one."""
        return self.versions[-1].number if self.versions else 0

    @property
    def version(self) -> Version | None:
        """Who wrote the one that is shown, and when."""
        return next((one for one in self.versions if one.number == self.number), None)


@dataclass(frozen=True)
class CaseView:
    """A ticket's case. ``keeps``: who looks may write in it. ``readable``: else all is empty.

    ``conversation_id`` is its live topic; ``plan_days`` are the usual days for follow-ups.
    """

    row: QueueRow
    conversation_id: str
    readable: bool
    keeps: bool
    record: Kept[Record]
    safety: Kept[Safety]
    follow_ups: list[FollowUp]
    closing: Closing | None
    related: list[Related]
    previous_code: str | None
    safe_contact: str | None
    last_heard: datetime | None
    unreachable_since: datetime | None
    now: datetime
    today: date
    plan_days: list[date]

    @property
    def may_be_unsafe(self) -> bool:
        """Whether somebody else may see what is sent to her now."""
        return should_ask_first(self.safe_contact, self.last_heard, self.now)
