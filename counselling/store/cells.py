"""The cells of the office's figures: what is counted, and the cells that rows of things make."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Any

OFFICE_TIME = timezone(timedelta(hours=7))  # Viet Nam has one time zone and no summer time

# Until when a first reply came, or a ticket ended: name and hours, shortest first.
REPLY_WITHIN = (("15min", 0.25), ("1h", 1.0), ("4h", 4.0), ("1d", 24.0), ("3d", 72.0))
ENDED_WITHIN = (("1h", 1.0), ("1d", 24.0), ("3d", 72.0), ("1w", 168.0), ("30d", 720.0))
LATER, NEVER = "later", "never"


@dataclass(frozen=True)
class Cell:
    """One thing that is counted. ``day``: in Viet Nam; ``language``: empty where not known.

    ==============  ============================  =============================
    kind            subject                       result
    ==============  ============================  =============================
    conversation    empty                         empty
    woman           the country she is in         empty
    visit, session  empty                         empty
    hour            ``00`` to ``23``              empty
    question        the entry, or empty           what the assistant did
    danger          the category                  ``red`` or ``amber``
    feedback        the entry                     ``helpful`` or ``unhelpful``
    case            danger, or empty              the ticket's state
    reply           REPLY_WITHIN, LATER or NEVER  empty
    ended           ENDED_WITHIN or LATER         ``closed`` or ``cancelled``
    ==============  ============================  =============================

    docs/reports.md says what each of them means. ``office`` is an id of faq/offices.yml: a ticket's
    own, else that of the conversation's newest ticket that has one; empty for none. ``visit``,
    ``session``, ``hour``, ``reply`` and ``ended`` name neither channel nor language: nobody asks
    for them, and less is kept of a woman who erased everything.
    """

    day: date
    kind: str
    channel: str
    language: str
    subject: str
    result: str
    office: str = ""


Offices = Mapping[str, str]
"""The office of each conversation that has one, by the conversation's id."""


@dataclass(frozen=True)
class Written:
    """Somebody wrote ``count`` messages in one conversation within one hour (0 to 23)."""

    conversation_id: str
    channel: str
    language: str
    country: str
    day: date
    hour: int
    count: int


def day_of(at: datetime) -> date:
    """The day it is in Viet Nam at that moment."""
    return at.astimezone(OFFICE_TIME).date()


def midnight(day: date) -> datetime:
    """When the day begins in Viet Nam, in UTC."""
    return datetime.combine(day, time(), OFFICE_TIME).astimezone(UTC)


def plain(day: date, kind: str, subject: str = "", result: str = "", *, office: str = "") -> Cell:
    """A cell that names neither channel nor language."""
    return Cell(day, kind, "", "", subject, result, office)


def things(rows: Iterable[Sequence[Any]], offices: Offices) -> Counter[Cell]:
    """Of rows of a moment, conversation, kind, channel, language, subject and result."""
    return Counter(
        Cell(
            day_of(at), kind, channel, language or "", subject or "", result,
            offices.get(whose, ""),
        )
        for at, whose, kind, channel, language, subject, result in rows
    )  # fmt: skip


def by_woman(written: Iterable[Written], offices: Offices) -> Counter[Cell]:
    """What women wrote: ``hour`` by message, ``visit`` by day, ``woman`` by month.

    ``woman`` counts on the day of her first message of a month; so ``written`` must begin with
    whole months, and be in the order of time.
    """
    found: Counter[Cell] = Counter()
    visits, months = set(), set()
    for one in written:
        office = offices.get(one.conversation_id, "")
        found[plain(one.day, "hour", f"{one.hour:02}", office=office)] += one.count
        if (one.conversation_id, one.day) not in visits:
            visits.add((one.conversation_id, one.day))
            found[plain(one.day, "visit", office=office)] += 1
        month = (one.conversation_id, one.day.year, one.day.month)
        if month not in months:
            months.add(month)
            found[Cell(one.day, "woman", one.channel, one.language, one.country, "", office)] += 1
    return found


def by_counsellor(written: Iterable[Written], offices: Offices) -> Counter[Cell]:
    """What counsellors wrote: a ``session`` is one conversation on one day."""
    return Counter(
        plain(day, "session", office=offices.get(whose, ""))
        for whose, day in {(one.conversation_id, one.day) for one in written}
    )


def opened(rows: Iterable[Sequence[Any]]) -> Counter[Cell]:
    """Of tickets: when each was opened, its office, and when a counsellor first wrote."""
    found: Counter[Cell] = Counter()
    for at, office, first in rows:
        when = within(first - at, REPLY_WITHIN) if first else NEVER
        found[plain(day_of(at), "reply", when, office=office or "")] += 1
    return found


def ended(rows: Iterable[Sequence[Any]]) -> Counter[Cell]:
    """Of ended tickets: when each ended, its office, when it was opened, and how it ended."""
    return Counter(
        plain(day_of(at), "ended", within(at - begun, ENDED_WITHIN), state, office=office or "")
        for at, office, begun, state in rows
    )


def within(took: timedelta, limits: Sequence[tuple[str, float]]) -> str:
    """The name of the first limit that ``took`` does not pass, or LATER."""
    hours = took.total_seconds() / 3600
    return next((name for name, limit in limits if hours <= limit), LATER)
