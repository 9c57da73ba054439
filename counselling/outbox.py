"""Messages to her go out here: in order per chat, again until the channel took them."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta

import structlog

from counselling.channels import Channel, DeliveryError, Outbound
from counselling.clock import Clock, utc_now
from counselling.conversations import Conversation, Message
from counselling.store.not_saved import NotSaved
from counselling.store.outbox import Parcel
from counselling.store.store import Store, finishes
from counselling.workers import Workers

log = structlog.get_logger(__name__)

FIRST_WAIT = 1.0  # seconds before the second try; doubled each time
LONGEST_WAIT = 300.0


class Outbox:
    """Delivers what the store says is pending. ``channels`` by name."""

    def __init__(
        self, store: Store, channels: Mapping[str, Channel], *, now: Clock = utc_now
    ) -> None:
        self._store = store
        self._channels = channels
        self._now = now
        self._workers = Workers(self._deliver_pending)

    @finishes
    async def resume(self) -> None:
        """Go on with what an earlier run left undelivered."""
        async with self._store.read() as tx:
            waiting = await tx.outbox.conversations()
        for conversation_id in waiting:
            self.wake(conversation_id)

    def wake(self, conversation_id: str) -> None:
        """Something is pending for this conversation."""
        self._workers.wake(conversation_id)

    async def settle(self) -> None:
        """Wait until nothing is being delivered."""
        await self._workers.settle()

    async def close(self) -> None:
        """Stop; what is pending stays in the store for the next run."""
        await self._workers.close()

    async def _deliver_pending(self, conversation_id: str) -> None:
        while pending := await self._read_pending(conversation_id):
            conversation, parcels = pending
            delivered: list[int] = []
            try:
                for parcel, message in parcels:
                    await self._wait_until(parcel)
                    await self._send(conversation, message)
                    delivered.append(parcel.id)
            except DeliveryError as error:
                await self._note_failure(conversation, parcels[len(delivered)][0], error)
            finally:
                await self._forget(delivered)

    @finishes
    async def _read_pending(
        self, conversation_id: str
    ) -> tuple[Conversation, list[tuple[Parcel, Message]]] | None:
        async with self._store.read() as tx:
            parcels = await tx.outbox.pending(conversation_id)
            conversation = await tx.conversations.get(conversation_id)
            if not parcels or not conversation:
                return None
            messages = await tx.messages.after(conversation_id, parcels[0].seq - 1)
        by_seq = {message.seq: message for message in messages}
        return conversation, [(p, by_seq[p.seq]) for p in parcels if p.seq in by_seq]

    async def _wait_until(self, parcel: Parcel) -> None:
        wait = (parcel.not_before - self._now()).total_seconds()
        if parcel.attempts and wait > 0:
            await asyncio.sleep(wait)

    async def _send(self, conversation: Conversation, message: Message) -> None:
        channel = self._channels.get(conversation.channel)
        if channel is None:
            raise DeliveryError(f"channel {conversation.channel} is not running", retry_after=60)
        await channel.send(Outbound(conversation.channel, conversation.address, message))

    @finishes
    async def _note_failure(
        self, conversation: Conversation, parcel: Parcel, error: DeliveryError
    ) -> None:
        log.warning(
            "delivery failed",
            channel=conversation.channel,
            conversation=conversation.id,
            seq=parcel.seq,
            attempts=parcel.attempts + 1,
            permanent=error.permanent,
        )
        wait = error.retry_after or min(FIRST_WAIT * 2**parcel.attempts, LONGEST_WAIT)
        async with self._store.write() as tx:
            if error.permanent:
                await tx.outbox.failed(conversation.id)
            else:
                not_before = self._now() + timedelta(seconds=wait)
                await tx.outbox.retry(parcel, not_before=not_before)

    @finishes
    async def _forget(self, delivered: list[int]) -> None:
        if not delivered:
            return
        try:
            async with self._store.write() as tx:
                await tx.outbox.delivered(delivered)
        except NotSaved:  # they go out once more after a restart: at least once, never lost
            log.warning("delivered messages could not be ticked off", count=len(delivered))
