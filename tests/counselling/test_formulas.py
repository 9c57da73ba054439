"""No cell of a CSV that we write can run in the spreadsheet that opens it."""

import csv
from pathlib import Path

import pytest

from counselling.faq.sheet import csv_file
from counselling.formulas import guarded

EVIL = [
    *("=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠SUM(A1)"),
    *("  =1+1", "\u00a0=1", "\u3000@x", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x";"y")'),
]


@pytest.mark.parametrize("evil", EVIL)
def test_whatever_a_spreadsheet_would_run_becomes_text(evil: str) -> None:
    assert guarded(evil) == f"'{evil}"


@pytest.mark.parametrize("harmless", ["", "chị Lan", "a=1", "0912-345", "  a", "(=1)", "'quoted'"])
def test_all_else_stays_as_it_is(harmless: str) -> None:
    assert guarded(harmless) == harmless


def test_in_the_editors_sheet_every_cell_is_guarded_and_comes_back_as_it_was(
    tmp_path: Path,
) -> None:
    texts = [*EVIL, "'", "''", "'=1", "'quoted'", "' =1", "a", ""]
    file = tmp_path / "faq.csv"
    csv_file.write(file, [["id", text] for text in texts])
    with file.open(encoding="utf-8-sig", newline="") as written:
        assert all(row[1] == guarded(row[1]) for row in csv.reader(written))
    assert [cells[1] for _, cells in csv_file.read(file)] == texts
