"""A right editors' folder for every test to spoil."""

from pathlib import Path

import pytest

from tests.counselling.faq.editors import EditorsFolder


@pytest.fixture
def editors(tmp_path: Path) -> EditorsFolder:
    return EditorsFolder(tmp_path)
