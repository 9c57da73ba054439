"""A follow-up: a day to look how she is, and what came of it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

DEFAULT_DAYS = (7, 30, 91)  # a week, a month, three months
LONGEST = 2000  # signs of what to ask, and of the note
# Viet Nam keeps one time, UTC+7 (IANA tz database).
_VIET_NAM = timezone(timedelta(hours=7))


class Outcome(StrEnum):
    """How she was found."""

    BETTER = "better"
    ONGOING = "ongoing"
    """She still needs what was begun."""
    NEW_NEED = "new_need"
    WORSE = "worse"
    """She needs help now."""
    NOT_REACHED = "not_reached"
    UNWANTED = "unwanted"
    """She wants no more follow-ups."""


@dataclass(frozen=True)
class FollowUp:
    """``state``: due, done or cancelled; ``*_by`` are names. ``ask`` and ``note`` are sealed."""

    id: str
    due: date
    state: str
    outcome: str | None
    planned_by: str
    planned_at: datetime
    ended_by: str | None
    ended_at: datetime | None
    ask: str
    note: str


class NoSuchFollowUp(Exception):
    """It is not there, or no longer due."""


class BadDay(Exception):
    """A follow-up can be planned from today on, for three years at most."""


def today(now: datetime) -> date:
    """The day in Viet Nam."""
    return now.astimezone(_VIET_NAM).date()
