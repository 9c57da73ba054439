"""The two spellings of a message."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.restore import Restorer
from language.spelling import READ_CHARS, Spelling, in_full, spell, spellings

RESTORER = Restorer(["em không được ly hôn ở tòa nào", "chồng em"])


@pytest.mark.parametrize(
    "typed",
    ["Em không được ly hôn", "em khong duoc ly hon", "e ko đc ly hôn", "E KO DC LY HON\u200b"],
)
def test_however_she_types_it_the_spelling_is_one(typed: str) -> None:
    assert spell(typed, RESTORER) == Spelling("em không được ly hôn", "em khong duoc ly hon")


def test_hangul_is_taken_apart_in_the_folded_spelling_alone() -> None:
    written, folded = spell("이혼 Đơn", RESTORER)
    assert written == "이혼 đơn"
    assert folded == unicodedata.normalize("NFD", "이혼 don")
    assert len(folded) > len(written)


def test_short_forms_are_written_out_before_the_diacritics_are_put_back() -> None:
    assert in_full("Ck e") == "chồng em"
    assert in_full("CK E KO ĐC") == "chồng em không được"


def test_a_message_as_it_comes_back_when_she_types_it_bare_is_read_as_bare() -> None:
    assert spellings("em không được", RESTORER) == (spell("em khong duoc", RESTORER),)
    # What our texts do not have comes back without its marks.
    assert [each.written for each in spellings("em quỷnh", RESTORER)] == ["em quỷnh", "em quynh"]


def test_a_message_without_marks_has_one_spelling() -> None:
    assert spellings("hello, 안녕", RESTORER) == (spell("hello, 안녕", RESTORER),)


def test_no_more_is_read_than_a_long_story() -> None:
    assert len(in_full("z" * (READ_CHARS + 50))) == READ_CHARS


def test_an_empty_message_has_empty_spellings() -> None:
    assert spell(" \x00\u200b ", RESTORER) == Spelling("", "")


@given(st.text(st.characters()))
def test_whatever_is_typed_can_be_spelt(text: str) -> None:
    spell(text, RESTORER)
    spellings(text, RESTORER)
