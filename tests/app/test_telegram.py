"""Telegram is there with a token, and without one costs nothing and is said once."""

import asyncio
import subprocess
import sys

import pytest

from app.paging import ways_out
from app.settings import ROOT, Settings

WITHOUT = """
import asyncio, sys
from app.settings import Settings
from app.platforms import platform_lines, ways_to_her
import app.commands.up

async def go():
    async with platform_lines(Settings(), bytes(32), print) as platforms:
        print(platforms, len(ways_to_her(platforms)), "telegram" in sys.modules)

asyncio.run(go())
"""


def said_at_start(**settings: str) -> str:
    """What a service with these settings says; that it has no Telegram is checked."""
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": "/usr/bin:/bin", **settings},
    )
    said, found = done.stdout.strip().splitlines()
    assert found == "[] 1 False"
    return said


def test_without_a_token_the_service_runs_without_it_and_says_so_once() -> None:
    assert "OSSO_TELEGRAM_TOKEN" in said_at_start()


OFF = {"OSSO_TELEGRAM_TOKEN": "1:x", "OSSO_TELEGRAM_MODE": "off"}


def test_switched_off_the_token_only_calls_counsellors_and_that_is_said_once() -> None:
    assert "OSSO_TELEGRAM_MODE=off" in said_at_start(**OFF)


async def test_counsellors_are_called_by_it_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in OFF.items():
        monkeypatch.setenv(name, value)
    ways = ways_out(Settings())
    assert list(ways) == ["telegram"]
    await asyncio.gather(*(way.close() for way in ways.values()))
