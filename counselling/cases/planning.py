"""Planning follow-ups within a transaction, for whoever refers, closes or plans."""

import uuid
from collections.abc import Sequence
from datetime import date, timedelta

from counselling.cases.follow_up import LONGEST, BadDay, today
from counselling.permissions import User
from counselling.scribe import Scribe
from counselling.tickets.states import TicketState
from counselling.tickets.ticket import Ticket

_FARTHEST = timedelta(days=3 * 366)


async def plan(scribe: Scribe, ticket: Ticket, days: Sequence[date], ask: str, *, by: User) -> None:
    """Plan one on each of ``days`` (in Viet Nam); raises BadDay. The ticket's state stays."""
    tx, at = scribe.tx, scribe.now()
    for day in days:
        require_day(day, today(at))
    for day in days:
        text = ask.strip()[:LONGEST]
        await tx.follow_ups.add(ticket, uuid.uuid4().hex, day, text, who=by.id, at=at)
    if days:
        await tx.tickets.note(ticket.id, "follow_up_planned", by.id, at=at)
        await tx.records.audit(by.id, "plan_follow_up", ticket.code, at=at)
        scribe.queue_changed(ticket)


async def begin(scribe: Scribe, ticket: Ticket, *, by: User) -> None:
    """A referred ticket is in follow-up from now on, if ``by`` holds it."""
    if ticket.state is TicketState.REFERRED and ticket.holder_id == by.id:
        ticket.follow_up(by=by.id)
        await scribe.tx.tickets.note(ticket.id, "follow_up", by.id, at=scribe.now())
        await scribe.tx.records.audit(by.id, "follow_up", ticket.code, at=scribe.now())
        scribe.ticket_changed(ticket)


def require_day(day: date, now: date) -> None:
    """Raise BadDay unless a follow-up can be planned for ``day``."""
    if not now <= day <= now + _FARTHEST:
        raise BadDay
