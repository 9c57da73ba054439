"""The same woman's other tickets: linked by a code she told, merged, or opened again.

Nothing is ever matched by machine: only what she told, or one conversation, ties tickets.
"""

from collections.abc import Callable
from dataclasses import dataclass

from counselling.cases.closing import Ending
from counselling.cases.keeping import is_readable, require_keeper
from counselling.cases.two_tickets import both, note_both
from counselling.clock import Clock, utc_now
from counselling.conversations import Event, Handler, Sender
from counselling.faq import FaqSet
from counselling.looking import find_ticket
from counselling.permissions import User
from counselling.safe_hours import should_ask_first
from counselling.scribe import Announcer, Scribe
from counselling.store.store import Store, finishes
from counselling.store.transaction import Transaction
from counselling.tickets.opening import new_ticket
from counselling.tickets.states import ENDED
from counselling.tickets.ticket import (
    AlreadyClaimed,
    NotYours,
    Ticket,
)


class StillRuns(Exception):
    """A ticket of this conversation runs already. ``code``: which."""

    def __init__(self, code: str) -> None:
        super().__init__(f"ticket {code} is still running")
        self.code = code


class UnsafeNow(Exception):
    """She would get a line now, and has not called this a safe time: asked once."""


@dataclass(frozen=True)
class _Two:
    """The ticket that is closed and the one that goes on."""

    gone: Ticket
    kept: Ticket


class OtherTickets:
    """Who may is the desk's gate to check (permissions.py), and whose case it is keeping.py."""

    def __init__(
        self,
        store: Store,
        announcer: Announcer,
        faq: Callable[[], FaqSet],
        *,
        now: Clock = utc_now,
    ) -> None:
        self._store = store
        self._announcer = announcer
        self._faq = faq
        self._now = now

    @finishes
    async def link(self, code: str, other_code: str, *, by: User) -> None:
        """She told the other code: both tickets are hers. Raises NoSuchOther, NotYours."""
        async with self._store.write() as tx:
            here, there = await both(tx, code, other_code, by)
            await require_keeper(tx, here, by)
            if here.conversation_id == there.conversation_id:
                return  # known already
            if await tx.links.kind(here, there) is None:
                at = self._now()
                await tx.links.add(here, there, "told", who=by.id, at=at)
                await note_both(tx, here, there, ("linked", "link"), by, at)

    @finishes
    async def unlink(self, code: str, other_code: str, *, by: User) -> None:
        """It was a wrong code; what was merged stays linked. Raises NoSuchOther, NotYours."""
        async with self._store.write() as tx:
            here, there = await both(tx, code, other_code, by)
            await require_keeper(tx, here, by)
            if await tx.links.kind(here, there) == "told":
                await tx.links.remove(here, there)
                await note_both(tx, here, there, ("unlinked", "unlink"), by, self._now())

    @finishes
    async def merge(
        self, code: str, other_code: str, *, by: User, into_other: bool = False, sure: bool = False
    ) -> None:
        """Of the two tickets the first goes on, or ``into_other`` the other; ``by`` must hold it.
        The one that is gone is closed as its duplicate. The two conversations stay two.

        Raises NoSuchOther, NotYours, AlreadyClaimed (the gone one is with somebody else),
        UnsafeNow, NoSuchTicket.
        """
        async with self._store.write() as tx:
            here, there = await both(tx, code, other_code, by)
            two = _Two(here, there) if into_other else _Two(there, here)
            await self._require_mergeable(tx, two, by)
            scribe = await self._scribe(tx, two.gone)
            await self._require_safe(scribe, sure=sure)
            await self._end_as_duplicate(scribe, two, by)
            other = await self._scribe(tx, two.kept)
            await self._take_over_priority(other, two, by)
            for ticket in (two.gone, two.kept):
                await tx.tickets.save(ticket)
            await tx.conversations.save(scribe.conversation)
        self._announcer.announce(scribe)
        self._announcer.announce(other)

    @finishes
    async def reopen(self, code: str, *, by: User, sure: bool = False) -> str:
        """A new ticket, with ``by``, that names the ended one; she is told. Returns its code.

        Raises NotYours if she erased the conversation or took her yes back, StillRuns, UnsafeNow,
        NoSuchTicket.
        """
        async with self._store.write() as tx:
            old = await find_ticket(tx, code, by=by)
            if old.state not in ENDED:
                raise StillRuns(code)
            if not await is_readable(tx, old):
                raise NotYours(code)
            if running := await tx.tickets.running(old.conversation_id):
                raise StillRuns(running.code)
            scribe = await self._scribe(tx, old)
            await self._require_safe(scribe, sure=sure)
            new = await self._open_again(scribe, old, by)
            await tx.conversations.save(scribe.conversation)
        self._announcer.announce(scribe)
        return new.code

    async def _scribe(self, tx: Transaction, ticket: Ticket) -> Scribe:
        conversation = await tx.conversations.get(ticket.conversation_id)
        if conversation is None:
            raise NotYours(ticket.code)
        return Scribe(tx, conversation, self._now)

    async def _require_safe(self, scribe: Scribe, *, sure: bool) -> None:
        wish = await scribe.tx.hers.wish(scribe.conversation.id)
        heard = await scribe.tx.messages.last_heard(scribe.conversation.id)
        if not sure and should_ask_first(wish.safe_contact, heard, self._now()):
            raise UnsafeNow

    async def _require_mergeable(self, tx: Transaction, two: _Two, by: User) -> None:
        two.kept.require_holder(by.id)
        if two.gone.state in ENDED or two.gone.conversation_id == two.kept.conversation_id:
            raise NotYours(two.gone.code)
        if two.gone.holder_id not in (None, by.id):
            found = await tx.staff.get(two.gone.holder_id)
            raise AlreadyClaimed(two.gone.code, found[0].name if found else "")
        for ticket in (two.gone, two.kept):
            if not await is_readable(tx, ticket):
                raise NotYours(ticket.code)

    async def _end_as_duplicate(self, scribe: Scribe, two: _Two, by: User) -> None:
        tx, at, gone = scribe.tx, self._now(), two.gone
        if gone.holder_id is None:
            gone.claim(by=by.id, office=two.kept.office)
        gone.close(by=by.id, at=at)
        await tx.closings.add(gone, Ending.DUPLICATE, "", at=at)
        await tx.links.add(gone, two.kept, "merged", who=by.id, at=at)
        why = Ending.DUPLICATE
        await tx.tickets.note(gone.id, f"merged_into {two.kept.code}", by.id, at=at, why=why)
        await tx.tickets.note(two.kept.id, f"merged_from {gone.code}", by.id, at=at, why=why)
        await tx.records.audit(by.id, f"merge_into {two.kept.code}", gone.code, at=at)
        await tx.records.audit(by.id, f"merge_from {gone.code}", two.kept.code, at=at)
        scribe.conversation.move(Event.TICKET_ENDED)
        scribe.conversation.awaiting = None
        # Not a word of the other ticket: whoever holds this phone may not know of it.
        text = self._faq().lines.say("ticket_closed", scribe.conversation.language or "vi")
        await scribe.write(Sender.SYSTEM, text)
        scribe.ticket_changed(gone, running=False)

    async def _take_over_priority(self, scribe: Scribe, two: _Two, by: User) -> None:
        if two.kept.raise_priority(two.gone.priority, two.gone.danger):
            why, at = Ending.DUPLICATE, self._now()
            await scribe.tx.tickets.note(two.kept.id, two.kept.priority, by.id, at=at, why=why)
        scribe.queue_changed(two.kept)

    async def _open_again(self, scribe: Scribe, old: Ticket, by: User) -> Ticket:
        tx, at, conversation = scribe.tx, self._now(), scribe.conversation
        new = await new_ticket(scribe, self._faq())
        new.previous_code, new.office = old.code, old.office
        new.claim(by=by.id, office=by.office)
        await tx.tickets.add(new)
        await tx.follow_ups.move(old.id, new.id)
        await tx.tickets.note(new.id, f"reopened {old.code}", by.id, at=at)
        await tx.tickets.note(old.id, f"reopened_as {new.code}", by.id, at=at)
        await tx.records.audit(by.id, f"reopen_as {new.code}", old.code, at=at)
        await tx.records.audit(by.id, f"reopen {old.code}", new.code, at=at)
        if conversation.handler is Handler.ASSISTANT:
            conversation.move(Event.TICKET_OPENED)
        conversation.move(Event.CLAIMED)
        conversation.awaiting = None
        await tx.messages.drop_turns(conversation.id)
        lines, language = self._faq().lines, conversation.language or "vi"
        await scribe.write(Sender.SYSTEM, lines.say("ticket_reopened", language, code=new.code))
        scribe.ticket_changed(new)
        return new
