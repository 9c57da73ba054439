"""Work that one service does and the others stand by for: asking Telegram, the daily work."""

import asyncio
from collections.abc import Callable, Coroutine

import structlog

from counselling.together.together import Together, holding

log = structlog.get_logger(__name__)
AGAIN_AFTER = 1.0  # seconds


async def only_here(
    together: Together, name: str, work: Callable[[], Coroutine[object, object, None]]
) -> None:
    """Do ``work`` for as long as ``name`` is held, which no other service does meanwhile.

    Ends with the work. Where the hold is lost (the database was started anew), the work is
    stopped, and begun again by whoever holds the name first.
    """
    while True:
        async with holding(together, name):
            log.info("held here", work=name)
            if await _until_lost(together, work):
                return
        await asyncio.sleep(AGAIN_AFTER)


async def _until_lost(
    together: Together, work: Callable[[], Coroutine[object, object, None]]
) -> bool:
    """Whether the work came to its end."""
    working, lost = asyncio.create_task(work()), asyncio.create_task(together.lost())
    try:
        await asyncio.wait({working, lost}, return_when=asyncio.FIRST_COMPLETED)
        if working.done():
            working.result()
        return working.done()
    finally:
        for task in (working, lost):
            task.cancel()
        await asyncio.gather(working, lost, return_exceptions=True)
