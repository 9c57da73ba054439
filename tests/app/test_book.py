"""The files in use, exchanged only for files that are in order."""

from pathlib import Path

import pytest

from app.book import Book
from counselling.faq import FaqProblems
from tests.app.an_office_folder import ENTRY, OTHER, OfficeFolder

EMPTY_PHRASE = "suicide\tvi\t \tred\tsame\t\n"


@pytest.fixture
def office(tmp_path: Path) -> OfficeFolder:
    return OfficeFolder(tmp_path)


def test_a_read_again_serves_the_new_answers(office: OfficeFolder) -> None:
    book = Book(office.path)
    office.answers("Từ hôm nay làm tại xã.")
    book.read_again(office.path)
    assert "Từ hôm nay làm tại xã." in book.faq().answer_text(ENTRY, "vi")


def test_with_a_problem_the_set_in_use_stays(office: OfficeFolder) -> None:
    book = Book(office.path)
    office.answers("Từ hôm nay làm tại xã.")
    office.breaks()
    before = book.faq(), book.detector()
    with pytest.raises(FaqProblems):
        book.read_again(office.path)
    assert (book.faq(), book.detector()) == before


def test_problems_of_entries_and_of_danger_phrases_are_told_together(
    office: OfficeFolder,
) -> None:
    office.breaks()
    with (office.path / "danger/phrases.tsv").open("a", encoding="utf-8") as phrases:
        phrases.write(EMPTY_PHRASE)
    with pytest.raises(FaqProblems) as raised:
        Book(office.path)
    files = {problem.file for problem in raised.value.problems}
    assert files >= {f"faq/{ENTRY}.md", "faq/danger/phrases.tsv"}


def test_only_reviewed_entries_are_served_but_all_are_learnt(office: OfficeFolder) -> None:
    text = office.text(OTHER)
    office.save(text.replace("review: draft", "review: reviewed", 1), OTHER)
    office.save(office.text().replace("review: reviewed", "review: draft", 1))
    book = Book(office.path, only_reviewed=True)
    assert set(book.faq().entries) == {OTHER}
    assert set(book.whole().entries) == {ENTRY, OTHER}
