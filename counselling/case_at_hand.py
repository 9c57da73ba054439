"""A ticket with its conversation in one transaction, saved and announced at its end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from counselling.clock import Clock
from counselling.looking import find_ticket
from counselling.permissions import User
from counselling.scribe import Announcer, Scribe
from counselling.store.store import Store
from counselling.tickets.ticket import NotYours, Ticket


class Cases:
    """Takes cases in hand for whoever reaches them."""

    def __init__(self, store: Store, announcer: Announcer, now: Clock) -> None:
        self._store = store
        self._announcer = announcer
        self._now = now

    @asynccontextmanager
    async def of(self, code: str, *, by: User) -> AsyncIterator[tuple[Scribe, Ticket]]:
        """The ticket and a scribe for its conversation, locked until the context ends.

        Raises NoSuchTicket if ``by`` does not reach it, NotYours if there is no conversation left.
        """
        async with self._store.write() as tx:
            ticket = await find_ticket(tx, code, by=by)
            conversation = await tx.conversations.get(ticket.conversation_id)
            if conversation is None:  # she erased it, and the ticket was cancelled with it
                raise NotYours(code)
            if not await tx.conversations.has_key(conversation.id):  # restored without its key
                raise NotYours(code)
            scribe = Scribe(tx, conversation, self._now)
            yield scribe, ticket
            await tx.tickets.save(ticket)
            await tx.conversations.save(conversation)
        self._announcer.announce(scribe)
