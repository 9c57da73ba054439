"""A fresh web chat for every test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

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


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def one_hall(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Hall]:
    """One web chat for all tests of a file that leave nothing behind but their own sessions."""
    async with a_hall(tmp_path_factory.mktemp("hall"), FakeAssistant()) as running:
        yield running
