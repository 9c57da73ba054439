"""What the outbox asks and notes in the database for one message on its way."""

from collections.abc import Collection
from datetime import timedelta
from functools import partial

import structlog

from counselling import news
from counselling.channels import DeliveryError, Outbound, Overtaken, Urgency
from counselling.clock import Clock
from counselling.conversations import Conversation, Message, Sender
from counselling.store.not_saved import NotSaved
from counselling.store.outbox import Parcel
from counselling.store.store import Store, finishes
from counselling.store.transaction import Transaction

log = structlog.get_logger(__name__)
Pending = list[tuple[Parcel, Message]]


class Delivering:
    """The outbox's view of the database. ``silent``: the channels on which nothing rings."""

    def __init__(self, store: Store, now: Clock, silent: Collection[str]) -> None:
        self._store = store
        self._now = now
        self._silent = silent

    @finishes
    async def pending(self, conversation_id: str) -> tuple[Conversation, Pending] | None:
        """What goes out to one conversation now, in order; None if nothing does."""
        async with self._store.read() as tx:
            conversation = await tx.conversations.get(conversation_id)
            parcels = await self._going(tx, conversation) if conversation else []
            if not parcels or not conversation:
                return None
            first = min(parcel.seq for parcel in parcels)
            messages = await tx.messages.after(conversation_id, first - 1)
        by_seq = {message.seq: message for message in messages}
        found = [(parcel, by_seq[parcel.seq]) for parcel in parcels if parcel.seq in by_seq]
        return (conversation, found) if found else None

    async def _going(self, tx: Transaction, conversation: Conversation) -> list[Parcel]:
        """Looked at again: since news were written, an hour may have begun or ended."""
        parcels = await tx.outbox.pending(conversation.id)
        if conversation.channel in self._silent or not any(p.unasked for p in parcels):
            return parcels
        now = self._now()
        safe = await news.goes_from(tx, conversation.id, now) <= now
        return news.going(parcels, safe=safe)

    @finishes
    async def outbound(
        self, conversation: Conversation, parcel: Parcel, message: Message
    ) -> Outbound:
        """The message as its channel is given it."""
        return Outbound(
            conversation.channel,
            conversation.address,
            message,
            _urgency(parcel, message),
            await self._parts_sent(conversation, message),
            partial(self._look_again, conversation, parcel, message),
            partial(self._note_part, conversation, message),
        )

    async def _parts_sent(self, conversation: Conversation, message: Message) -> int:
        if conversation.channel in self._silent:  # its messages stay here, and have no parts
            return 0
        async with self._store.read() as tx:
            return await tx.channels.parts_sent(conversation, message.seq)

    @finishes
    async def take_back(self, parcel: Parcel, message: Message) -> None:
        """It was overtaken: a machine's words stay unsaid where a person speaks now."""
        async with self._store.write() as tx:
            conversation = await tx.conversations.get(parcel.conversation_id)
            if conversation and _is_unwanted(conversation, parcel, message):
                await tx.outbox.delivered([parcel.id])
                log.info("a machine's message was held back", conversation=conversation.id)

    @finishes
    async def note_failure(
        self, conversation: Conversation, parcel: Parcel, error: DeliveryError, wait: float
    ) -> None:
        """Try again in ``wait`` seconds, or never."""
        log.warning(
            "delivery failed",
            channel=conversation.channel,
            conversation=conversation.id,
            seq=parcel.seq,
            attempts=parcel.attempts + 1,
            permanent=error.permanent,
        )
        async with self._store.write() as tx:
            if error.gone:
                await tx.outbox.failed(conversation.id)
                await tx.conversations.mark_unreachable(conversation, since=self._now())
            elif error.permanent:
                await tx.outbox.refused(parcel)
            else:
                await tx.outbox.retry(parcel, not_before=self._now() + timedelta(seconds=wait))

    @finishes
    async def forget(self, delivered: list[int]) -> None:
        """The channel took these."""
        if not delivered:
            return
        try:
            async with self._store.write() as tx:
                await tx.outbox.delivered(delivered)
        except NotSaved:  # they go out once more after a restart: at least once, never lost
            log.warning("delivered messages could not be ticked off", count=len(delivered))

    @finishes
    async def _look_again(
        self, conversation: Conversation, parcel: Parcel, message: Message
    ) -> None:
        async with self._store.read() as tx:
            now = await tx.conversations.get(conversation.id)
            waits = await tx.outbox.is_pending(parcel.id)
        if now is None or not waits or _is_unwanted(now, parcel, message):
            raise Overtaken
        if (now.channel, now.address) != (conversation.channel, conversation.address):
            raise Overtaken  # she reads on elsewhere: it goes there

    @finishes
    async def _note_part(self, conversation: Conversation, message: Message, name: str) -> None:
        """What is in the chat can be deleted there, also if she erased it all this moment."""
        at = self._now()
        async with self._store.write() as tx:
            if await tx.conversations.get(conversation.id):
                await tx.channels.note_outside(conversation, message.seq, name, at=at)
            else:
                chat = conversation.channel, conversation.address
                await tx.channels.clear(*chat, name, since=at, now=at)


def _urgency(parcel: Parcel, message: Message) -> Urgency:
    if parcel.urgent:
        return Urgency.DANGER
    return Urgency.ASSISTANT if message.sender is Sender.ASSISTANT else Urgency.COUNSELLOR


def _is_unwanted(conversation: Conversation, parcel: Parcel, message: Message) -> bool:
    """A machine's reply, and a counsellor has the conversation; the numbers in danger still go."""
    machine = message.sender is Sender.ASSISTANT and not parcel.urgent
    return machine and not conversation.assistant_may_speak
