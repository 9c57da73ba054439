"""An office of its own process that calls for a woman's emergency until it is killed.

Arguments: its folder and the address of the Bot API.
"""

import asyncio
import sys
from pathlib import Path

from app.office import build_office
from connectors.paging.telegram import TelegramWay
from counselling.duty.calling import Calling
from tests.connectors.paging.bot_api import TOKEN
from tests.counselling.cast import BOOK, QUICK, SECRET, FakeAssistant, Woman
from tests.counselling.duty.duty_cast import BOTH


async def serve(folder: Path, api: str) -> None:
    office = build_office(
        database=f"sqlite+aiosqlite:///{folder / 'osso.sqlite3'}",
        secret=SECRET,
        hasher=QUICK,
        book=BOOK,
        assistant=FakeAssistant(),
        calling=Calling(lambda: BOTH, {"telegram": TelegramWay(TOKEN, api)}),
    )
    await office.open()
    await Woman(office).asks_for_a_person()
    await asyncio.Event().wait()


asyncio.run(serve(Path(sys.argv[1]), sys.argv[2]))
