"""One worker per conversation: what is due in a conversation is done in order, by one at a time."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

log = structlog.get_logger(__name__)

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds after a failure nobody foresaw


class Workers:
    """``work(conversation_id)`` does everything that is due there; no two for one at once."""

    def __init__(self, work: Callable[[str], Awaitable[None]]) -> None:
        self._work = work
        self._running: dict[str, asyncio.Task[None]] = {}
        self._more: set[str] = set()
        self._closed = False

    def wake(self, conversation_id: str) -> None:
        """Something is due in this conversation; once closed it stays due for the next run."""
        if self._closed:
            return
        self._more.add(conversation_id)
        if conversation_id not in self._running:
            self._running[conversation_id] = asyncio.create_task(self._run(conversation_id))

    async def settle(self) -> None:
        """Wait until nothing is being done."""
        while self._running:
            await asyncio.gather(*self._running.values(), return_exceptions=True)
            self._forget_those_that_never_began()

    async def close(self) -> None:
        """Stop where they are; what is due stays due in the store for the next run."""
        self._closed = True
        for worker in self._running.values():
            worker.cancel()
        await self.settle()

    def _forget_those_that_never_began(self) -> None:
        """A worker cancelled before its first step has no chance to forget itself."""
        for conversation_id, worker in list(self._running.items()):
            if worker.done():
                del self._running[conversation_id]

    async def _run(self, conversation_id: str) -> None:
        try:
            while conversation_id in self._more:
                self._more.discard(conversation_id)
                await self._work_until_done(conversation_id)
        finally:
            del self._running[conversation_id]

    async def _work_until_done(self, conversation_id: str) -> None:
        pause = FIRST_PAUSE
        while True:
            try:
                return await self._work(conversation_id)
            except Exception:  # what is due must be done, whatever went wrong the first time
                log.exception("work failed, trying again", conversation=conversation_id)
            if self._closed:  # a failure in the same moment has used up the order to stop
                return None
            await asyncio.sleep(pause)
            pause = min(2 * pause, LONGEST_PAUSE)
