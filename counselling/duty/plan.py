"""What is to be done next for an emergency that nobody has: pure, from what was done so far."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import groupby

from counselling.duty.page import Page, PageState
from counselling.duty.roster import DutyPerson, Roster

MOST_CALLS = 3
"""How often each person is called for one emergency: once, and twice again."""


class Told(StrEnum):
    """What the woman is told with a step: a line of faq/lines.yml."""

    FIRST = "call_begun"
    NEXT = "call_next"
    AGAIN = "call_again"
    ENDED = "call_ended"
    NOBODY = "call_nobody"
    NOBODY_UNTIL = "call_nobody_until"


@dataclass(frozen=True)
class Call:
    """Page this person. ``told`` is None where the last page failed: no time has gone by."""

    person: DutyPerson
    told: Told | None


@dataclass(frozen=True)
class Mark:
    """Page nobody, write down why, and tell her."""

    state: PageState
    told: Told


@dataclass(frozen=True)
class Wait:
    """Nothing is to be done before ``until``; None: before something else happens."""

    until: datetime | None


def next_move(
    pages: Sequence[Page], roster: Roster, *, now: datetime, pause: timedelta
) -> Call | Mark | Wait:
    """What to do now. ``pages``: this emergency's so far; ``roster``: who can be reached.

    ``pause`` is how long a person has to take the ticket before the next one is called.
    """
    steps = [list(step) for _, step in groupby(pages, key=lambda page: page.step)]
    last = steps[-1] if steps else []
    if last and last[0].state is PageState.ENDED:
        return Wait(None)
    calling = bool(last) and last[0].person is not None
    lost = all(page.lost for page in last)
    if calling and not lost and -pause <= now - last[0].at < pause:  # else the clock was set back
        return Wait(last[0].at + pause)
    on_duty = roster.on_duty(now)
    if on_duty:
        return _call(steps, on_duty, after_failure=calling and lost)
    begins = roster.next_begin(now)
    if last and last[0].state is PageState.NOBODY:
        return Wait(begins)
    return Mark(PageState.NOBODY, Told.NOBODY_UNTIL if begins else Told.NOBODY)


def _call(
    steps: Sequence[Sequence[Page]], on_duty: Sequence[DutyPerson], *, after_failure: bool
) -> Call | Mark:
    calls = Counter(step[0].person for step in steps if step[0].person)
    hopeless = {step[0].person for step in steps if all(page.useless for page in step)}
    left = [
        person for person in on_duty if person.id not in hopeless and calls[person.id] < MOST_CALLS
    ]
    if not left:
        return Mark(PageState.ENDED, Told.ENDED)
    person = min(left, key=lambda one: calls[one.id])  # the first in order of those
    if not calls:
        return Call(person, Told.FIRST)
    if after_failure:
        return Call(person, None)
    if not calls[person.id]:
        return Call(person, Told.NEXT)
    # Of every further round she is told once.
    begins = calls[person.id] == max(calls.values())
    return Call(person, Told.AGAIN if begins else None)
