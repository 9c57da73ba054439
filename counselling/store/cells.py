"""The cells of the office's figures: what is counted, and the cells that rows of things make."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

OFFICE_TIME = timezone(timedelta(hours=7))  # Viet Nam has one time zone and no summer time

# Until when a first reply came, or a ticket ended: name and hours, shortest first.
REPLY_WITHIN = (("15min", 0.25), ("1h", 1.0), ("4h", 4.0), ("1d", 24.0), ("3d", 72.0))
ENDED_WITHIN = (("1h", 1.0), ("1d", 24.0), ("3d", 72.0), ("1w", 168.0), ("30d", 720.0))
LATER, NEVER = "later", "never"
_EPOCH = date(1970, 1, 1)

Rows = Iterable[Sequence[Any]]
"""Of the queries in counting.py; days and hours are counted from 1970-01-01 in Viet Nam."""


@dataclass(frozen=True)
class Cell:
    """One thing that is counted. ``day``: in Viet Nam; ``language``: empty where not known.

    ==============  ============================  ======================================
    kind            subject                       result
    ==============  ============================  ======================================
    conversation    empty                         empty
    woman           the country she is in         empty
    home            the province she lives in     empty
    visit, session  empty                         empty
    hour            ``00`` to ``23``              empty
    question        the entry, or empty           what the assistant did
    danger          the category                  ``red`` or ``amber``
    feedback        the entry                     ``helpful`` or ``unhelpful``
    case            danger, or empty              the ticket's state
    reply           REPLY_WITHIN, LATER or NEVER  empty
    ended           ENDED_WITHIN or LATER         what came of it, ``closed``, ``cancelled``
    follow_up       empty                         what came of the follow-up
    referral        the partner agency            outcome, why declined, or state
    ==============  ============================  ======================================

    docs/reports.md says what each of them means. ``office`` is an id of faq/offices.yml: a ticket's
    own, else that of the conversation's newest ticket that has one; empty for none. ``home``,
    ``visit``, ``session``, ``hour``, ``reply`` and ``ended`` name neither channel nor language:
    nobody asks for them, and less is kept of a woman who erased everything.
    """

    day: date
    kind: str
    channel: str
    language: str
    subject: str
    result: str
    office: str = ""


def day_of(at: datetime) -> date:
    """The day it is in Viet Nam at that moment."""
    return at.astimezone(OFFICE_TIME).date()


def midnight(day: date) -> datetime:
    """When the day begins in Viet Nam, in UTC."""
    return datetime.combine(day, time(), OFFICE_TIME).astimezone(UTC)


def plain(day: date, kind: str, subject: str = "", result: str = "", *, office: str = "") -> Cell:
    """A cell that names neither channel nor language."""
    return Cell(day, kind, "", "", subject, result, office)


def things(rows: Rows) -> Counter[Cell]:
    """Of rows of a day, office, kind, channel, language, subject, result, and how many."""
    found: Counter[Cell] = Counter()
    for days, office, kind, channel, language, subject, result, number in rows:
        cell = Cell(_day(days), kind, channel, language or "", subject or "", result, office)
        found[cell] += number
    return found


def hours(rows: Rows) -> Counter[Cell]:
    """Of rows of an hour, office, and how many messages."""
    found: Counter[Cell] = Counter()
    for since, office, number in rows:
        days, hour = divmod(since, 24)
        found[plain(_day(days), "hour", f"{hour:02}", office=office)] += number
    return found


def visits(rows: Rows) -> Counter[Cell]:
    """Of a row for each woman and day on which she wrote: ``visit``, and what counts by month.

    These are ``woman``, and ``home`` where it is known: on the first day of the month on which she
    wrote. So ``rows`` must begin with whole months, and be in the order of time.
    """
    found: Counter[Cell] = Counter()
    seen = set()
    for whose, days, office, channel, language, country, province in rows:
        day = _day(days)
        found[plain(day, "visit", office=office)] += 1
        if (whose, day.year, day.month) not in seen:
            seen.add((whose, day.year, day.month))
            found[Cell(day, "woman", channel, language or "", country or "", "", office)] += 1
            if province:
                found[plain(day, "home", province, office=office)] += 1
    return found


def sessions(rows: Rows) -> Counter[Cell]:
    """Of rows of a day, office, and in how many conversations counsellors wrote."""
    return Counter(
        {plain(_day(days), "session", office=office): number for days, office, number in rows}
    )


def opened(rows: Rows) -> Counter[Cell]:
    """Of tickets: when each was opened, its office, and when a counsellor first wrote."""
    found: Counter[Cell] = Counter()
    for at, office, first in rows:
        when = within(first - at, REPLY_WITHIN) if first else NEVER
        found[plain(day_of(at), "reply", when, office=office)] += 1
    return found


def ended(rows: Rows) -> Counter[Cell]:
    """Of ended tickets: when each ended, its office, when it was opened, and what came of it."""
    return Counter(
        plain(day_of(at), "ended", within(at - begun, ENDED_WITHIN), state, office=office)
        for at, office, begun, state in rows
    )


def _day(since: int) -> date:
    """The day that is so many after 1970-01-01."""
    return _EPOCH + timedelta(days=since)


def within(took: timedelta, limits: Sequence[tuple[str, float]]) -> str:
    """The name of the first limit that ``took`` does not pass, or LATER."""
    hours = took.total_seconds() / 3600
    return next((name for name, limit in limits if hours <= limit), LATER)
