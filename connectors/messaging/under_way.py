"""What takes its time beside everything else: the files that are being fetched."""

import asyncio
from collections.abc import Awaitable, Callable, Collection

IN_PLACE = 0.3  # seconds that what she sent next waits, so that most files keep their place


class UnderWay:
    """Work by the id of its delivery: one for each, however often that comes meanwhile."""

    def __init__(self) -> None:
        self._works: dict[str, asyncio.Task[bool]] = {}

    def __len__(self) -> int:
        return len(self._works)

    def __contains__(self, delivery_id: str) -> bool:
        return delivery_id in self._works

    def begin(self, delivery_id: str, work: Callable[[], Awaitable[bool]]) -> None:
        """Begin it, unless it is under way."""
        if delivery_id not in self._works:
            self._works[delivery_id] = asyncio.ensure_future(_run(work))

    async def wait(self, delivery_ids: Collection[str], within: float | None) -> None:
        """Until all of these have come to an end, or for ``within`` seconds."""
        works = [self._works[name] for name in delivery_ids if name in self._works]
        if works:
            await asyncio.wait(works, timeout=within)

    async def wait_for_one(self, within: float) -> None:
        """Until one has come to an end, or for ``within`` seconds."""
        if self._works:
            done = asyncio.FIRST_COMPLETED
            await asyncio.wait(self._works.values(), timeout=within, return_when=done)

    def ended(self, delivery_id: str) -> bool | None:
        """What came of it, once; None while it is under way. False: it is to come again."""
        work = self._works.get(delivery_id)
        if work is None or not work.done():
            return None
        del self._works[delivery_id]
        return not work.cancelled() and work.result()

    async def stop(self) -> None:
        """Break off: what was not stored is not confirmed either, and comes again."""
        works = list(self._works.values())
        for work in works:
            work.cancel()
        await asyncio.gather(*works, return_exceptions=True)


async def _run(work: Callable[[], Awaitable[bool]]) -> bool:
    return await work()
