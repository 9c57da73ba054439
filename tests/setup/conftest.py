"""A machine made up for each test."""

from pathlib import Path

import pytest

from tests.setup.machine import Machine


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A Debian with neither Python nor uv."""
    return Machine(tmp_path)
