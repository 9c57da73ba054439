"""Work that goes on beside everything else until it is stopped."""

import asyncio
import contextlib
from collections.abc import Coroutine


class Beside:
    """One task of its own; stopping it is no error, and neither is stopping what never began."""

    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None

    def begin(self, work: Coroutine[object, object, None]) -> None:
        """Let ``work`` go on."""
        self._task = asyncio.create_task(work)

    async def stop(self) -> None:
        """Cancel it, and wait until it has let go of everything."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
