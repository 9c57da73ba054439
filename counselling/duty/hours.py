"""Hours of duty, as "mon-fri 08:00-17:00", in Vietnamese time."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

# Viet Nam keeps one time, UTC+7, and has had no summer time since 1975 (IANA tz database).
VIET_NAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
EXAMPLE = "mon-fri 08:00-17:00"

_DAY = 24 * 60  # minutes
_DAYS = {
    **{name: day for day, name in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))},
    **{name: day for day, name in enumerate(("t2", "t3", "t4", "t5", "t6", "t7", "cn"))},
}
_SHIFT = re.compile(
    r"(?P<first>\w+)(?:\s*[-–]\s*(?P<last>\w+))?\s+"
    r"(?P<from>\d{1,2}:\d{2})\s*[-–]\s*(?P<to>\d{1,2}:\d{2})"
)
_TIME = re.compile(r"(?:[01]?\d|2[0-3]):[0-5]\d|24:00")


class NoShift(ValueError):
    """The text names no hours. Its message is a clause about what is wrong."""


@dataclass(frozen=True)
class Shift:
    """The same hours on some days. ``days``: 0 is Monday; minutes count from midnight.

    ``end`` is above 24 * 60 where the shift goes on after midnight.
    """

    days: frozenset[int]
    begin: int
    end: int

    def covers(self, at: datetime) -> bool:
        """Whether the moment (aware) lies in the shift; its end does not."""
        local = at.astimezone(VIET_NAM)
        minute, day = local.hour * 60 + local.minute, local.weekday()
        today = day in self.days and self.begin <= minute < self.end
        yesterday = (day - 1) % 7 in self.days and minute + _DAY < self.end
        return today or yesterday

    def next_begin(self, after: datetime) -> datetime:
        """When it begins next, later than ``after``; both aware."""
        midnight = after.astimezone(VIET_NAM).replace(hour=0, minute=0, second=0, microsecond=0)
        begins = (
            midnight + timedelta(days=ahead, minutes=self.begin)
            for ahead in range(8)
            if (midnight.weekday() + ahead) % 7 in self.days
        )
        return next(begin for begin in begins if begin > after)


def read_shift(text: str) -> Shift:
    """``mon-fri 08:00-17:00``, ``T2-T6 8:00-17:00``, ``sun 22:00-06:00``; raises NoShift."""
    found = _SHIFT.fullmatch(text.strip().lower())
    if not found:
        raise NoShift(f'"{text}" names no days and hours')
    first, last = found["first"], found["last"] or found["first"]
    for name in (first, last):
        if name not in _DAYS:
            raise NoShift(f'"{name}" is no day')
    begin, end = _minutes(found["from"]), _minutes(found["to"])
    days = frozenset(
        day % 7 for day in range(_DAYS[first], _DAYS[first] + (_DAYS[last] - _DAYS[first]) % 7 + 1)
    )
    return Shift(days, begin, end if end > begin else end + _DAY)


def _minutes(written: str) -> int:
    if not _TIME.fullmatch(written):
        raise NoShift(f'"{written}" is no time of the day')
    hours, minutes = written.split(":")
    return int(hours) * 60 + int(minutes)
