"""Hours and areas of an office in faq/offices.yml: read, and every problem in them noted."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from counselling.duty.hours import NoShift, Shift
from counselling.faq.fields import Fields
from counselling.faq.source import Located
from counselling.hours.calendar import Calendar
from counselling.hours.weekly import EXAMPLE, read_hours
from counselling.routing.provinces import province_named

_DAYS = re.compile(r"(\d{4}-\d{2}-\d{2})(?:\s*\.\.\s*(\d{4}-\d{2}-\d{2}))?")
_LONGEST = 60  # days


def read_calendar(fields: Fields) -> Calendar | None:
    """``open`` and ``closed_on`` of an office; None while its hours are not known."""
    shifts = tuple(_shifts(fields))
    closed = frozenset(_closed(fields))
    return Calendar(shifts, closed) if shifts else None


def read_areas(fields: Fields) -> tuple[str, ...]:
    """The provinces an office serves; an unknown one is told, for no ticket would go by it."""
    areas = fields.texts("areas")
    for area in areas:
        if not province_named(area.value):
            spot = fields.trees["areas"].spot
            mend = "Write one of the 34 provinces, or one of the 63 of before July 2025."
            what = f'"{area.value}" is no province'
            fields.trees["areas"].findings.warning(spot, area.line, what, mend)
    return tuple(area.value for area in areas)


def _shifts(fields: Fields) -> Iterator[Shift]:
    for written in fields.texts("open"):
        try:
            yield from read_hours(written.value)
        except NoShift as wrong:
            mend = f'Write days and hours like this: "{EXAMPLE}".'
            _error(fields, "open", written, str(wrong), mend)


def _closed(fields: Fields) -> Iterator[date]:
    for written in fields.texts("closed_on"):
        days = _between(written.value)
        if not days:
            what = f'"{written.value}" is no day and no row of days'
            mend = "Write 2027-02-05, or 2027-02-05..2027-02-11 for all days of a week."
            _error(fields, "closed_on", written, what, mend)
        yield from days


def _between(written: str) -> list[date]:
    found = _DAYS.fullmatch(written)
    try:
        first = date.fromisoformat(found[1]) if found else None
        last = date.fromisoformat(found[2]) if found and found[2] else first
    except ValueError:
        return []
    if not first or not last or not first <= last <= first + timedelta(days=_LONGEST):
        return []
    return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]


def _error(fields: Fields, key: str, written: Located, what: str, mend: str) -> None:
    tree = fields.trees[key]
    tree.findings.error(tree.spot, written.line, what, mend)
