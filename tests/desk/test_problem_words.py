"""Problems of the files in Vietnamese: filled in the same order, English where nothing fits."""

import re

import pytest

from counselling.faq import Problem
from desk.problem_words import FILE, HOLE, in_words, told
from desk.translations import LOCALE
from tests.the_set import FOLDER

ROOT = FOLDER.parent
ROWS = [
    line.split("\t")
    for line in (LOCALE / "vi" / FILE).read_text("utf-8").splitlines()
    if not line.startswith("#")
]
SOURCE = "".join(
    path.read_text("utf-8")
    for room in ("faq", "corner", "hours", "duty")
    for path in (ROOT / "counselling" / room).rglob("*.py")
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:40])
def test_a_row_has_two_sides_with_the_same_holes(row: list[str]) -> None:
    english, words = row
    assert english.count(HOLE) == words.count(HOLE)
    filled = english.replace(HOLE, "7")
    assert in_words(filled, "vi") == words.replace(HOLE, "7")


# Put together from pieces in the code.
COMPOSED = ("there is no hotline", "there is no partner agency", "only {} question")


@pytest.mark.parametrize(
    "row",
    [row for row in ROWS if not row[0].startswith(COMPOSED)],
    ids=lambda row: row[0][:40],
)
def test_a_row_translates_what_the_check_really_says(row: list[str]) -> None:
    """Its longest piece stands in the code, so that a reworded problem is noticed here."""
    longest = max(re.split(r"\{\}|\"|▢", row[0]), key=len).strip()
    assert longest in re.sub(r'"\s*\n\s*f?"', "", SOURCE.replace('\\"', '"'))


def test_what_is_not_translated_is_told_in_english() -> None:
    problem = Problem("faq/x", 1, "", "something new is wrong", "Shorten it.")
    assert told(problem, "vi").language == "en"
    assert told(problem, "vi").text == "something new is wrong. Shorten it."
    known = Problem("faq/x", 1, "", "the part is empty", "Shorten it.")
    assert told(known, "vi").text == "phần này còn trống. Hãy rút gọn."
    assert told(known, "en").text == "the part is empty. Shorten it."


def test_what_an_editor_wrote_comes_through_unchanged() -> None:
    assert in_words('there is no entry "a{}b\t<x>"', "vi") == 'không có mục "a{}b\t<x>"'
