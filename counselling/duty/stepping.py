"""One step for one emergency: who is called, what is written down and what she is told."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from counselling.clock import Clock
from counselling.conversations import Conversation, Sender
from counselling.duty.calling import Calling, CallNews, Unreached
from counselling.duty.page import Page, PageState
from counselling.duty.plan import Call, Mark, Wait, next_move
from counselling.duty.telling import line
from counselling.faq import FaqSet
from counselling.news import DUTY
from counselling.scribe import Announcer, Scribe
from counselling.store.store import Store, finishes
from counselling.store.transaction import Transaction
from counselling.tickets.ticket import Ticket

UNREACHED_FOR = timedelta(days=7)
"""How long the desk is reminded that somebody could not be reached."""


@dataclass(frozen=True)
class _Case:
    """A waiting emergency, and what is to be done for it now."""

    ticket: Ticket
    conversation: Conversation
    pages: Sequence[Page]
    move: Call | Mark | Wait


class Stepper:
    """Takes steps. Everything is looked at again inside the transaction that writes."""

    def __init__(
        self,
        store: Store,
        announcer: Announcer,
        faq: Callable[[], FaqSet],
        calling: Calling,
        *,
        now: Clock,
    ) -> None:
        self._store = store
        self._announcer = announcer
        self._faq = faq
        self._calling = calling
        self._now = now

    @finishes
    async def waiting(self) -> list[str]:
        """The codes of the emergencies that nobody has."""
        async with self._store.read() as tx:
            return await tx.pages.waiting()

    @finishes
    async def step(self, code: str) -> datetime | None:
        """Do what is due for one ticket; when to look again, None for when something happens."""
        async with self._store.read() as tx:
            case = await self._case(tx, code)
        if case is None or isinstance(case.move, Wait):
            return case.move.until if case and isinstance(case.move, Wait) else None
        async with self._store.write() as tx:
            # Look again: she may have been taken over, or have erased it, in between.
            case = await self._case(tx, code)
            scribe = await self._do(tx, case, case.move) if case else None
        if scribe:
            self._announcer.announce(scribe)
        return self._now()

    @finishes
    async def news(self, codes: Sequence[str]) -> CallNews:
        """What the desk should know of the tickets with these ``codes``, and of the last pages."""
        states: dict[str, PageState] = {}
        async with self._store.read() as tx:
            for code in codes:
                ticket = await tx.tickets.by_code(code)
                pages = await tx.pages.since_staff(ticket.id) if ticket else []
                if pages:
                    states[code] = pages[-1].state
            newest = await tx.pages.newest_of_each()
        since = self._now() - UNREACHED_FOR
        failed = [page for page in newest if page.state is PageState.FAILED and page.at > since]
        roster = self._calling.roster()
        return CallNews(
            in_vain=tuple(code for code, state in states.items() if state is PageState.ENDED),
            nobody=tuple(code for code, state in states.items() if state is PageState.NOBODY),
            unreached=tuple(Unreached.of(page, roster) for page in failed),
        )

    async def _case(self, tx: Transaction, code: str) -> _Case | None:
        ticket = await tx.tickets.by_code(code)
        if ticket is None or not await tx.pages.is_waiting(ticket.id):
            return None
        conversation = await tx.conversations.get(ticket.conversation_id)
        if conversation is None:
            return None
        pages = await tx.pages.since_staff(ticket.id)
        move = next_move(
            pages, self._calling.reachable(), now=self._now(), pause=self._calling.pause
        )
        return _Case(ticket, conversation, pages, move)

    async def _do(self, tx: Transaction, case: _Case, move: Call | Mark | Wait) -> Scribe | None:
        step = await tx.pages.next_step(case.ticket.id)
        match move:
            case Call(person=person):
                ways = person.ways(self._calling.ways)
                await tx.pages.call(case.ticket.id, step, person.id, ways, at=self._now())
            case Mark(state=state):
                await tx.pages.mark(case.ticket.id, step, state, at=self._now())
            case Wait():
                return None
        scribe = Scribe(tx, case.conversation, self._now)
        if move.told and case.conversation.assistant_may_speak:
            begins = self._calling.reachable().next_begin(self._now())
            text = line(move.told, case.conversation, case.ticket.danger, self._faq(), begins)
            await scribe.write(Sender.SYSTEM, text, unasked=DUTY)
            await tx.conversations.save(case.conversation)
        scribe.ticket_changed(case.ticket)
        return scribe
