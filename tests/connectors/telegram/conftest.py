"""A Bot API on loopback and an office with its bot for every test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from counselling import outbox
from tests.connectors.telegram.bot_api import BotApi, a_bot_api
from tests.connectors.telegram.room import Room, a_room


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "FIRST_WAIT", 0.01)
    monkeypatch.setattr(outbox, "LONGEST_WAIT", 0.05)


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with a_bot_api() as running:
        yield running


@pytest.fixture
async def room(tmp_path: Path, api: BotApi) -> AsyncIterator[Room]:
    async with a_room(tmp_path, api) as running:
        yield running
