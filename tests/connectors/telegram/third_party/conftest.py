"""One telegram-test-api for all; each test has a bot of its own there, in either mode."""

import itertools
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.connectors.telegram.third_party.gaps import Gaps, gaps_filled
from tests.connectors.telegram.third_party.room import House, OpenOffice
from tests.connectors.telegram.third_party.server import a_test_api

_numbers = itertools.count(1001)


@pytest.fixture(scope="session")
def test_api() -> Iterator[str]:
    """Its address."""
    with a_test_api() as address:
        yield address


@pytest.fixture
async def bot(test_api: str) -> AsyncIterator[Gaps]:
    async with gaps_filled(test_api, f"{next(_numbers)}:TEST-token-of-nobody") as gaps:
        yield gaps


@pytest.fixture(params=["polling", "webhook"])
def house(tmp_path: Path, bot: Gaps, request: pytest.FixtureRequest) -> House:
    return House(tmp_path, bot, request.param)


@pytest.fixture
async def room(house: House) -> AsyncIterator[OpenOffice]:
    async with house.open() as opened:
        yield opened
