"""Whether a message that came now would be safely kept: database, keys and disk, really tried."""

import asyncio
import os
import time
from collections.abc import Callable
from pathlib import Path

from counselling.store.store import Store

WITHIN = 2.0  # seconds; a database that is locked for longer takes no message either
AGAIN_AFTER = 2.0  # seconds for which an answer holds: asking often must not wear the disk
_PROBE = "ready.probe"
_PROBE_BYTES = 64 * 1024  # more than a message and its place in the log take


class Readiness:
    """Tries it, at most once in AGAIN_AFTER."""

    def __init__(
        self, store: Store, folder: Path, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._store = store
        self._folder = folder
        self._clock = clock
        self._one_try = asyncio.Lock()
        self._said = False
        self._until = float("-inf")

    async def is_ready(self) -> bool:
        """Whether messages are safely accepted."""
        async with self._one_try:
            if self._clock() >= self._until:
                self._said = await self._try()
                self._until = self._clock() + AGAIN_AFTER
            return self._said

    async def _try(self) -> bool:
        try:
            async with asyncio.timeout(WITHIN):
                await self._store.finish(self._write())
                await asyncio.to_thread(_write_to_disk, self._folder)
        except Exception:  # noqa: BLE001  # whatever it is, no message would be kept
            return False
        return True

    async def _write(self) -> None:
        await self._store.keys.get("")
        async with self._store.write(urgent=True) as tx:
            await tx.conversations.get("")  # takes the lock that every message needs


def _write_to_disk(folder: Path) -> None:
    """SQLite says nothing of a disk that is full or read-only before it really writes."""
    probe = folder / _PROBE
    try:
        with probe.open("wb") as file:
            file.write(bytes(_PROBE_BYTES))
            file.flush()
            os.fsync(file.fileno())
    finally:
        probe.unlink(missing_ok=True)
