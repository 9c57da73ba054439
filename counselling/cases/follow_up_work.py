"""What counsellors do with follow-ups: plan, do, postpone and cancel."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import date

from counselling.case_at_hand import Cases
from counselling.cases import planning
from counselling.cases.follow_up import LONGEST, NoSuchFollowUp, Outcome, today
from counselling.cases.keeping import require_keeper
from counselling.clock import Clock, utc_now
from counselling.permissions import User
from counselling.scribe import Announcer, Scribe
from counselling.store.store import Store, finishes
from counselling.tickets.ticket import Ticket


class FollowUpWork:
    """Who may is the desk's gate to check (permissions.py), and whose case it is keeping.py."""

    def __init__(self, store: Store, announcer: Announcer, *, now: Clock = utc_now) -> None:
        self._store = store
        self._cases = Cases(store, announcer, now)
        self._now = now

    @finishes
    async def plan(self, code: str, days: Sequence[date], ask: str, *, by: User) -> None:
        """Plan one on each of ``days``; a referred ticket is in follow-up then.

        Raises BadDay, NotYours, NoSuchTicket.
        """
        async with self._cases.of(code, by=by) as (scribe, ticket):
            await require_keeper(scribe.tx, ticket, by)
            await planning.plan(scribe, ticket, days, ask, by=by)
            await planning.begin(scribe, ticket, by=by)

    @finishes
    async def finish(
        self, code: str, follow_up_id: str, outcome: Outcome, note: str, *, by: User
    ) -> None:
        """It is done; where she wants no more of them, the others are cancelled.

        Raises NoSuchFollowUp, NotYours, NoSuchTicket.
        """
        async with self._one(code, follow_up_id, by) as (scribe, ticket):
            tx, at = scribe.tx, self._now()
            text = note.strip()[:LONGEST]
            await tx.follow_ups.finish(ticket, follow_up_id, outcome, text, who=by.id, at=at)
            await self._note(scribe, ticket, "follow_up_done", by, why=outcome)
            if outcome is Outcome.UNWANTED:
                await tx.follow_ups.cancel(ticket.id, who=by.id, at=at)
            await planning.begin(scribe, ticket, by=by)

    @finishes
    async def postpone(self, code: str, follow_up_id: str, day: date, *, by: User) -> None:
        """Do it on another day; raises BadDay, NoSuchFollowUp, NotYours, NoSuchTicket."""
        async with self._one(code, follow_up_id, by) as (scribe, ticket):
            planning.require_day(day, today(self._now()))
            await scribe.tx.follow_ups.postpone(follow_up_id, day)
            await self._note(scribe, ticket, "follow_up_postponed", by)

    @finishes
    async def cancel(self, code: str, follow_up_id: str, *, by: User) -> None:
        """It is not needed; raises NoSuchFollowUp, NotYours, NoSuchTicket."""
        async with self._one(code, follow_up_id, by) as (scribe, ticket):
            at = self._now()
            await scribe.tx.follow_ups.cancel(ticket.id, who=by.id, at=at, only=follow_up_id)
            await self._note(scribe, ticket, "follow_up_cancelled", by)

    @asynccontextmanager
    async def _one(
        self, code: str, follow_up_id: str, by: User
    ) -> AsyncIterator[tuple[Scribe, Ticket]]:
        async with self._cases.of(code, by=by) as (scribe, ticket):
            await require_keeper(scribe.tx, ticket, by)
            if not await scribe.tx.follow_ups.is_due(ticket, follow_up_id):
                raise NoSuchFollowUp
            yield scribe, ticket
            scribe.queue_changed(ticket)

    async def _note(
        self, scribe: Scribe, ticket: Ticket, what: str, by: User, *, why: str | None = None
    ) -> None:
        await scribe.tx.tickets.note(ticket.id, what, by.id, at=self._now(), why=why)
        await scribe.tx.records.audit(by.id, what, ticket.code, at=self._now())
