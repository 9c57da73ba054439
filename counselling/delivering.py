"""What the outbox asks and notes in the database for one message on its way."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial

import structlog

from counselling import news, numbered
from counselling.channels import DeliveryError, Outbound, Overtaken, Urgency
from counselling.clock import Clock
from counselling.conversations import Conversation, Message, Sender
from counselling.limits import Limits
from counselling.store.not_saved import NotSaved
from counselling.store.outbox import Parcel
from counselling.store.store import Store, finishes
from counselling.store.transaction import Transaction

log = structlog.get_logger(__name__)
Pending = list[tuple[Parcel, Message]]

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 30.0  # seconds before what was not saved is tried again


class Delivering:
    """The outbox's view of the database. ``silent``: the channels on which nothing rings.

    ``limits``: of each channel that runs, by its name.
    """

    def __init__(
        self, store: Store, now: Clock, silent: Collection[str], limits: Mapping[str, Limits]
    ) -> None:
        self._store = store
        self._now = now
        self._silent = silent
        self._limits = limits

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
            messages = await self._in_time(tx, conversation, messages)
        by_seq = {message.seq: message for message in messages}
        found = [(parcel, by_seq[parcel.seq]) for parcel in parcels if parcel.seq in by_seq]
        return (conversation, found) if found else None

    async def _in_time(
        self, tx: Transaction, conversation: Conversation, messages: list[Message]
    ) -> list[Message]:
        """Those that her channel still delivers; the others wait until she writes again."""
        limits, now = self._limits_of(conversation), self._now()
        if limits.window is None:
            return messages
        last_heard = await tx.messages.last_heard(conversation.id)
        return [one for one in messages if not limits.is_closed(one.sender, last_heard, now)]

    def _limits_of(self, conversation: Conversation) -> Limits:
        return self._limits.get(conversation.channel, Limits())

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
        if message.choices and self._limits_of(conversation).numbered:
            async with self._store.read() as tx:
                message = await _numbered(tx, message)
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
                await tx.outbox.delivered([parcel])
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
    async def forget(self, delivered: Sequence[Parcel]) -> bool:
        """The channel took these; False if that could not be written down now."""
        if not delivered:
            return True
        try:
            async with self._store.write() as tx:
                await tx.outbox.delivered(delivered)
        except NotSaved:  # they go out once more after a restart: at least once, never lost
            log.warning("delivered messages could not be ticked off", count=len(delivered))
            return False
        return True

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

    async def _note_part(self, conversation: Conversation, message: Message, name: str) -> None:
        """Written down before anything else goes out, however long the database takes nothing.

        Else the part would be sent again, and could never be deleted from her chat.
        """
        await until_saved(partial(self._try_to_note, conversation, message, name))

    async def _try_to_note(self, conversation: Conversation, message: Message, name: str) -> bool:
        try:
            await self._note(conversation, message, name)
        except NotSaved:
            log.warning("a part that was sent could not be noted", seq=message.seq)
            return False
        return True

    @finishes
    async def _note(self, conversation: Conversation, message: Message, name: str) -> None:
        """What is in the chat can be deleted there, also if she erased it all this moment."""
        at = self._now()
        async with self._store.write() as tx:
            if await tx.conversations.get(conversation.id):
                await tx.channels.note_outside(conversation, message.seq, name, at=at)
            else:
                chat = conversation.channel, conversation.address
                await tx.channels.clear(*chat, name, since=at, now=at)


async def until_saved(attempt: Callable[[], Awaitable[bool]]) -> None:
    """Try until it is saved. Whoever waits here holds up one conversation, and no database."""
    pause = FIRST_PAUSE
    while not await attempt():
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


def _urgency(parcel: Parcel, message: Message) -> Urgency:
    if parcel.urgent:
        return Urgency.DANGER
    return Urgency.ASSISTANT if message.sender is Sender.ASSISTANT else Urgency.COUNSELLOR


def _is_unwanted(conversation: Conversation, parcel: Parcel, message: Message) -> bool:
    """A machine's reply, and a counsellor has the conversation; the numbers in danger still go."""
    machine = message.sender is Sender.ASSISTANT and not parcel.urgent
    return machine and not conversation.assistant_may_answer


async def _numbered(tx: Transaction, message: Message) -> Message:
    """With its choices as lines below the text."""
    before = await tx.messages.before(message.conversation_id, message.seq, numbered.A_RUN)
    first = numbered.first_number(before)
    return replace(message, text=numbered.with_numbers(message.text, message.choices, first))
