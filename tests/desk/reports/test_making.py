"""What draws reports is loaded with the first one: a start waits for none of it."""

import subprocess
import sys

import pytest

from desk.reports.words import Words
from tests.desk.reports.test_files import REPORT

HEAVY = ("fpdf", "pygal", "openpyxl", "PIL", "fontTools")


@pytest.mark.slow
def test_the_desk_starts_without_it() -> None:
    check = f"import sys, desk.routes; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_a_chart_leaves_no_finder_of_its_library_behind() -> None:
    """Python 3.11 would warn of it at every import that fails, and warnings are errors here."""
    from desk.reports.as_charts import charts  # noqa: PLC0415  # what it loads is looked at

    assert charts(REPORT, Words("vi"))
    assert not [finder for finder in sys.meta_path if type(finder).__module__ == "pygal"]
