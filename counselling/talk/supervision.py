"""Asking a supervisor for advice. She answers in notes: one voice speaks to the woman."""

from collections.abc import Mapping

from counselling.case_at_hand import Cases
from counselling.clock import Clock
from counselling.consents import may_be_read
from counselling.live import CaseChanged, Live, NoteAdded, case_topic
from counselling.permissions import Permission, User, may
from counselling.store.case_notes import NoteKind
from counselling.store.marks import Mark
from counselling.store.store import Store, finishes
from counselling.talk.notes import add_note
from counselling.tickets.ticket import NotYours, Ticket


class Supervision:
    """Marks cases for supervisors. Who may is the desk's gate to check (permissions.py)."""

    def __init__(self, store: Store, cases: Cases, live: Live, now: Clock) -> None:
        self._store = store
        self._cases = cases
        self._live = live
        self._now = now

    @finishes
    async def ask(self, code: str, *, by: User, question: str) -> None:
        """The holder asks; ``question`` becomes a note. Raises NotYours, NoSuchTicket."""
        async with self._cases.of(code, by=by) as (scribe, ticket):
            ticket.require_holder(by.id)
            if not await may_be_read(scribe.tx, ticket.conversation_id):
                raise NotYours(code)
            now = self._now()
            await add_note(scribe.tx, ticket, by, question, NoteKind.SUPERVISOR, at=now)
            await scribe.tx.marks.put(ticket.id, Mark.SUPERVISOR, by.id, at=now)
            await scribe.tx.tickets.note(ticket.id, "ask_supervisor", by.id, at=now)
            await scribe.tx.records.audit(by.id, "ask_supervisor", code, at=now)
            scribe.queue_changed(ticket)
        self._tell(ticket)

    @finishes
    async def settle(self, code: str, *, by: User) -> None:
        """It needs no supervisor any more, say its holder or a supervisor.

        Raises NotYours, NoSuchTicket.
        """
        async with self._cases.of(code, by=by) as (scribe, ticket):
            theirs = ticket.holder_id is not None and may(by, Permission.TAKE_OVER)
            if ticket.holder_id != by.id and not theirs:
                raise NotYours(code)
            if not await scribe.tx.marks.take(ticket.id, Mark.SUPERVISOR):
                return
            await scribe.tx.tickets.note(ticket.id, "supervisor_done", by.id, at=self._now())
            await scribe.tx.records.audit(by.id, "supervisor_done", code, at=self._now())
            scribe.queue_changed(ticket)
        self._tell(ticket)

    @finishes
    async def marks(self) -> Mapping[str, frozenset[Mark]]:
        """What the running tickets ask for, by code: for lines whose reader reaches them."""
        async with self._store.read() as tx:
            return await tx.marks.of_running()

    @finishes
    async def looked(self, code: str, *, by: User) -> None:
        """The holder has the page before her: what was new to her is so no more."""
        async with self._store.read() as tx:
            ticket = await tx.tickets.by_code(code)
            if ticket is None or ticket.holder_id != by.id:
                return
            if not await tx.marks.of(ticket.id) & {Mark.PASSED_ON, Mark.ADVISED}:
                return
        async with self._cases.of(code, by=by) as (scribe, ticket):
            await scribe.tx.marks.take(ticket.id, Mark.PASSED_ON, Mark.ADVISED)
            scribe.queue_changed(ticket)

    def _tell(self, ticket: Ticket) -> None:
        topic = case_topic(ticket.conversation_id)
        self._live.publish(topic, NoteAdded())
        self._live.publish(topic, CaseChanged())
