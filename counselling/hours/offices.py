"""The hours that count for a ticket: its office's, or those of all offices for the common queue."""

from collections.abc import Mapping

from counselling.faq.model import Office
from counselling.hours.calendar import OpeningHours


def hours_of(offices: Mapping[str, Office], office: str | None) -> OpeningHours | None:
    """When somebody is there for a ticket of ``office``; None where that is not known.

    The common queue is served by all offices: one whose hours are not known leaves it unknown.
    """
    serving = offices.values() if office is None else [offices[office]] if office in offices else []
    calendars = [one.opening for one in serving]
    known = tuple(calendar for calendar in calendars if calendar)
    return OpeningHours(known) if known and len(known) == len(calendars) else None
