"""What counsellors do with tickets: look, claim, write, hand back, close."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from counselling.clock import Clock, utc_now
from counselling.conversations import Conversation, Event, Language, Message, Sender
from counselling.faq import FaqSet
from counselling.live import Live, Typing, chat_topic
from counselling.permissions import User
from counselling.scribe import Announcer, Scribe
from counselling.store.store import Store
from counselling.store.tickets import QueueRow, TicketEvent
from counselling.store.transaction import Transaction
from counselling.tickets.states import ENDED
from counselling.tickets.ticket import AlreadyClaimed, NoSuchTicket, NotYours, Ticket


@dataclass(frozen=True)
class TicketView:
    """A ticket as its page shows it. ``conversation_id`` is the case's live topic."""

    row: QueueRow
    conversation_id: str
    events: list[TicketEvent]


class Casework:
    """The desk's verbs. Who may use them is the desk's gate to check (permissions.py)."""

    def __init__(
        self,
        store: Store,
        announcer: Announcer,
        live: Live,
        faq: Callable[[], FaqSet],
        *,
        now: Clock = utc_now,
    ) -> None:
        self._store = store
        self._announcer = announcer
        self._live = live
        self._faq = faq
        self._now = now

    async def queue(self, *, ended: bool = False) -> list[QueueRow]:
        """Running tickets, most urgent and longest waiting first; or ended ones, newest first."""
        async with self._store.read() as tx:
            return await tx.tickets.queue(ended=ended)

    async def ticket(self, code: str, *, by: User) -> TicketView:
        """One ticket, and an audit line that ``by`` looked; raises NoSuchTicket."""
        async with self._store.write() as tx:
            ticket = await _ticket(tx, code)
            row = await tx.tickets.queue_row(code)
            assert row is not None  # the ticket is there, and so is its conversation
            await tx.records.audit(by.id, "view", code, at=self._now())
            return TicketView(row, ticket.conversation_id, await tx.tickets.history(ticket.id))

    async def transcript(self, code: str, after: int = 0) -> list[Message]:
        """The messages numbered above ``after``, in order; raises NoSuchTicket."""
        async with self._store.read() as tx:
            ticket = await _ticket(tx, code)
            if not await tx.conversations.get(ticket.conversation_id):
                return []  # she erased it
            return await tx.messages.after(ticket.conversation_id, after)

    async def claim(self, code: str, *, by: User) -> None:
        """Take the ticket and the conversation; exactly one of many wins.

        Raises AlreadyClaimed, IllegalMove, NoSuchTicket.
        """
        async with self._case(code) as (scribe, ticket):
            if ticket.holder_id and ticket.state not in ENDED:
                if ticket.holder_id == by.id:
                    return
                raise AlreadyClaimed(code, await _name(scribe.tx, ticket.holder_id))
            ticket.claim(by=by.id)
            await self._pass_on(scribe, ticket, Event.CLAIMED, "claim", by, "counsellor_here")

    async def reply(self, code: str, *, by: User, text: str, external_id: str) -> int:
        """Write to her; the same ``external_id`` again writes nothing. Returns the seq.

        Raises NotYours, NoSuchTicket.
        """
        async with self._case(code) as (scribe, ticket):
            ticket.require_holder(by.id)
            if scribe.conversation.assistant_may_speak:
                raise NotYours(code)  # handed back: take it back first
            conversation_id = scribe.conversation.id
            seen = await scribe.tx.messages.seq_of(conversation_id, Sender.COUNSELLOR, external_id)
            if seen is not None:
                return seen
            message = await scribe.write(
                Sender.COUNSELLOR, text, author_id=by.id, external_id=external_id
            )
            scribe.queue_changed(ticket)
            return message.seq

    async def hand_back(self, code: str, *, by: User) -> None:
        """Give the conversation back to the assistant; the ticket stays with its holder.

        Raises NotYours, IllegalHandover, NoSuchTicket.
        """
        async with self._case(code) as (scribe, ticket):
            ticket.require_holder(by.id)
            await self._pass_on(scribe, ticket, Event.HANDED_BACK, "hand_back", by, "handed_back")

    async def take_back(self, code: str, *, by: User) -> None:
        """Take a handed-back conversation again; raises NotYours, IllegalHandover, NoSuchTicket."""
        async with self._case(code) as (scribe, ticket):
            ticket.require_holder(by.id)
            await self._pass_on(
                scribe, ticket, Event.TAKEN_BACK, "take_back", by, "counsellor_here"
            )

    async def close(self, code: str, *, by: User) -> None:
        """End the ticket; raises NotYours, IllegalMove, NoSuchTicket."""
        async with self._case(code) as (scribe, ticket):
            ticket.close(by=by.id, at=self._now())
            await self._pass_on(
                scribe, ticket, Event.TICKET_ENDED, "close", by, "ticket_closed", running=False
            )

    async def typing(self, code: str, *, by: User) -> None:
        """Show her that somebody is writing; raises NotYours, NoSuchTicket."""
        async with self._store.read() as tx:
            ticket = await _ticket(tx, code)
            ticket.require_holder(by.id)
            conversation = await tx.conversations.get(ticket.conversation_id)
        if conversation and not conversation.assistant_may_speak:
            topic = chat_topic(conversation.channel, conversation.address)
            self._live.publish(topic, Typing(Sender.COUNSELLOR))

    @asynccontextmanager
    async def _case(self, code: str) -> AsyncIterator[tuple[Scribe, Ticket]]:
        """A ticket with its conversation, locked, saved and announced at the end."""
        async with self._store.write() as tx:
            ticket = await _ticket(tx, code)
            conversation = await tx.conversations.get(ticket.conversation_id)
            if conversation is None:  # she erased it, and the ticket was cancelled with it
                raise NotYours(code)
            scribe = Scribe(tx, conversation, self._now)
            yield scribe, ticket
            await tx.tickets.save(ticket)
            await tx.conversations.save(conversation)
        self._announcer.announce(scribe)

    async def _pass_on(
        self,
        scribe: Scribe,
        ticket: Ticket,
        event: Event,
        what: str,
        by: User,
        line: str,
        *,
        running: bool = True,
    ) -> None:
        """Move the conversation, tell her in her language, and write it down."""
        conversation = scribe.conversation
        conversation.move(event)
        if not conversation.assistant_may_speak:
            await scribe.tx.messages.drop_turns(conversation.id)
            conversation.awaiting = None
        await scribe.write(Sender.SYSTEM, self._faq().lines.say(line, _language(conversation)))
        await scribe.tx.tickets.note(ticket.id, what, by.id, at=self._now())
        await scribe.tx.records.audit(by.id, what, ticket.code, at=self._now())
        scribe.ticket_changed(ticket, running=running)


async def _ticket(tx: Transaction, code: str) -> Ticket:
    ticket = await tx.tickets.by_code(code)
    if ticket is None:
        raise NoSuchTicket(code)
    return ticket


async def _name(tx: Transaction, user_id: str) -> str:
    found = await tx.staff.get(user_id)
    return found[0].name if found else ""


def _language(conversation: Conversation) -> Language:
    return conversation.language or "vi"
