"""Closing a ticket with what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from counselling.cases import planning
from counselling.cases.closing import LONGEST, Ending
from counselling.permissions import User
from counselling.scribe import Scribe
from counselling.tickets.ticket import Ticket

_NO_MORE = frozenset({Ending.UNWANTED, Ending.DUPLICATE})


@dataclass(frozen=True)
class Ended:
    """What the counsellor says when she closes; ``follow_ups``: days to look how she is."""

    outcome: Ending
    note: str = ""
    follow_ups: Sequence[date] = ()


async def keep(scribe: Scribe, ticket: Ticket, ended: Ended, *, by: User) -> None:
    """Keep what came of it, and plan the follow-ups; none where she wants or needs none.

    Raises BadDay.
    """
    tx, at = scribe.tx, scribe.now()
    await tx.closings.add(ticket, ended.outcome, ended.note.strip()[:LONGEST], at=at)
    if ended.outcome is Ending.UNWANTED:
        await tx.follow_ups.cancel(ticket.id, who=by.id, at=at)
    if ended.outcome not in _NO_MORE:
        await planning.plan(scribe, ticket, ended.follow_ups, "", by=by)
