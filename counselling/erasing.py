"""Erasing a conversation: its key, its words, and what tied it to the woman."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

import structlog

from counselling.clock import Clock, utc_now
from counselling.conversations import Conversation
from counselling.referrals.revoking import revoke_all
from counselling.scribe import Announcer
from counselling.store.store import Store, finishes
from counselling.store.transaction import Transaction
from counselling.tickets.ticket import NoSuchTicket, Ticket

log = structlog.get_logger(__name__)

Elsewhere = Callable[[Sequence[str]], Awaitable[None]]
_WAL_PAUSE = 0.3  # seconds until the log is tried again that a reader held open
_WAL_TRIES = 100
OFFICE = "office"  # who erased, where a woman asked the office to


async def erase(
    tx: Transaction, conversation: Conversation, *, at: datetime, by: str = "woman"
) -> Ticket | None:
    """Erase it; returns the ticket that this cancelled, if one was running."""
    ticket = await tx.tickets.running(conversation.id)
    if ticket:
        ticket.cancel(at=at)
        await tx.tickets.save(ticket)
        await tx.tickets.note(ticket.id, "erased", by, at=at)
    await revoke_all(tx, conversation.id, what="erased", who=by, at=at)
    await tx.referrals.erase(conversation.id)
    await tx.pages.erase(conversation.id)
    await tx.counts.keep(conversation.id)
    await tx.outbox.erase(conversation.id)
    await tx.channels.clear_all(conversation.id, now=at)
    await tx.outcomes.erase(conversation.id)
    await tx.attachments.erase(conversation.id)
    await tx.case_rows.erase(conversation.id)
    await tx.messages.erase(conversation.id)
    await tx.notes.erase(conversation.id)
    await tx.drafts.erase(conversation.id)
    await tx.marks.erase(conversation.id)
    await tx.hers.erase(conversation.id)
    await tx.records.forget_consents(conversation.id)
    # Last: the key is destroyed in this step, whatever becomes of the transaction. Should the
    # service die between the two, ``Eraser.replay`` finishes it at the next start.
    await tx.conversations.forget(conversation.id, at=at)
    return ticket


class Eraser:
    """Erases conversations, and what is left of them outside the database.

    Each of ``elsewhere`` is handed the ids of erased conversations and removes what it knows of
    them (Rasa's memory, the copy of the keys). They run aside: she need not wait for them.
    ``clear_chats``: told that messages are to be deleted from a channel's chat.
    """

    def __init__(
        self,
        store: Store,
        announcer: Announcer,
        *,
        now: Clock = utc_now,
        elsewhere: Sequence[Elsewhere] = (),
        clear_chats: Callable[[], None] = lambda: None,
    ) -> None:
        self._store = store
        self._announcer = announcer
        self._now = now
        self._elsewhere = elsewhere
        self.clear_chats = clear_chats
        self._aside: set[asyncio.Task[None]] = set()

    @finishes
    async def erase_chat(self, channel: str, address: str) -> None:
        """Erase the conversation of a chat, as its woman asks; raises NotSaved."""
        async with self._store.write() as tx:
            conversation = await tx.conversations.at(channel, address)
            if conversation is None:
                return
            ticket = await erase(tx, conversation, at=self._now())
        self.announce(conversation, ticket)

    @finishes
    async def erase_case(self, code: str, *, by: str) -> bool:
        """Erase the conversation of a ticket, audited as done by ``by``.

        False if it had been erased before. Raises NoSuchTicket, NotSaved.
        """
        async with self._store.write() as tx:
            found = await tx.tickets.by_code(code)
            if found is None:
                raise NoSuchTicket(code)
            conversation = await tx.conversations.get(found.conversation_id)
            if conversation is None:
                return False
            await tx.records.audit(by, "erase", code, at=self._now())
            ticket = await erase(tx, conversation, at=self._now(), by=by)
        self.announce(conversation, ticket)
        return True

    @finishes
    async def remove(self, conversation_id: str) -> bool:
        """Erase one because its time is over; False if that was done before. Raises NotSaved.

        Whoever removes many calls ``clear_up`` once for all of them.
        """
        async with self._store.write() as tx:
            conversation = await tx.conversations.get(conversation_id)
            if conversation is None or await tx.tickets.running(conversation_id):
                return False  # she wrote again, or went, while the list was being worked through
            await erase(tx, conversation, at=self._now())
            await tx.ageing.drop_husk(conversation_id)
        self._announcer.announce_erasure(conversation, None)
        return True

    @finishes
    async def replay(self) -> int:
        """Erase again what was erased: after a restore, or a crash in the middle. How many."""
        ring = await self._store.keys.ring()
        erased = ring.erasures
        async with self._store.read() as tx:
            living = await tx.conversations.ids(erased=False)
            emptied = await tx.conversations.ids(erased=True)
        for conversation_id in emptied.intersection(ring.keys):  # joined into another one
            await self._store.keys.destroy(conversation_id, at=self._now())
        again = living.intersection(erased)
        for conversation_id in again:
            async with self._store.write() as tx:
                conversation = await tx.conversations.get(conversation_id)
                if conversation:
                    await erase(tx, conversation, at=erased[conversation_id])
        if again:
            self.clear_up(sorted(again))
        return len(again)

    def announce(self, conversation: Conversation, ticket: Ticket | None) -> None:
        """It is erased: tell whoever shows it, and remove what is left elsewhere."""
        self._announcer.announce_erasure(conversation, ticket)
        self.clear_up([conversation.id])
        self.clear_chats()

    def clear_up(self, conversation_ids: Sequence[str]) -> None:
        """Begin to remove what is left of erased conversations outside the database."""
        task = asyncio.create_task(self._clear_up(conversation_ids))
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)

    async def settle(self) -> None:
        """Wait until everything outside is removed too."""
        while self._aside:
            await asyncio.gather(*self._aside)

    async def _clear_up(self, conversation_ids: Sequence[str]) -> None:
        await self._empty_wal()
        for remove in self._elsewhere:
            try:
                await remove(conversation_ids)
            except Exception:  # the others must be reached nevertheless
                log.exception("an erased conversation may have left traces")
        await self._empty_wal()  # they may have written too

    async def _empty_wal(self) -> None:
        for _ in range(_WAL_TRIES):
            if await self._store.finish(self._store.empty_wal()):
                return
            await asyncio.sleep(_WAL_PAUSE)
        log.warning("the write-ahead log could not be emptied after an erasure; trying again later")
