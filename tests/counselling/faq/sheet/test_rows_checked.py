"""What is wrong in a sheet is told by row and column, all at once, and nothing is written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.counselling.faq.editors import ID_CARD
from tests.counselling.faq.sheet.conftest import Contents, Worker


@pytest.mark.parametrize(
    ("column", "text", "told"),
    [
        (
            "review",
            "checked",
            'row 2, review: "checked" is not known here. Use one of: draft, reviewed.',
        ),
        (
            "as_of",
            "today",
            'row 2, as_of: "today" is not a date. Write year-month-day, for example 2026-11-22.',
        ),
        (
            "related",
            "legal/pasport",
            'row 2, related: there is no entry "legal/pasport". Did you mean "legal/passport"?',
        ),
        (
            "en.questions",
            "one\ntwo\nthree",
            "row 2, English: Questions: only 3 questions; at least 4 are needed. Add 1 or more"
            ' lines beginning with "- ".',
        ),
        (
            "ko.title",
            "",
            "row 2, 한국어: 제목: the part is empty. Write the text beneath this heading.",
        ),
    ],
)
def test_a_wrong_cell_is_told_in_the_words_of_the_check(
    worker: Worker, column: str, text: str, told: str
) -> None:
    worker.write("legal/id-card", column, text)
    assert worker.problems() == [told]


def test_every_problem_is_told_at_once_by_row(worker: Worker) -> None:
    worker.write("legal/id-card", "review", "checked")
    worker.write("legal/passport", "as_of", "")
    worker.new_row("law/x", like="legal/id-card")
    assert [problem.split(":")[0] for problem in worker.problems()] == [
        "row 2, review",
        "row 3, as_of",
        "row 4, id",
    ]


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("lgal/card", '"lgal" is not a theme. Did you mean "legal"?'),
        ("legal/Căn cước", '"Căn cước" is no short name.'),
        ("legal/../../x", '"../../x" is no short name.'),
        ("card", '"card" is not a theme.'),
    ],
)
def test_a_new_rows_id_must_be_right(worker: Worker, entry: str, told: str) -> None:
    worker.new_row(entry, like="legal/id-card")
    (problem,) = worker.problems()
    assert problem.startswith(f"row 4, id: {told}")


def test_an_id_may_stand_only_once(worker: Worker) -> None:
    worker.rows["again"] = dict(worker.rows["legal/id-card"])
    assert worker.problems() == [
        'row 4, id: "legal/id-card" stands in row 2 already. Keep one of the rows.'
    ]


def test_a_changed_id_is_no_new_entry(worker: Worker) -> None:
    worker.write("legal/id-card", "id", "legal/identity-card")
    (problem,) = worker.problems()
    assert problem.startswith('row 2, id: there is no entry "legal/identity-card" any more.')


def test_a_text_that_would_be_read_as_a_heading_is_told(worker: Worker) -> None:
    answer = worker.rows["legal/id-card"]["en.answer"]
    worker.write("legal/id-card", "en.answer", f"{answer}\n\n## Next step\n\nGo.")
    assert worker.problems()


def test_an_invisible_sign_is_told_at_its_row(worker: Worker, tmp_path: Path) -> None:
    worker.file = tmp_path / "sheet.csv"  # a workbook cannot hold one
    worker.write("legal/id-card", "en.title", "A\x07card")
    (problem,) = worker.problems()
    assert problem.startswith("row 2: an invisible control sign (U+0007)")


def test_a_cell_nobody_touched_does_not_undo_what_the_file_says_since(worker: Worker) -> None:
    worker.save()
    worker.editors.replace(ID_CARD, "Getting an identity card", "Your identity card")
    worker.write("legal/id-card", "ko.title", "신분증")
    (change,) = worker.plan().changes
    assert b"Your identity card" in change.after
    assert [cell.column.key for cell in change.cells] == ["ko.title"]


def test_a_cell_changed_on_both_sides_is_told(worker: Worker) -> None:
    worker.editors.replace(ID_CARD, "Getting an identity card", "Your identity card")
    worker.write("legal/id-card", "en.title", "A card")
    assert worker.problems() == [
        "row 2, English: Title: this was changed in the sheet, and in the file since the export."
        " Export anew and make your change there."
    ]


def test_what_is_wrong_in_another_file_is_told_too(
    worker: Worker, contents: Callable[[], Contents]
) -> None:
    worker.editors.replace("legal/passport.md", "review: reviewed", "review: yes")
    worker.write("legal/id-card", "en.title", "A card")
    (problem,) = worker.problems()
    assert problem.startswith("faq/legal/passport.md:")


def test_a_sheet_may_mend_a_broken_file(worker: Worker) -> None:
    worker.editors.replace(ID_CARD, "review: draft", "review: drft")
    worker.write("legal/id-card", "mark", "")
    assert worker.problems() == []
    assert len(worker.plan().changes) == 1


@pytest.mark.parametrize("written", ["22/11/2026", "11/22/2026", "22.11.2026"])
def test_a_date_that_the_spreadsheet_turned_round_is_no_change(
    worker: Worker, written: str
) -> None:
    worker.write("legal/id-card", "as_of", written)
    assert worker.plan().changes == []


def test_a_date_that_may_be_either_of_two_is_told(worker: Worker) -> None:
    worker.write("legal/id-card", "as_of", "5/6/2026")
    (problem,) = worker.problems()
    assert '"5/6/2026" is not a date' in problem
