"""An office on Messenger for every test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.connectors.messenger.graph_api import GraphApi, a_graph_api
from tests.connectors.messenger.room import Room, a_room
from tests.counselling.cast import FakeAssistant


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
async def api() -> AsyncIterator[GraphApi]:
    async with a_graph_api() as running:
        yield running


@pytest.fixture
async def room(tmp_path: Path, api: GraphApi, assistant: FakeAssistant) -> AsyncIterator[Room]:
    async with a_room(tmp_path, api, assistant) as opened:
        yield opened
