"""A corner without git, and one with."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.counselling.corner.the_corner import Desk, a_corner


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with a_corner(tmp_path) as opened:
        yield opened


@pytest.fixture
async def git_desk(tmp_path: Path) -> AsyncIterator[Desk]:
    async with a_corner(tmp_path, git=True) as opened:
        yield opened
