"""Reading a case, and writing its record and its safety assessment."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any, TypeVar

from counselling.case_at_hand import Cases
from counselling.cases.follow_up import DEFAULT_DAYS, today
from counselling.cases.keeping import is_readable, may_keep, require_keeper
from counselling.cases.record import Record, record_of
from counselling.cases.safety import Safety, safety_of
from counselling.cases.view import CaseView, Kept, Related
from counselling.clock import Clock, utc_now
from counselling.looking import looking
from counselling.permissions import User
from counselling.reach import within_reach
from counselling.scribe import Announcer
from counselling.store.case_sheets import Kind
from counselling.store.links import Linked
from counselling.store.store import Store, finishes
from counselling.store.transaction import Transaction
from counselling.tickets.ticket import NotYours, Priority, Ticket

Body = TypeVar("Body", Record, Safety)


class Overtaken(Exception):
    """Somebody saved a newer version meanwhile; nothing was written over it."""


class CaseFile:
    """Reads and writes. Who may is the desk's gate to check (permissions.py), and whose case it is
    cases/keeping.py.
    """

    def __init__(
        self,
        store: Store,
        announcer: Announcer,
        *,
        now: Clock = utc_now,
        follow_up_days: Callable[[], Sequence[int]] = lambda: DEFAULT_DAYS,
    ) -> None:
        self._store = store
        self._cases = Cases(store, announcer, now)
        self._now = now
        self._follow_up_days = follow_up_days

    def plan_days(self) -> list[date]:
        """The usual days for follow-ups, seen from today."""
        day = today(self._now())
        return [day + timedelta(days=days) for days in self._follow_up_days()]

    @finishes
    async def read(
        self, code: str, *, by: User, record: int | None = None, safety: int | None = None
    ) -> CaseView:
        """The case, with these versions of its record and its safety assessment, or the newest.

        Audited. Raises NoSuchTicket.
        """
        now = self._now()
        async with looking(self._store, code, by, now, what="view_case") as (tx, ticket):
            readable = await is_readable(tx, ticket)
            wish = await tx.hers.wish(ticket.conversation_id)
            conversation = await tx.conversations.get(ticket.conversation_id)
            return CaseView(
                row=await tx.queue.row(code),
                conversation_id=ticket.conversation_id,
                readable=readable,
                keeps=readable and may_keep(by, ticket),
                record=await _kept(tx, ticket, "record", record_of, Record(), record)
                if readable
                else Kept(Record()),
                safety=await _kept(tx, ticket, "safety", safety_of, Safety(), safety)
                if readable
                else Kept(Safety()),
                follow_ups=await tx.follow_ups.of(ticket) if readable else [],
                closing=await tx.closings.of(ticket) if readable else None,
                related=[await _related(tx, one, by) for one in await tx.links.of(ticket)],
                previous_code=ticket.previous_code,
                safe_contact=wish.safe_contact,
                last_heard=await tx.messages.last_heard(ticket.conversation_id),
                unreachable_since=conversation.unreachable_since if conversation else None,
                now=now,
                today=today(now),
                plan_days=self.plan_days(),
            )

    @finishes
    async def save_record(self, code: str, record: Record, *, base: int, by: User) -> None:
        """Keep a new version of the record, written on top of version ``base``.

        Raises Overtaken, NotYours, NoSuchTicket.
        """
        await self._save(code, "record", record.body(), base=base, by=by)

    @finishes
    async def save_safety(self, code: str, safety: Safety, *, base: int, by: User) -> None:
        """Keep a new version of the safety assessment, written on top of version ``base``.

        Raises Overtaken, NotYours, NoSuchTicket.
        """
        await self._save(code, "safety", safety.body(), base=base, by=by)

    @finishes
    async def raise_priority(self, code: str, priority: Priority, *, by: User) -> None:
        """Make the ticket more urgent, as the counsellor decided; never less.

        Raises NotYours, NoSuchTicket.
        """
        async with self._cases.of(code, by=by) as (scribe, ticket):
            await require_keeper(scribe.tx, ticket, by)
            if ticket.ended_at is not None:
                raise NotYours(code)
            if ticket.raise_priority(priority, None):
                at = self._now()
                await scribe.tx.tickets.note(ticket.id, priority, by.id, at=at, why="safety")
                await scribe.tx.records.audit(by.id, f"raise {priority}", code, at=at)
                scribe.ticket_changed(ticket)

    async def _save(
        self, code: str, kind: Kind, body: dict[str, Any], *, base: int, by: User
    ) -> None:
        async with self._cases.of(code, by=by) as (scribe, ticket):
            tx, at = scribe.tx, self._now()
            await require_keeper(tx, ticket, by)
            newest = await tx.sheets.read(ticket, kind)
            if newest and newest.body == body:
                return  # the same form again
            if base != (newest.version.number if newest else 0):
                raise Overtaken
            await tx.sheets.add(ticket, kind, base + 1, body, who=by.id, at=at)
            await tx.records.audit(by.id, f"save_{kind}", code, at=at)


async def _kept(
    tx: Transaction,
    ticket: Ticket,
    kind: Kind,
    read: Callable[[dict[str, Any]], Body],
    empty: Body,
    number: int | None,
) -> Kept[Body]:
    versions = await tx.sheets.versions(ticket.id, kind)
    sheet = await tx.sheets.read(ticket, kind, number)
    if sheet is None:
        return Kept(empty, 0, versions)
    return Kept(read(sheet.body), sheet.version.number, versions)


async def _related(tx: Transaction, linked: Linked, by: User) -> Related:
    other = linked.ticket
    if not within_reach(by, other):
        return Related(linked, reached=False)
    if not await is_readable(tx, other):
        return Related(linked, reached=True)
    sheet = await tx.sheets.read(other, "record")
    themes = record_of(sheet.body).themes if sheet else ()
    return Related(linked, reached=True, readable=True, themes=themes)
