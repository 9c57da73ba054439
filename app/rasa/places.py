"""The queue before Rasa: short questions go before long texts, which still have their turn."""

import asyncio
import heapq
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count

PER_CHARACTER = 0.002
"""Seconds for which a text steps back behind those that come later, for each of its characters: a
question of 60 for a tenth of a second, the longest text that is taken for eight. It takes Rasa up
to ten times as long, and without this a few of them hold up every woman who asks something."""


class Places:
    """So many turns at once; the others wait for a place."""

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []
        self._numbers = count()

    @asynccontextmanager
    async def one(self, characters: int, patience: float) -> AsyncIterator[None]:
        """A place for a text of so many characters; raises TimeoutError after ``patience`` s."""
        async with asyncio.timeout(patience) as waiting:
            await self._take(characters)
            waiting.reschedule(None)
        try:
            yield
        finally:
            self._give()

    async def _take(self, characters: int) -> None:
        if self._free:
            self._free -= 1
            return
        loop = asyncio.get_running_loop()
        mine = loop.create_future()
        due = loop.time() + characters * PER_CHARACTER
        heapq.heappush(self._waiting, (due, next(self._numbers), mine))
        try:
            await mine
        except BaseException:
            if mine.done() and not mine.cancelled():  # it was given just as she went away
                self._give()
            raise

    def _give(self) -> None:
        """To the next who still waits, else to whoever comes."""
        while self._waiting:
            _, _, next_one = heapq.heappop(self._waiting)
            if not next_one.done():
                next_one.set_result(None)
                return
        self._free += 1
