"""A case goes on with somebody else: a colleague, another office, or a supervisor who takes over.

The machine stays silent through all of it: whoever had the conversation, people keep it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from counselling.case_at_hand import Cases
from counselling.clock import Clock
from counselling.consents import may_be_read
from counselling.conversations import Event, Sender
from counselling.faq import FaqSet, Office
from counselling.looking import looking
from counselling.permissions import Permission, User, may
from counselling.reach import within_reach
from counselling.scribe import Scribe
from counselling.store.case_notes import NoteKind
from counselling.store.marks import Mark
from counselling.store.store import Store, finishes
from counselling.store.transaction import Transaction
from counselling.talk.notes import add_note
from counselling.tickets.ticket import AlreadyClaimed, NotYours, Ticket


class NoSuchReceiver(Exception):
    """Nobody who could take the case has this id: no such colleague or office."""


@dataclass(frozen=True)
class Receivers:
    """Who could take a case: ``colleagues`` by name, and the other ``offices``."""

    colleagues: tuple[User, ...]
    offices: tuple[Office, ...]


class PassingOn:
    """Moves cases between people. Who may is the desk's gate to check (permissions.py)."""

    def __init__(self, store: Store, cases: Cases, faq: Callable[[], FaqSet], now: Clock) -> None:
        self._store = store
        self._cases = cases
        self._faq = faq
        self._now = now

    @finishes
    async def receivers(self, code: str, *, by: User) -> Receivers:
        """Who could take this case from ``by``; raises NoSuchTicket."""
        async with looking(self._store, code, by, self._now()) as (tx, ticket):
            found = await tx.staff.active()
            offices = self._faq().offices.values()
            return Receivers(
                tuple(user for user in found if _can_take(user, ticket)),
                tuple(office for office in offices if office.id != ticket.office),
            )

    @finishes
    async def to_colleague(self, code: str, *, by: User, to: str, note: str = "") -> None:
        """Her ticket and conversation are the colleague's with the id ``to`` from now on.

        Raises NotYours, NoSuchReceiver, IllegalMove, NoSuchTicket.
        """
        async with self._cases.of(code, by=by) as (scribe, ticket):
            ticket.require_holder(by.id)
            found = await scribe.tx.staff.get(to)
            if found is None or not _can_take(found[0], ticket):
                raise NoSuchReceiver(to)
            await self._leave_note(scribe.tx, ticket, by, note)
            ticket.pass_on(to=to, office=found[0].office)
            await self._tell(scribe, "colleague_goes_on")
            await self._write_down(scribe, ticket, by, "transfer", ("received", to))

    @finishes
    async def to_office(self, code: str, *, by: User, office: str, note: str = "") -> None:
        """Nobody holds the ticket; the staff of the office with the id ``office`` find it open.

        Raises NotYours, NoSuchReceiver, IllegalMove, NoSuchTicket.
        """
        async with self._cases.of(code, by=by) as (scribe, ticket):
            ticket.require_holder(by.id)
            known = self._faq().offices.get(office)
            if known is None:
                raise NoSuchReceiver(office)
            await self._leave_note(scribe.tx, ticket, by, note)
            await self._tell(scribe, "office_goes_on", known)
            ticket.pass_to_office(office)
            scribe.conversation.move(Event.TO_OFFICE)
            await scribe.tx.marks.take(ticket.id, Mark.SUPERVISOR)  # who asked is not there now
            await self._write_down(scribe, ticket, by, "to_office", ("office_received", office))

    @finishes
    async def take_over(self, code: str, *, by: User, held_by: str) -> None:
        """A supervisor goes on with the case that ``held_by`` (a user id) holds.

        Raises AlreadyClaimed if somebody else holds it by now, IllegalMove, NoSuchTicket.
        """
        async with self._cases.of(code, by=by) as (scribe, ticket):
            if ticket.holder_id == by.id:
                return
            if ticket.holder_id is None:
                raise NotYours(code)
            if ticket.holder_id != held_by:
                holder = await scribe.tx.staff.get(ticket.holder_id)
                raise AlreadyClaimed(code, holder[0].name if holder else "")
            ticket.pass_on(to=by.id, office=by.office)
            await scribe.tx.marks.take(ticket.id, Mark.SUPERVISOR, Mark.ADVISED)
            await self._tell(scribe, "colleague_goes_on")
            await self._write_down(scribe, ticket, by, "take_over")

    async def _leave_note(self, tx: Transaction, ticket: Ticket, by: User, note: str) -> None:
        if note and await may_be_read(tx, ticket.conversation_id):
            await add_note(tx, ticket, by, note, NoteKind.PASSED_ON, at=self._now())

    async def _tell(self, scribe: Scribe, line: str, office: Office | None = None) -> None:
        """She is told only where it changes who writes to her."""
        if scribe.conversation.assistant_may_speak:
            return
        language = scribe.conversation.language or "vi"
        names = {"office": office.name.get(language, office.id)} if office else {}
        await scribe.write(Sender.SYSTEM, self._faq().lines.say(line, language, **names))

    async def _write_down(
        self,
        scribe: Scribe,
        ticket: Ticket,
        by: User,
        what: str,
        received: tuple[str, str] | None = None,
    ) -> None:
        tx, now = scribe.tx, self._now()
        await tx.tickets.note(ticket.id, what, by.id, at=now)
        if received:
            await tx.tickets.note(ticket.id, *received, at=now)
            await tx.marks.put(ticket.id, Mark.PASSED_ON, by.id, at=now)
            await tx.marks.take(ticket.id, Mark.ADVISED)
        await tx.records.audit(by.id, what, ticket.code, at=now)
        scribe.ticket_changed(ticket)


def _can_take(user: User, ticket: Ticket) -> bool:
    if user.id == ticket.holder_id or not may(user, Permission.REPLY):
        return False
    return within_reach(user, ticket)
