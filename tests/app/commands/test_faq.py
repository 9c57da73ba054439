"""./osso faq: what an office worker types, and what she reads."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.cli import main
from counselling.faq import load
from counselling.faq.sheet import read_table, write_table

ROOT = Path(__file__).parents[3]
ENTRY = "legal/id-card"

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the office's files and data, in which the worker stands."""
    shutil.copytree(ROOT / "faq", tmp_path / "faq")
    monkeypatch.setenv("OSSO_FAQ_DIR", str(tmp_path / "faq"))
    monkeypatch.setenv("OSSO_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def osso(office: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def run(*words: str) -> tuple[int, str]:
        status = main(["faq", *words])
        told = capsys.readouterr()
        return status, told.out + told.err

    return run


def _change_title(sheet: Path, title: str) -> None:
    rows = [dict(row.cells) for row in read_table(sheet).rows]
    next(row for row in rows if row["id"] == ENTRY)["en.title"] = title
    write_table(sheet, rows)


def test_export_change_look_import_and_undo(office: Path, osso: Run) -> None:
    file = office / f"faq/{ENTRY}.md"
    before = file.read_bytes()
    assert osso("export", "set.xlsx")[0] == 0
    _change_title(office / "set.xlsx", "Your own card")

    status, told = osso("import", "set.xlsx", "--dry-run")
    assert status == 0
    assert f"{ENTRY}, row " in told
    assert "+ Your own card" in told
    assert file.read_bytes() == before

    status, told = osso("import", "set.xlsx")
    assert status == 0
    assert "1 files were written" in told
    assert b"Your own card" in file.read_bytes()

    assert osso("import", "--undo") == (0, f"As before the import: {ENTRY}.md\n")
    assert file.read_bytes() == before


def test_an_import_without_a_change_says_so(osso: Run) -> None:
    osso("export", "set.csv")
    status, told = osso("import", "set.csv")
    assert (status, told.splitlines()[-1]) == (0, "There is nothing to change.")


def test_a_wrong_sheet_changes_nothing_and_tells_every_row(office: Path, osso: Run) -> None:
    osso("export", "set.csv")
    rows = [{**row.cells, "review": "maybe"} for row in read_table(office / "set.csv").rows]
    write_table(office / "set.csv", rows)
    status, told = osso("import", "set.csv")
    assert status == 1
    assert told.count('review: "maybe" is not known here') == len(rows)
    assert told.endswith(f"Not in order: {len(rows)} to mend. Nothing was changed.\n")


def test_an_export_writes_over_nothing_unasked(office: Path, osso: Run) -> None:
    (office / "set.csv").write_text("mine")
    assert osso("export", "set.csv")[0] == 1
    assert (office / "set.csv").read_text() == "mine"
    assert osso("export", "set.csv", "--force")[0] == 0


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("export", "set.pdf"), "neither .xlsx nor .csv"),
        (("import", "nothing.xlsx"), "nothing.xlsx"),
        (("import", "--undo"), "there is no import to take back"),
    ],
)
def test_what_cannot_be_done_is_told(osso: Run, words: tuple[str, ...], told: str) -> None:
    status, said = osso(*words)
    assert status == 1
    assert told in said


@pytest.mark.slow
def test_check_tells_the_measured_confusions_where_asked(office: Path, osso: Run) -> None:
    row = {"entry": ENTRY, "language": "en", "taken_for": "legal/custody", "count": 6}
    text = (office / f"faq/{ENTRY}.md").read_text("utf-8")
    phrasing = text.split("## Questions")[1].strip().splitlines()[0].removeprefix("- ")
    fingerprint = load(office / "faq").fingerprint
    measured = {"fingerprint": fingerprint, "confusions": [{**row, "phrasing": phrasing}]}
    (office / "data/rasa").mkdir(parents=True)
    (office / "data/rasa/confusions.json").write_text(json.dumps(measured), "utf-8")
    status, told = osso("check", "--confusions")
    assert status == 0
    assert "are taken for legal/custody" in told
    assert "are taken for" not in osso("check")[1]


def test_confusions_without_what_measures_them_are_told_with_the_mend(
    office: Path, osso: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OSSO_RASA_PYTHON", str(office / "nowhere/python"))
    status, told = osso("check", "--confusions")
    assert status == 1
    assert "Rasa's environment is missing" in told
    assert "./osso setup" in told


def test_confusions_of_files_not_in_order_are_not_measured_but_the_problems_told(
    office: Path, osso: Run
) -> None:
    (office / f"faq/{ENTRY}.md").write_text("nothing")
    status, told = osso("check", "--confusions")
    assert status == 1
    assert f"{ENTRY}.md" in told
    assert "Measuring" not in told


def test_gaps_of_a_quiet_office_are_none(osso: Run) -> None:
    status, told = osso("gaps")
    assert status == 0
    assert told.startswith("0 questions without a good answer since ")


@pytest.mark.parametrize("written", ["yesterday", "0d", "30", "2026-13-01"])
def test_a_span_that_is_none_says_what_is_meant(
    osso: Run, written: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        osso("gaps", "--since", written)
    assert "30d, 12h or 2026-11-01" in capsys.readouterr().err
