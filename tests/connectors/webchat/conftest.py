"""A fresh web chat for every test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.connectors.webchat.hall import Hall, Screen, Twin, a_hall
from tests.counselling.cast import FakeAssistant


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
async def hall(tmp_path: Path, assistant: FakeAssistant) -> AsyncIterator[Hall]:
    async with a_hall(tmp_path, assistant) as running:
        yield running


@pytest.fixture
async def screen(hall: Hall) -> AsyncIterator[Screen]:
    """One open chat."""
    async with hall.screen() as opened:
        yield opened


@pytest.fixture
async def twin(hall: Hall) -> Twin:
    """One chat without a socket, which has said hello."""
    return await Twin(hall).hello()
