"""Where a picture or file she sends arrives: looked at, kept for a counsellor or not, answered.

The assistant can read none of them. So one is kept only while a counsellor has, or is awaited in,
the conversation (consents.awaits_counsellor); otherwise not a byte is fetched, and she is told so
and offered a person.
"""

import asyncio
from collections.abc import AsyncIterable, Callable

from counselling import consents
from counselling.attachments.answering import Fate, answer, stand_in
from counselling.attachments.attachment import Arrival, Attachment, Limits, plain_name
from counselling.attachments.content import Enclosed, TooLarge, enclose, read_all
from counselling.attachments.kinds import PICTURES
from counselling.channels import Inbound, Receipt
from counselling.clock import Clock, utc_now
from counselling.conversations import Conversation, Sender
from counselling.faq import FaqSet
from counselling.reception import NotSaved, Reception
from counselling.safety.detect import NO_DANGER
from counselling.scribe import Announcer, Scribe
from counselling.store.not_saved import NotSaved as StoreNotSaved
from counselling.store.store import Store, finishes
from counselling.store.transaction import Transaction
from counselling.whose import conversation_at

_AT_ONCE = 3  # files in memory at a time
_PATIENCE = 120.0  # seconds for one file to arrive


class AttachmentReception:
    """Takes the pictures and files that connectors hand in."""

    def __init__(
        self,
        store: Store,
        reception: Reception,
        announcer: Announcer,
        faq: Callable[[], FaqSet],
        *,
        limits: Limits,
        now: Clock = utc_now,
    ) -> None:
        self._store = store
        self._reception = reception
        self._announcer = announcer
        self._faq = faq
        self._limits = limits
        self._now = now
        self._places = asyncio.Semaphore(_AT_ONCE)

    async def receive(self, arrival: Arrival, content: bytes | AsyncIterable[bytes]) -> Receipt:
        """Take one in; acknowledge only after this returns. The same one again changes nothing.

        What she wrote with it goes first, as a message of its own (``<external_id>:caption``), so
        that no danger in it waits for a download. ``content`` is read only if it may be kept.
        Raises Refused as ``Reception.receive`` does, and whatever reading ``content`` raises
        (TimeoutError after 120 s): nothing of the file is stored then. Hand it in again, or call
        ``lost``.
        """
        if arrival.caption.strip():
            await self._hear_caption(arrival)
        fate = await self._before(arrival)
        if isinstance(fate, Receipt):
            return fate
        if fate is not Fate.KEPT:
            return await self._settle(arrival, fate, None)
        async with self._places:
            try:
                async with asyncio.timeout(_PATIENCE):
                    whole = await read_all(content, self._limits.file_bytes)
            except TooLarge:
                return await self._settle(arrival, Fate.TOO_LARGE, None)
            if not whole:
                return await self._settle(arrival, Fate.LOST, None)
            return await self._settle(arrival, fate, await asyncio.to_thread(enclose, whole))

    async def lost(self, arrival: Arrival) -> Receipt:
        """The channel could not hand over its bytes: she is told and asked to send it again.

        Raises NotSaved.
        """
        fate = await self._before(arrival)
        if isinstance(fate, Receipt):
            return fate
        return await self._settle(arrival, Fate.LOST if fate is Fate.KEPT else fate, None)

    async def _hear_caption(self, arrival: Arrival) -> None:
        await self._reception.receive(
            Inbound(
                arrival.channel,
                arrival.address,
                f"{arrival.external_id}:caption",
                arrival.caption,
                language=arrival.language,
            )
        )

    @finishes
    async def _before(self, arrival: Arrival) -> Receipt | Fate:
        """What is to become of it as things stand; a receipt if it has been taken in before."""
        async with self._store.read() as tx:
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
    async def _settle(self, arrival: Arrival, fate: Fate, enclosed: Enclosed | None) -> Receipt:
        """Store what became of it, and what she is told, in one transaction; raises NotSaved."""
        try:
            async with self._store.write() as tx:
                conversation = await conversation_at(
                    tx, arrival.channel, arrival.address, self._now
                )
                seen = await tx.messages.seq_of(conversation.id, Sender.WOMAN, arrival.external_id)
                if seen is not None:
                    return Receipt(seen, duplicate=True)
                scribe = Scribe(tx, conversation, self._now)
                seq = await self._write(scribe, arrival, fate, enclosed)
                await tx.conversations.save(conversation)
        except StoreNotSaved as error:
            raise NotSaved from error
        self._announcer.announce(scribe)
        return Receipt(seq, duplicate=False)

    async def _write(
        self, scribe: Scribe, arrival: Arrival, fate: Fate, enclosed: Enclosed | None
    ) -> int:
        tx, conversation, lines = scribe.tx, scribe.conversation, self._faq().lines
        if arrival.language:
            conversation.speak(arrival.language, chosen=True)
        if enclosed:  # she may have taken her yes back, or sent another, while it arrived
            fate = await self._fate(tx, conversation, enclosed.sealed.size)
        looks = arrival.looks
        if enclosed:
            looks = "photo" if enclosed.kind in PICTURES else "file"
        text = stand_in(lines, conversation.language or "vi", looks, fate)
        message = await scribe.hear(
            text, choice=None, danger=NO_DANGER, external_id=arrival.external_id, turn_due=False
        )
        if enclosed and fate is Fate.KEPT:
            attachment = Attachment(
                seq=message.seq,
                kind=enclosed.kind,
                name=plain_name(arrival.name),
                size=enclosed.sealed.size,
                shown=enclosed.shown,
            )
            await tx.attachments.add(conversation.id, attachment, enclosed.sealed)
        await answer(scribe, self._faq(), fate, self._limits)
        ticket = await tx.tickets.running(conversation.id)
        if ticket:  # the desk counts what waits for an answer
            scribe.queue_changed(ticket)
        return message.seq
