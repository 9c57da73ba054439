"""Internal notes: words among the staff about a case, which she never sees."""

import re
import uuid
from datetime import datetime

from counselling.case_at_hand import Cases
from counselling.clock import Clock
from counselling.consents import may_be_read
from counselling.live import CaseChanged, Live, NoteAdded, case_topic
from counselling.looking import looking
from counselling.permissions import Permission, User, may
from counselling.store.case_notes import CaseNote, NoteKind
from counselling.store.marks import Mark
from counselling.store.store import Store, finishes
from counselling.store.transaction import Transaction
from counselling.tickets.ticket import NotYours, Ticket

LONGEST_NOTE = 4000  # characters
_ID = re.compile(r"[0-9a-f]{32}")


class CaseNotes:
    """Writes and reads notes. Who may is the desk's gate to check (permissions.py)."""

    def __init__(self, store: Store, cases: Cases, live: Live, now: Clock) -> None:
        self._store = store
        self._cases = cases
        self._live = live
        self._now = now

    @finishes
    async def write(self, code: str, *, by: User, text: str, note_id: str = "") -> None:
        """Add a note, audited; the same ``note_id`` (32 hex digits) again writes nothing.

        A supervisor's note on somebody else's case answers the question for her advice. Raises
        NoSuchTicket, NotYours where nothing may be read any more.
        """
        async with self._cases.of(code, by=by) as (scribe, ticket):
            tx = scribe.tx
            if not await may_be_read(tx, ticket.conversation_id):
                raise NotYours(code)
            if await tx.notes.has(note_id):
                return
            await add_note(tx, ticket, by, text, NoteKind.NOTE, at=self._now(), note_id=note_id)
            await tx.records.audit(by.id, "note", code, at=self._now())
            answered = await self._answer(tx, ticket, by)
            if answered:
                scribe.queue_changed(ticket)
            topic = case_topic(ticket.conversation_id)
        self._live.publish(topic, NoteAdded())
        if answered:
            self._live.publish(topic, CaseChanged())

    @finishes
    async def of(self, code: str, *, by: User, after: int = 0) -> list[CaseNote]:
        """The notes since message ``after``, oldest first; none that may not be read (any more).

        Raises NoSuchTicket.
        """
        async with looking(self._store, code, by, self._now()) as (tx, ticket):
            if not await tx.conversations.get(ticket.conversation_id):
                return []
            if not await may_be_read(tx, ticket.conversation_id):
                return []
            last = await tx.messages.get(ticket.conversation_id, after) if after else None
            return await tx.notes.of(ticket.conversation_id, since=last.at if last else None)

    async def _answer(self, tx: Transaction, ticket: Ticket, by: User) -> bool:
        if by.id == ticket.holder_id or not may(by, Permission.TAKE_OVER):
            return False
        if not await tx.marks.take(ticket.id, Mark.SUPERVISOR):
            return False
        await tx.tickets.note(ticket.id, "advised", by.id, at=self._now())
        await tx.marks.put(ticket.id, Mark.ADVISED, by.id, at=self._now())
        return True


async def add_note(
    tx: Transaction,
    ticket: Ticket,
    by: User,
    text: str,
    kind: NoteKind,
    *,
    at: datetime,
    note_id: str = "",
) -> None:
    """Keep a note in the caller's transaction."""
    name = note_id if _ID.fullmatch(note_id) else uuid.uuid4().hex
    await tx.notes.add(ticket.conversation_id, name, by.id, text, kind, at=at)
