"""Going on with what another service was doing when it died."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog

from counselling.beside import Beside
from counselling.together.together import Alone, Together

log = structlog.get_logger(__name__)

LOOK_EVERY = 3.0  # seconds


class TakingOver:
    """Calls each of ``resume`` every few seconds, where there may be other services."""

    def __init__(
        self,
        together: Together,
        resume: Sequence[Callable[[], Awaitable[None]]],
        look_every: float = LOOK_EVERY,
    ) -> None:
        self._together = together
        self._resume = resume
        self._look_every = look_every
        self._beside = Beside()

    def start(self) -> None:
        """Begin to look."""
        if not isinstance(self._together, Alone):
            self._beside.begin(self._keep_looking())

    async def close(self) -> None:
        """Stop looking."""
        await self._beside.stop()

    async def _keep_looking(self) -> None:
        while True:
            await asyncio.sleep(self._look_every)
            for resume in self._resume:
                try:
                    await resume()
                except Exception:  # the next look finds it
                    log.exception("what others left could not be looked for")
