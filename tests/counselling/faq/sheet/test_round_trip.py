"""Out and back: nothing is lost, and a changed cell changes its own part of its own file."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counselling.faq.loading import read_folder
from counselling.faq.sheet.columns import BY_KEY, CONTENT
from counselling.faq.sheet.rewriting import rewritten
from counselling.faq.sheet.rows import cells_of, settled
from counselling.faq.sheet.undo import carry_out
from tests.counselling.faq.editors import ID_CARD, SAMPLE, TODAY, EditorsFolder
from tests.counselling.faq.sheet.conftest import Contents, Worker


def _import(worker: Worker) -> None:
    plan = worker.plan()
    assert [str(problem) for problem in plan.problems] == []
    carry_out(plan.changes, worker.editors.root, worker.file.parent / "copies")


def test_a_sheet_without_a_change_changes_nothing(worker: Worker) -> None:
    plan = worker.plan()
    assert (plan.changes, plan.problems, plan.unchanged) == ([], [], 2)


def test_nor_does_one_whose_mark_was_lost(worker: Worker) -> None:
    for row in worker.rows.values():
        row["mark"] = ""
    plan = worker.plan()
    assert (plan.changes, plan.problems) == ([], [])


@pytest.mark.parametrize(
    ("column", "text", "old", "new"),
    [
        ("as_of", "2026-11-23", "as_of: 2026-11-22", "as_of: 2026-11-23"),
        ("review", "reviewed", "review: draft", "review: reviewed"),
        ("related", "", "related: [legal/passport]", "related: []"),
        ("partners", "", "partners: [commune-committee]", "partners: []"),
        ("hotlines", "police\nlegal-aid", "[legal-aid]", "[police, legal-aid]"),
        (
            "sources",
            "Luật Căn cước 26/2023/QH15, Điều 19\nBáo: số 5",
            '- "Công an xã: hỏi trực tiếp"',
            "- 'Báo: số 5'",
        ),
        ("en.title", "An identity card", "\nGetting an identity card\n", "\nAn identity card\n"),
        (
            "ko.next_step",
            "오늘 옛 서류를 찾으세요.\n모아 두세요.",
            "오늘은 옛 서류를 찾아 한곳에 두세요.",
            "오늘 옛 서류를 찾으세요.\n모아 두세요.",
        ),
    ],
)
def test_a_changed_cell_changes_only_its_part(
    worker: Worker, contents: Callable[[], Contents], column: str, text: str, old: str, new: str
) -> None:
    before = contents()
    worker.write("legal/id-card", column, text)
    _import(worker)
    expected = before[ID_CARD].decode().replace(old, new, 1).encode()
    assert contents() == {**before, ID_CARD: expected}
    assert expected != before[ID_CARD]


def test_questions_are_written_one_a_line(worker: Worker) -> None:
    asked = worker.rows["legal/id-card"]["en.questions"]
    worker.write("legal/id-card", "en.questions", f"{asked}\n\n- What   does a card cost?\n")
    _import(worker)
    text = worker.editors.text(ID_CARD)
    assert "- Can my child get an identity card?\n- What does a card cost?\n\n## Answer" in text


def test_what_the_editors_program_did_to_a_file_stays(
    editors: EditorsFolder, file: object, contents: Callable[[], Contents], tmp_path: object
) -> None:
    right = editors.text(ID_CARD)
    windows = unicodedata.normalize("NFD", right).replace("\n", "\r\n").rstrip()
    editors.write(ID_CARD, b"\xef\xbb\xbf" + windows.encode())
    worker = Worker(editors, editors.root.parent / "sheet.xlsx")
    before = contents()[ID_CARD]
    worker.write("legal/id-card", "en.title", "Cards")
    _import(worker)
    assert contents()[ID_CARD] == before.replace(b"Getting an identity card", b"Cards")


@pytest.mark.parametrize(
    "text", ["=1+1", "+84 9", "-5", "@home", "'quoted", "'=x", "0123", "1e5", "a\n\nb", "TRUE"]
)
def test_a_text_comes_back_as_it_was_whatever_a_spreadsheet_might_think_of_it(
    worker: Worker, text: str
) -> None:
    worker.write("legal/id-card", "en.next_step", text)
    (change,) = worker.plan().changes
    assert [(cell.column.key, cell.wanted) for cell in change.cells] == [("en.next_step", text)]


def test_a_new_row_is_a_new_entry(worker: Worker) -> None:
    worker.new_row("legal/new-card", like="legal/id-card")
    for language in ("vi", "en", "ko"):
        key = f"{language}.questions"
        asked = worker.rows["legal/new-card"][key].split("\n")
        worker.write("legal/new-card", key, "\n".join(f"{one} mới" for one in asked))
    _import(worker)
    entry = worker.editors.load().entries["legal/new-card"]
    assert entry.sources == ("Luật Căn cước 26/2023/QH15, Điều 19", "Công an xã: hỏi trực tiếp")
    assert entry.texts["en"].title == "Getting an identity card"
    assert worker.editors.text("legal/new-card.md").startswith("---\nas_of: 2026-11-22\nreview: ")


def test_a_deleted_row_deletes_nothing_and_is_told(worker: Worker) -> None:
    del worker.rows["legal/id-card"]
    plan = worker.plan()
    assert (plan.changes, plan.problems) == ([], [])
    assert plan.without_row == ("legal/id-card",)


TEXTS = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]) | st.just("\n"), min_size=1
)
COLUMN = st.sampled_from([column for column in CONTENT if column.kind in ("list", "text")])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(column=COLUMN, text=TEXTS, file=st.sampled_from(["id-card.md", "passport.md"]))
def test_any_text_is_written_so_that_the_other_parts_read_as_before(
    tmp_path_factory: pytest.TempPathFactory, column: object, text: str, file: str
) -> None:
    assert column in BY_KEY.values()
    cell = settled(column, text)  # type: ignore[arg-type]
    if not cell:
        return
    folder = EditorsFolder(tmp_path_factory.mktemp("any"))
    entry = f"legal/{file.removesuffix('.md')}"
    before = cells_of(read_folder(SAMPLE, today=TODAY).drafts[entry])
    data = rewritten((SAMPLE / "legal" / file).read_bytes(), {column: cell})  # type: ignore[dict-item]
    folder.write(f"legal/{file}", data)
    reading = read_folder(folder.root, today=TODAY)
    after = cells_of(reading.drafts[entry])
    key = column.key  # type: ignore[attr-defined]
    if settled(BY_KEY[key], after[key]) == cell:
        assert {**after, key: ""} == {**before, key: ""}
