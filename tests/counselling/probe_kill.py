"""An office that is killed outright at a named step. Arguments: folder, step."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from counselling.erasing import Eraser
from counselling.store.conversations import Conversations
from counselling.store.sql_keys import SqlKeys
from tests.counselling.cast import FakeAssistant, Woman, an_office

WORDS = "em kể chuyện này lần đầu"


def die(*_args: object, **_more: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def die_after(verb: Callable[..., Any]) -> Callable[..., Any]:
    async def verb_and_die(*args: Any, **more: Any) -> None:
        await verb(*args, **more)
        die()

    return verb_and_die


async def dying(*_args: object, **_more: object) -> None:
    die()


def arm(step: str) -> None:
    match step:
        case "key there, row not":
            SqlKeys.add = die_after(SqlKeys.add)  # type: ignore[method-assign]
        case "row written, not committed":
            Conversations.add = die_after(Conversations.add)  # type: ignore[method-assign]
        case "words gone, key not":
            SqlKeys.destroy = dying  # type: ignore[method-assign]
        case "key gone, rows not":
            SqlKeys.destroy = die_after(SqlKeys.destroy)  # type: ignore[method-assign]
        case "rows gone, log not emptied":
            Eraser.clear_up = die  # type: ignore[method-assign]


async def main(folder: Path, step: str) -> None:
    async with an_office(folder, FakeAssistant()) as office:
        woman = Woman(office)
        if step in {"key there, row not", "row written, not committed"}:
            arm(step)
        await woman.says(WORDS)
        if step == "acknowledged":
            die()
        arm(step)
        await office.reception.erase(woman.channel, woman.address)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
