"""What the woman has got by now, seen from the server."""

import asyncio

from counselling.conversations import Sender
from tests.counselling.cast import Woman


async def counsellors_texts(woman: Woman) -> list[str]:
    return [m.text for m in await woman.reads() if m.sender is Sender.COUNSELLOR]


async def until_she_has(woman: Woman, *texts: str) -> None:
    async with asyncio.timeout(10):
        while await counsellors_texts(woman) != list(texts):  # noqa: ASYNC110  # the server knows
            await asyncio.sleep(0.05)
