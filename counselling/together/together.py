"""What one service must know of the others on its database, and what it is where there are none."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Protocol

from counselling.live import Event

FIRST_LOOK, LONGEST_LOOK = 0.02, 1.0  # seconds between two looks whether the others are done


class Together(Protocol):
    """Holds names that only one service holds at a time, and passes events on to the others."""

    async def open(self) -> None:
        """Be ready."""
        ...

    async def close(self) -> None:
        """Let go of everything that is held."""
        ...

    async def take(self, name: str) -> bool:
        """Hold ``name``; False if another service does, or nothing can be asked just now."""
        ...

    async def give_back(self, name: str) -> None:
        """Hold it no longer."""
        ...

    async def lost(self) -> None:
        """Returns when everything that was held no longer is."""
        ...

    def tell(self, topic: str, event: Event) -> None:
        """Have it happen at the others too, soon. Never raises, never waits."""
        ...


class Alone:
    """The only service there is, as on SQLite: holds whatever it wants."""

    async def open(self) -> None:
        """Nothing to do."""

    async def close(self) -> None:
        """Nothing to do."""

    async def take(self, name: str) -> bool:
        """Nobody else wants it."""
        return True

    async def give_back(self, name: str) -> None:
        """Nobody else wants it."""

    async def lost(self) -> None:
        """Never."""
        await asyncio.Event().wait()

    def tell(self, topic: str, event: Event) -> None:
        """There is nobody to tell."""


@asynccontextmanager
async def holding(together: Together, name: str) -> AsyncIterator[None]:
    """Hold ``name`` inside; waits as long as another service does."""
    pause = FIRST_LOOK
    while not await together.take(name):
        await asyncio.sleep(pause)
        pause = min(2 * pause, LONGEST_LOOK)
    try:
        yield
    finally:
        await together.give_back(name)


async def is_free(together: Together, name: str) -> bool:
    """Whether no other service holds it."""
    if not await together.take(name):
        return False
    await together.give_back(name)
    return True
