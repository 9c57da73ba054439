"""The service is killed while a page is on its way: nobody is paged twice, nobody is forgotten."""

import asyncio
import sys
from pathlib import Path

import pytest

from app.office import build_office
from connectors.paging.telegram import TelegramWay
from counselling.duty.calling import Calling
from counselling.duty.page import PageState
from tests.connectors.paging.bot_api import TOKEN, BotApi, a_bot_api
from tests.counselling.cast import BOOK, QUICK, SECRET, FakeAssistant, Woman
from tests.counselling.duty.duty_cast import BOTH, told
from tests.running import ROOT

pytestmark = pytest.mark.slow

PROGRAM = "tests/journeys/an_office_that_calls.py"


def chats(api: BotApi) -> list[str]:
    return [form["chat_id"] for form in api.sent]


async def killed_in_the_middle(folder: Path, api: BotApi) -> None:
    """Until Telegram has the first page and has not answered yet."""
    api.holds = asyncio.Event()
    office = await asyncio.create_subprocess_exec(
        *(sys.executable, PROGRAM, str(folder), api.url), cwd=ROOT, env={"PYTHONPATH": str(ROOT)}
    )
    async with asyncio.timeout(60):
        while not api.asked:  # noqa: ASYNC110  # another process cannot set an event of ours
            await asyncio.sleep(0.02)
    office.kill()
    await office.wait()
    api.holds.set()


async def test_what_may_have_arrived_is_not_sent_again_and_the_next_is_called_at_once(
    tmp_path: Path,
) -> None:
    async with a_bot_api() as api:
        await killed_in_the_middle(tmp_path, api)
        office = build_office(
            database=f"sqlite+aiosqlite:///{tmp_path / 'osso.sqlite3'}",
            secret=SECRET,
            hasher=QUICK,
            book=BOOK,
            assistant=FakeAssistant(),
            calling=Calling(lambda: BOTH, {"telegram": TelegramWay(TOKEN, api.url)}),
        )
        await office.open()
        async with asyncio.timeout(20):
            while "2" not in chats(api):  # noqa: ASYNC110  # as somebody at the telephone would
                await asyncio.sleep(0.02)
        async with office.store.read() as tx:
            [code] = await tx.pages.waiting()
            ticket = await tx.tickets.by_code(code)
            assert ticket
            first = (await tx.pages.of(ticket.id))[0]
        assert await told(Woman(office)) == ["begun"]
        await office.close()
    assert chats(api).count("1") <= 1  # the one whose answer nobody heard any more
    assert chats(api).count("2") == 1
    assert (first.person, first.state) == ("lan", PageState.UNSURE)
