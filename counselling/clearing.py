"""Deleting messages from the chats of channels: after an erasure, or day by day if she wants it.

Channels let us delete for a while only (store/channels.py); what is later stays on her device.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta

import structlog

from counselling.beside import Beside
from counselling.channels import Channel, Clears, DeliveryError
from counselling.clock import Clock, utc_now
from counselling.store.channels import Chat
from counselling.store.store import Store, finishes
from counselling.together.together import Alone, Together, holding

log = structlog.get_logger(__name__)

LOOK_EVERY = 300.0  # seconds
AFTER = timedelta(hours=24)
"""The age at which a message goes from the chat of a woman who wants that: half the time there
is, so that a day without power or net at the office loses nothing."""
AGAIN = timedelta(minutes=1)


class Clearing:
    """Runs beside the service. ``channels`` by name."""

    def __init__(
        self,
        store: Store,
        channels: Mapping[str, Channel],
        *,
        now: Clock = utc_now,
        together: Together | None = None,
    ) -> None:
        self._store = store
        self._together = together or Alone()
        made: Mapping[str, object] = channels
        self._clears = {name: one for name, one in made.items() if isinstance(one, Clears)}
        self.keeping = frozenset(name for name, one in channels.items() if one.pushes)
        self.keeping -= self._clears.keys()
        """The channels that keep what was sent: nothing can be deleted there."""
        self._now = now
        self._woken = asyncio.Event()
        self._one_at_a_time = asyncio.Lock()
        self._beside = Beside()

    def start(self) -> None:
        """Begin, if there is a channel from which anything is to be deleted."""
        if self._clears or self.keeping:
            self._beside.begin(self._run())

    def wake(self) -> None:
        """Something is to be deleted now."""
        self._woken.set()

    async def close(self) -> None:
        """Stop; what is left is done at the next start."""
        await self._beside.stop()

    async def _run(self) -> None:
        while True:
            self._woken.clear()
            try:
                await self.clear_up()
            except Exception:  # messages still to be deleted must find us here
                log.exception("messages could not be deleted from chats")
            # Not wait_for: it forgets a stop that comes together with news (CPython 86296).
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_EVERY):
                    await self._woken.wait()

    async def clear_up(self) -> None:
        """Delete everything that is due."""
        async with self._one_at_a_time, holding(self._together, "clearing"):
            await self._fill()
            while chat := await self._due():
                await self._clear(chat)

    async def _clear(self, chat: Chat) -> None:
        if chat.channel in self.keeping:
            await self._done(chat, again_in=None)
            return
        try:
            await self._clears[chat.channel].clear(chat.address, chat.outside_ids)
        except KeyError:  # its channel is not running
            await self._done(chat, again_in=AGAIN)
        except DeliveryError as error:
            log.warning("messages not deleted from a chat", permanent=error.permanent)
            await self._done(chat, again_in=None if error.permanent else _wait(error))
        else:
            await self._done(chat, again_in=None)

    @finishes
    async def _fill(self) -> None:
        now = self._now()
        async with self._store.write() as tx:
            for conversation_id in await tx.channels.clears_daily():
                await tx.channels.clear_all(conversation_id, now=now, before=now - AFTER)
            if late := await tx.channels.drop_late(now=now):
                log.warning("too late to delete messages from chats", count=late)

    @finishes
    async def _due(self) -> Chat | None:
        async with self._store.read() as tx:
            return await tx.channels.due(now=self._now())

    @finishes
    async def _done(self, chat: Chat, *, again_in: timedelta | None) -> None:
        async with self._store.write() as tx:
            if again_in is None:
                await tx.channels.cleared(chat)
            else:
                await tx.channels.clear_later(chat, not_before=self._now() + again_in)


def _wait(error: DeliveryError) -> timedelta:
    return timedelta(seconds=error.retry_after) if error.retry_after else AGAIN
