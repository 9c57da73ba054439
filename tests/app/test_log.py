"""Logs: structured, readable by machines, and never with a woman's words."""

import asyncio
import json
import subprocess
import sys
from typing import Any

import pytest

from tests.connectors.paging.bot_api import TOKEN, a_bot_api
from tests.running import ROOT

HERS = "chồng em đánh em, tên em là Hạnh"
SET_UP = """
import logging, structlog
from app.log import set_up_logging
from app.settings import Settings
set_up_logging(Settings(log_format="json"))
"""
FAILING = """
def fail():
    raise ValueError("cannot read chồng em đánh em, tên em là Hạnh")
try:
    fail()
except ValueError:
    {log}.exception("it failed")
"""


def logged(code: str) -> tuple[str, dict[str, Any]]:
    """What the program wrote to standard error, as text and as its one JSON line."""
    done = subprocess.run(
        [sys.executable, "-c", SET_UP + code],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr, json.loads(done.stderr)


def test_an_entry_is_one_line_of_json() -> None:
    _, told = logged('structlog.get_logger("ours").warning("assistant unavailable", why="slow")')
    assert (told["event"], told["level"], told["why"]) == (
        "assistant unavailable",
        "warning",
        "slow",
    )


@pytest.mark.parametrize("log", ['structlog.get_logger("ours")', 'logging.getLogger("a.library")'])
def test_an_error_tells_its_kind_and_place_but_not_its_message(log: str) -> None:
    written, told = logged(FAILING.format(log=log))
    assert told["error"] == "ValueError"
    assert told["where"][-1].endswith(" fail")
    assert "cannot read" not in written
    assert HERS not in json.dumps(told, ensure_ascii=False)


def test_what_the_library_of_telegram_says_of_what_it_could_not_read_stays_out() -> None:
    written, told = logged(
        f'logging.getLogger("telegram.Bot").critical("Received data was %r", [{HERS!r}])\n'
        'structlog.get_logger("ours").warning("telegram update not read")'
    )
    assert told["event"] == "telegram update not read"
    assert "Received data" not in written


PAGING = """
import asyncio, sys
from connectors.paging.telegram import TelegramWay
from counselling.duty.ways import NotPaged
from counselling.duty.words import page_text
async def page(token):
    way = TelegramWay(token, sys.argv[1])
    try:
        await way.send("123", page_text("vi", ""))
    except NotPaged:
        structlog.get_logger("ours").exception("not paged")
    await way.close()
asyncio.run(page("{right}"))
asyncio.run(page("1:wrong-but-secret"))
"""


async def test_no_token_of_the_bot_reaches_the_log_though_every_address_holds_it() -> None:
    async with a_bot_api() as api:
        done = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", SET_UP + PAGING.replace("{right}", TOKEN), api.url),
            cwd=ROOT,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        written = (await done.communicate())[0].decode()
        assert len(api.sent) == 1
    assert done.returncode == 0, written
    assert "not paged" in written
    for secret in (TOKEN, TOKEN.split(":")[1], "wrong-but-secret", "/bot"):
        assert secret not in written
