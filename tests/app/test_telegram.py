"""Telegram is there with a token, and without one costs nothing and is said once."""

import subprocess
import sys

from app.settings import ROOT

WITHOUT = """
import asyncio, sys
from app.settings import Settings
from app.telegram import telegram_line, ways_to_her
import app.commands.up

async def go():
    async with telegram_line(Settings(), bytes(32), print) as telegram:
        print(telegram, len(ways_to_her(telegram)), "telegram" in sys.modules)

asyncio.run(go())
"""


def test_without_a_token_the_service_runs_without_it_and_says_so_once() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": "/usr/bin:/bin"},
    )
    said, found = done.stdout.strip().splitlines()
    assert "OSSO_TELEGRAM_TOKEN" in said
    assert found == "None 1 False"
