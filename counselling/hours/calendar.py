"""When somebody is there: weekly shifts without holidays, and counting time only while open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from counselling.duty.hours import VIET_NAM, Shift
from counselling.hours.holidays import public_holidays

_DAYS_AHEAD = 60  # longer than any Tet; an office that opens no more within them has closed

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Calendar:
    """One office's hours: weekly ``shifts`` but for public holidays and its own days ``closed``."""

    shifts: tuple[Shift, ...]
    closed: frozenset[date] = frozenset()

    def spans(self, day: date) -> Iterator[Span]:
        """From when to when (aware) it is open in shifts that begin on ``day``."""
        if day in self.closed or day in public_holidays(day.year):
            return
        midnight = datetime(day.year, day.month, day.day, tzinfo=VIET_NAM)
        for shift in self.shifts:
            if day.weekday() in shift.days:
                begin, end = timedelta(minutes=shift.begin), timedelta(minutes=shift.end)
                yield midnight + begin, midnight + end


@dataclass(frozen=True)
class OpeningHours:
    """The hours of one office, or of several that serve together: open while one of them is."""

    calendars: tuple[Calendar, ...]

    def is_open(self, at: datetime) -> bool:
        """Whether somebody is there at this moment (aware)."""
        return any(begin <= at for begin, _ in self._spans(at))

    def next_open(self, after: datetime) -> datetime | None:
        """``after`` itself (aware) if somebody is there, else when they come; None: not known."""
        return next((max(begin, after) for begin, _ in self._spans(after)), None)

    def due(self, start: datetime, time: timedelta) -> datetime | None:
        """The moment by which ``time`` has passed since ``start`` while open; None: too far off."""
        left = time
        for begin, end in self._spans(start):
            begins = max(begin, start)
            if end - begins >= left:
                return begins + left
            left -= end - begins
        return None

    def _spans(self, after: datetime) -> Iterator[Span]:
        """All of them in order that end after ``after``, overlapping ones as one."""
        first = after.astimezone(VIET_NAM).date() - timedelta(days=1)  # a night shift
        days = (first + timedelta(days=ahead) for ahead in range(_DAYS_AHEAD))
        spans = (span for day in days for span in self._of(day) if span[1] > after)
        current = next(spans, None)
        for span in spans:
            if current and span[0] <= current[1]:
                current = (current[0], max(current[1], span[1]))
                continue
            if current:
                yield current
            current = span
        if current:
            yield current

    def _of(self, day: date) -> list[Span]:
        return sorted(span for calendar in self.calendars for span in calendar.spans(day))
