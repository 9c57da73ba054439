"""Zalo's servers on loopback, and an office at each, for every test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from counselling import outbox
from tests.connectors.zalo.bot_api import BotApi, a_bot_api
from tests.connectors.zalo.open_api import OpenApi, an_open_api
from tests.connectors.zalo.room import Room, a_bot, an_account


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "FIRST_WAIT", 0.01)
    monkeypatch.setattr(outbox, "LONGEST_WAIT", 0.05)
    monkeypatch.setattr("connectors.messaging.fetching.WAITS", (0.01,) * 4)
    monkeypatch.setattr("connectors.messaging.tray.FIRST_WAIT", 0.02)


@pytest.fixture
async def bot_api() -> AsyncIterator[BotApi]:
    async with a_bot_api() as running:
        yield running


@pytest.fixture
async def open_api() -> AsyncIterator[OpenApi]:
    async with an_open_api() as running:
        yield running


@pytest.fixture
async def bot(tmp_path: Path, bot_api: BotApi) -> AsyncIterator[Room]:
    async with a_bot(tmp_path, bot_api) as room:
        yield room


@pytest.fixture
async def oa(tmp_path: Path, open_api: OpenApi) -> AsyncIterator[Room]:
    async with an_account(tmp_path, open_api) as room:
        yield room
