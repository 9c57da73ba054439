"""One writer at a time, and danger before everything else that waits."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

WITHIN = 5.0
"""Seconds for a place: as long as SQLite waits for a lock (engine.py). Where another process holds
the database, all who wait are told so together, not one after the other."""


class OneWriter:
    """A lock whose urgent waiters go first; within each kind whoever came first."""

    def __init__(self) -> None:
        self._busy = False
        self._urgent: deque[asyncio.Future[None]] = deque()
        self._others: deque[asyncio.Future[None]] = deque()

    @asynccontextmanager
    async def turn(self, *, urgent: bool = False) -> AsyncIterator[None]:
        """Be the one writer inside; raises TimeoutError if it does not come to that."""
        async with asyncio.timeout(WITHIN):
            await self._enter(self._urgent if urgent else self._others)
        try:
            yield
        finally:
            self._pass_on()

    async def _enter(self, queue: deque[asyncio.Future[None]]) -> None:
        if not self._busy:
            self._busy = True
            return
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        queue.append(place)
        try:
            await place
        except asyncio.CancelledError:
            if not place.cancelled():  # it had become her turn already
                self._pass_on()
            raise

    def _pass_on(self) -> None:
        for queue in (self._urgent, self._others):
            while queue:
                place = queue.popleft()
                if not place.done():
                    place.set_result(None)
                    return
        self._busy = False
