"""A ticket's clock: what is owed to her next, from when it is late, and when it turns amber."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from counselling.conversations import Handler
from counselling.hours.calendar import OpeningHours
from counselling.queue.targets import Targets
from counselling.store.cells import midnight
from counselling.store.queue_rows import QueueRow
from counselling.tickets.states import ENDED


class Step(StrEnum):
    """What is owed."""

    FIRST_REPLY = "first_reply"
    ANSWER = "answer"
    FOLLOW_UP = "follow_up"


class Light(StrEnum):
    """How it stands with the time."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True)
class TicketClock:
    """``due_at``: when it is late; ``amber_at``: when time gets short. Both are aware.

    ``day``: that of a follow-up, which is amber on its day in Viet Nam and red from the next on.
    """

    step: Step
    amber_at: datetime
    due_at: datetime
    day: date | None = None

    def light(self, now: datetime) -> Light:
        """Green, amber when time gets short, red when it is over."""
        if now >= self.due_at:
            return Light.RED
        return Light.AMBER if now >= self.amber_at else Light.GREEN


def clock_of(row: QueueRow, targets: Targets, hours: OpeningHours | None) -> TicketClock | None:
    """The clock of a ticket; None while nothing is owed, or no target is set.

    A follow-up is owed where she waits for nobody, on an ended ticket too. ``hours``: those of its
    office. Where they are not known every hour counts.
    """
    target = targets.by_priority.get(row.priority)
    owed = _owed(row)
    if owed is None and row.follow_up:
        return _on_its_day(row.follow_up)
    if target is None or owed is None:
        return None
    step, since = owed
    time = target.first_reply if step is Step.FIRST_REPLY else target.next_step
    counted = None if target.always else hours
    due, amber = _after(since, time, counted), _after(since, time * targets.amber_at, counted)
    return TicketClock(step, amber, due) if due and amber else None


def _owed(row: QueueRow) -> tuple[Step, datetime] | None:
    if row.state in ENDED:
        return None
    if row.answered_at is None or row.answered_at < row.opened_at:
        return Step.FIRST_REPLY, row.opened_at
    if row.handler is not Handler.ASSISTANT and row.waiting_since:
        return Step.ANSWER, row.waiting_since
    return None


def _on_its_day(day: date) -> TicketClock:
    return TicketClock(Step.FOLLOW_UP, midnight(day), midnight(day + timedelta(days=1)), day)


def _after(since: datetime, time: timedelta, hours: OpeningHours | None) -> datetime | None:
    return hours.due(since, time) if hours else since + time
