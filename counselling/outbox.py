"""Messages to her go out here: in order per chat, again until the channel took them."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import structlog

from counselling.beside import Beside
from counselling.channels import Channel, DeliveryError, Overtaken
from counselling.clock import Clock, utc_now
from counselling.conversations import Conversation, Message
from counselling.delivering import Delivering, until_saved
from counselling.limits import limits_of
from counselling.store.outbox import Parcel
from counselling.store.store import Store, finishes
from counselling.together.together import Alone, Together, holding, is_free
from counselling.workers import Workers

log = structlog.get_logger(__name__)

LOOK_EVERY = 60.0  # seconds between two looks for news whose hour has come
FIRST_WAIT = 1.0  # seconds before the second try; doubled each time
LONGEST_WAIT = 300.0


class Outbox:
    """Delivers what the store says is pending. ``channels`` by name.

    ``changed``: told when nothing can be delivered to a woman any more, or news were.
    """

    def __init__(
        self,
        store: Store,
        channels: Mapping[str, Channel],
        *,
        changed: Callable[[Conversation], None] = lambda _: None,
        now: Clock = utc_now,
        together: Together | None = None,
    ) -> None:
        self._store = store
        self._together = together or Alone()
        self._channels = channels
        self._changed = changed
        self._now = now
        self.silent = {name for name, channel in channels.items() if not channel.pushes}
        self._delivering = Delivering(store, now, self.silent, limits_of(channels))
        self._workers = Workers(self._deliver_pending)
        self._beside = Beside()

    async def start(self) -> None:
        """Go on with what an earlier run left undelivered, and look for news from now on."""
        await self.resume()
        self._beside.begin(self._keep_looking())

    async def resume(self) -> None:
        """Deliver what an earlier run, or another service, left undelivered."""
        for conversation_id in await self._waiting():
            if await is_free(self._together, f"outbox {conversation_id}"):
                self.wake(conversation_id)

    def wake(self, conversation_id: str) -> None:
        """Something is pending for this conversation."""
        self._workers.wake(conversation_id)

    def wake_for(self, conversation: Conversation) -> None:
        """Something was written in this conversation, by her or to her."""
        if conversation.channel not in self.silent:
            self.wake(conversation.id)

    @finishes
    async def look_for_news(self) -> None:
        """Wake the conversations whose news may go out by now."""
        async with self._store.read() as tx:
            due = await tx.news.due(self._now())
        for conversation_id in due:
            self.wake(conversation_id)

    async def settle(self) -> None:
        """Wait until nothing is being delivered."""
        await self._workers.settle()

    async def close(self) -> None:
        """Stop; what is pending stays in the store for the next run."""
        await self._beside.stop()
        await self._workers.close()

    async def _keep_looking(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                await self.look_for_news()
            except Exception:  # the next look finds them
                log.exception("news could not be looked for")

    @finishes
    async def _waiting(self) -> list[str]:
        async with self._store.read() as tx:
            return await tx.outbox.conversations()

    async def _deliver_pending(self, conversation_id: str) -> None:
        # The chat, not the row: what goes to one chat goes in order, whoever sends it.
        async with holding(self._together, f"outbox {conversation_id}"):
            await self._deliver_all(conversation_id)

    async def _deliver_all(self, conversation_id: str) -> None:
        while pending := await self._delivering.pending(conversation_id):
            conversation, parcels = pending
            delivered: list[Parcel] = []
            try:
                for parcel, message in parcels:
                    await self._wait_until(parcel)
                    await self._send(conversation, parcel, message)
                    delivered.append(parcel)
            except DeliveryError as error:
                parcel = parcels[len(delivered)][0]
                wait = error.retry_after or min(FIRST_WAIT * 2**parcel.attempts, LONGEST_WAIT)
                await self._delivering.note_failure(conversation, parcel, error, wait)
                if error.gone:
                    self._changed(conversation)
            except Overtaken:
                await self._delivering.take_back(*parcels[len(delivered)])
            finally:
                ticked_off = await self._delivering.forget(delivered)
                self._tell_of_news(conversation, delivered)
            if not ticked_off:  # else they would be found again, and sent again, at once
                await until_saved(partial(self._delivering.forget, delivered))

    def _tell_of_news(self, conversation: Conversation, delivered: Sequence[Parcel]) -> None:
        if conversation.channel not in self.silent and any(p.unasked for p in delivered):
            self._changed(conversation)

    async def _wait_until(self, parcel: Parcel) -> None:
        wait = (parcel.not_before - self._now()).total_seconds()
        if parcel.attempts and wait > 0:  # longer only if the clock was set back meanwhile
            await asyncio.sleep(min(wait, LONGEST_WAIT))

    async def _send(self, conversation: Conversation, parcel: Parcel, message: Message) -> None:
        channel = self._channels.get(conversation.channel)
        if channel is None:
            raise DeliveryError(f"channel {conversation.channel} is not running", retry_after=60)
        await channel.send(await self._delivering.outbound(conversation, parcel, message))
