"""A right editors' folder for every test to spoil."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from counselling.faq import limits, loading
from tests.counselling.faq.editors import EditorsFolder


@pytest.fixture(autouse=True, scope="module")
def small_entries() -> Iterator[None]:
    """Limits for entries small enough to be read in a test; test_faq_limits has the real ones."""
    loading._entry.cache_clear()  # what another test found by the real limits
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(limits, "FEWEST_PHRASINGS", {"vi": 8, "en": 4, "ko": 4})
        patch.setattr(limits, "FEWEST_SHORT_FORMS", 0)
        patch.setattr(limits, "ANSWER_WORDS", {"vi": (40, 220), "en": (40, 220), "ko": (25, 200)})
        yield
    loading._entry.cache_clear()


@pytest.fixture
def editors(tmp_path: Path) -> EditorsFolder:
    return EditorsFolder(tmp_path)
