"""A Bot API on loopback and an office with its bot for every test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from counselling import outbox
from counselling.permissions import Role, User
from tests.connectors.telegram.bot_api import BotApi, a_bot_api
from tests.connectors.telegram.room import Room, a_room
from tests.connectors.telegram.sending import lets_a_counsellor_in


@pytest.fixture(autouse=True)
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outbox, "FIRST_WAIT", 0.01)
    monkeypatch.setattr(outbox, "LONGEST_WAIT", 0.05)
    monkeypatch.setattr("connectors.messaging.fetching.WAITS", (0.01,) * 4)


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with a_bot_api() as running:
        yield running


@pytest.fixture
async def room(tmp_path: Path, api: BotApi) -> AsyncIterator[Room]:
    async with a_room(tmp_path, api) as running:
        yield running


@pytest.fixture
async def lan(room: Room) -> User:
    return await room.office.staff.add(
        "lan", "Lan", Role.COUNSELLOR, "a long enough password", must_change_password=False
    )


@pytest.fixture
async def code(room: Room) -> str:
    return await lets_a_counsellor_in(room)
