"""An import can be taken back, unless somebody went on working since."""

from collections.abc import Callable
from pathlib import Path

import pytest

from counselling.faq.sheet import NothingToUndo, SheetProblems, carry_out, undo
from tests.counselling.faq.editors import ID_CARD
from tests.counselling.faq.sheet.conftest import Contents, Worker


@pytest.fixture
def copies(tmp_path: Path) -> Path:
    return tmp_path / "copies"


def _import(worker: Worker, copies: Path) -> None:
    worker.write("legal/id-card", "en.title", "A card")
    worker.new_row("legal/new-card", like="legal/passport")
    carry_out(worker.plan().changes, worker.editors.root, copies)


def test_an_import_taken_back_leaves_every_file_as_it_was(
    worker: Worker, copies: Path, contents: Callable[[], Contents]
) -> None:
    before = contents()
    _import(worker, copies)
    assert contents() != before
    assert undo(worker.editors.root, copies) == [ID_CARD, "legal/new-card.md"]
    assert contents() == before


def test_it_is_taken_back_only_once(worker: Worker, copies: Path) -> None:
    _import(worker, copies)
    undo(worker.editors.root, copies)
    with pytest.raises(NothingToUndo, match="no import"):
        undo(worker.editors.root, copies)


def test_imports_are_taken_back_one_by_one_from_the_last(
    worker: Worker, copies: Path, contents: Callable[[], Contents]
) -> None:
    before = contents()
    for title in ("One", "Two"):
        again = Worker(worker.editors, worker.file)
        again.write("legal/id-card", "en.title", title)
        carry_out(again.plan().changes, worker.editors.root, copies)
    undo(worker.editors.root, copies)
    assert worker.editors.load().entries["legal/id-card"].texts["en"].title == "One"
    undo(worker.editors.root, copies)
    assert contents() == before


def test_what_was_changed_since_is_not_lost(
    worker: Worker, copies: Path, contents: Callable[[], Contents]
) -> None:
    _import(worker, copies)
    worker.editors.replace(ID_CARD, "A card", "My card")
    now = contents()
    with pytest.raises(NothingToUndo, match=r"changed since the import: legal/id-card\.md"):
        undo(worker.editors.root, copies)
    assert contents() == now


def test_a_file_saved_while_the_sheet_was_looked_at_is_not_written_over(
    worker: Worker, copies: Path, contents: Callable[[], Contents]
) -> None:
    worker.write("legal/id-card", "en.title", "A card")
    plan = worker.plan()
    worker.editors.replace(ID_CARD, "Getting an", "Having an")
    now = contents()
    with pytest.raises(SheetProblems, match="changed just now"):
        carry_out(plan.changes, worker.editors.root, copies)
    assert contents() == now
