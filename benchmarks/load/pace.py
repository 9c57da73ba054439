"""Messages at a given pace, whatever the service does: who is late is late, and is counted so."""

import asyncio
import random
import time
from collections.abc import Sequence
from functools import partial

from benchmarks.load.women import WomanUnderLoad


async def keep_pace(
    women: Sequence[WomanUnderLoad], per_second: float, seconds: float, seed: int = 1
) -> int:
    """Have ``per_second`` messages written for ``seconds``; how many were left unwritten.

    Times between messages are drawn as those of people who know nothing of each other. A message
    that no woman is free for waits; its time counts from when it was due
    (https://github.com/giltene/wrk2, "Coordinated Omission").
    """
    dice = random.Random(seed)  # noqa: S311  # the same load each time
    busy: dict[WomanUnderLoad, asyncio.Task[None]] = {}
    waiting: list[float] = []
    due, ends = time.monotonic(), time.monotonic() + seconds
    while time.monotonic() < ends:
        now = time.monotonic()
        while due <= now:
            waiting.append(due)
            due += dice.expovariate(per_second)
        free = [w for w in women if w not in busy and w.rested <= now] if waiting else []
        dice.shuffle(free)
        for woman in free[: len(waiting)]:
            task = asyncio.create_task(woman.write(waiting.pop(0)))
            busy[woman] = task
            task.add_done_callback(partial(_has_written, busy, woman))
        await asyncio.sleep(min(0.005, max(0.0, due - time.monotonic())))
    if busy:
        await asyncio.wait(set(busy.values()))
    return len(waiting)


def _has_written(
    busy: dict[WomanUnderLoad, asyncio.Task[None]], woman: WomanUnderLoad, _: asyncio.Task[None]
) -> None:
    del busy[woman]
