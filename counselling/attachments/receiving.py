"""Where a picture or file she sends arrives: looked at, kept for a counsellor or not, answered.

The assistant can read none of them. So one is kept only while a counsellor has, or is awaited in,
the conversation (consents.awaits_counsellor); otherwise not a byte is fetched, and she is told so
and offered a person.
"""

import asyncio
from collections.abc import AsyncIterable, Callable
from dataclasses import dataclass
from datetime import datetime

from counselling import consents
from counselling.attachments import in_channel
from counselling.attachments.answering import Fate, answer, stand_in
from counselling.attachments.attachment import Arrival, Attachment, Limits, plain_name
from counselling.attachments.content import Enclosed, TooLarge, enclose, read_all
from counselling.attachments.kinds import PICTURES
from counselling.channels import Receipt
from counselling.clock import Clock, utc_now
from counselling.conversations import Conversation, Sender
from counselling.faq import FaqSet
from counselling.in_the_chat import InTheChat
from counselling.reception import NotSaved
from counselling.safety.detect import NO_DANGER
from counselling.scribe import Announcer, Scribe
from counselling.store.not_saved import NotSaved as StoreNotSaved
from counselling.store.store import Store, finishes
from counselling.store.transaction import Transaction
from counselling.whose import conversation_at

_AT_ONCE = 3  # files in memory at a time
_PATIENCE = 120.0  # seconds for one file to arrive


@dataclass(frozen=True)
class Settling:
    """What is to become of one that arrived at ``since``; ``fetched``: its bytes were asked for."""

    arrival: Arrival
    fate: Fate
    since: datetime
    enclosed: Enclosed | None = None
    fetched: bool = False


class AttachmentReception:
    """Takes the pictures and files that connectors hand in."""

    def __init__(
        self,
        store: Store,
        announcer: Announcer,
        faq: Callable[[], FaqSet],
        *,
        limits: Limits,
        in_the_chat: InTheChat | None = None,
        clear_chats: Callable[[], None] = lambda: None,
        now: Clock = utc_now,
    ) -> None:
        self._store = store
        self._announcer = announcer
        self._faq = faq
        self._limits = limits
        self._in_the_chat = in_the_chat or InTheChat()
        self._clear_chats = clear_chats
        self._now = now
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def receive(self, arrival: Arrival, content: bytes | AsyncIterable[bytes]) -> Receipt:
        """Take one in; acknowledge only after this returns. The same one again changes nothing.

        What she wrote with it is handed to ``Reception.receive`` first, so that no danger in it
        waits for a download. ``content`` is read only if it may be kept. Raises NotSaved, and
        whatever reading ``content`` raises (TimeoutError after 120 s): nothing of the file is
        stored then. Hand it in again, or call ``lost``.
        """
        since = self._now()
        fate = await self._before(arrival)
        if isinstance(fate, Receipt):
            return fate
        if fate is not Fate.KEPT:
            return await self._settle(Settling(arrival, fate, since))
        async with self._places:
            try:
                async with asyncio.timeout(_PATIENCE):
                    whole = await read_all(content, self._limits.file_bytes)
            except TooLarge:
                return await self._settle(Settling(arrival, Fate.TOO_LARGE, since, fetched=True))
            if not whole:
                return await self._settle(Settling(arrival, Fate.LOST, since, fetched=True))
            enclosed = await asyncio.to_thread(enclose, whole)
            return await self._settle(Settling(arrival, fate, since, enclosed, fetched=True))

    async def lost(self, arrival: Arrival) -> Receipt:
        """The channel could not hand over its bytes: she is told and asked to send it again.

        Raises NotSaved.
        """
        since = self._now()
        fate = await self._before(arrival)
        if isinstance(fate, Receipt):
            return fate
        fate = Fate.LOST if fate is Fate.KEPT else fate
        return await self._settle(Settling(arrival, fate, since, fetched=True))

    @finishes
    async def _before(self, arrival: Arrival) -> Receipt | Fate:
        """What is to become of it as things stand; a receipt if it has been taken in before."""
        async with self._store.read() as tx:
            if await in_channel.arrived_before(tx, arrival):
                return Receipt(0, duplicate=True)
            conversation = await tx.conversations.at(arrival.channel, arrival.address)
            if conversation is None:
                return Fate.NO_COUNSELLOR
            seen = await tx.messages.seq_of(conversation.id, Sender.WOMAN, arrival.external_id)
            if seen is not None:
                return Receipt(seen, duplicate=True)
            return await self._fate(tx, conversation, arrival.size or 0)

    async def _fate(self, tx: Transaction, conversation: Conversation, size: int) -> Fate:
        if not await consents.awaits_counsellor(tx, conversation.id):
            return Fate.NO_COUNSELLOR
        if size > self._limits.file_bytes:
            return Fate.TOO_LARGE
        kept = await tx.attachments.kept(conversation.id)
        room = self._limits.total_bytes - kept.size
        return Fate.KEPT if kept.count < self._limits.files and size <= room else Fate.TOO_MANY

    @finishes
    async def _settle(self, settling: Settling) -> Receipt:
        """Store what became of it, and what she is told, in one transaction; raises NotSaved."""
        arrival = settling.arrival
        try:
            async with self._store.write() as tx:
                if await in_channel.arrived_before(tx, arrival):
                    return Receipt(0, duplicate=True)
                await in_channel.note_arrival(tx, arrival, at=self._now())
                if settling.fetched and not await tx.conversations.at(
                    arrival.channel, arrival.address
                ):  # she erased meanwhile: nothing begins anew for it
                    await in_channel.delete_outside(tx, arrival, at=self._now())
                    scribe, receipt = None, Receipt(0, duplicate=False)
                else:
                    scribe, receipt = await self._store_it(tx, settling)
        except StoreNotSaved as error:
            raise NotSaved from error
        if scribe:
            self._announcer.announce(scribe)
        elif settling.fetched:
            self._clear_chats()
        return receipt

    async def _store_it(self, tx: Transaction, settling: Settling) -> tuple[Scribe | None, Receipt]:
        arrival = settling.arrival
        conversation = await conversation_at(tx, arrival.channel, arrival.address, self._now)
        seen = await tx.messages.seq_of(conversation.id, Sender.WOMAN, arrival.external_id)
        if seen is not None:
            return None, Receipt(seen, duplicate=True)
        scribe = Scribe(tx, conversation, self._now)
        seq = await self._write(scribe, settling)
        await tx.conversations.save(conversation)
        return scribe, Receipt(seq, duplicate=False)

    async def _write(self, scribe: Scribe, settling: Settling) -> int:
        arrival, fate, enclosed = settling.arrival, settling.fate, settling.enclosed
        tx, conversation, lines = scribe.tx, scribe.conversation, self._faq().lines
        await in_channel.greet(scribe, arrival)
        if enclosed:  # she may have taken her yes back, or sent another, while it arrived
            fate = await self._fate(tx, conversation, enclosed.sealed.size)
        looks = arrival.looks
        if enclosed:
            looks = "photo" if enclosed.kind in PICTURES else "file"
        text = stand_in(lines, conversation.language or "vi", looks, fate)
        message = await scribe.hear(
            text, choice=None, danger=NO_DANGER, external_id=arrival.external_id, turn_due=False
        )
        await in_channel.note_outside(scribe, arrival, message.seq)
        await in_channel.welcome(scribe, arrival, self._in_the_chat, self._faq())
        if enclosed and fate is Fate.KEPT:
            attachment = Attachment(
                seq=message.seq,
                kind=enclosed.kind,
                name=plain_name(arrival.name),
                size=enclosed.sealed.size,
                shown=enclosed.shown,
            )
            await tx.attachments.add(conversation.id, attachment, enclosed.sealed)
        await answer(scribe, self._faq(), fate, self._limits, settling.since)
        ticket = await tx.tickets.running(conversation.id)
        if ticket:  # the desk counts what waits for an answer
            scribe.queue_changed(ticket)
        return message.seq
