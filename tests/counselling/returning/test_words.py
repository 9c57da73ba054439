"""Code words: hers however she types them, and never stored as text."""

import pytest
from argon2 import PasswordHasher
from hypothesis import given
from hypothesis import strategies as st

from counselling.returning.words import BadWord, WordKeeper, can_be_a_word, one_form
from tests.counselling.cast import QUICK


@pytest.mark.parametrize(
    ("set_as", "typed"),
    [
        ("Hoa Sen", "hoa sen"),
        ("hoa sen", "HOA  SEN "),
        ("Đà Nẵng", "da nang"),
        ("Hòa", "hoà"),
        ("하늘", "하늘"),
        ("Straße", "STRASSE"),
    ],
)
async def test_case_marks_and_spaces_do_not_make_another_word(set_as: str, typed: str) -> None:
    words = WordKeeper(QUICK)
    assert await words.fits(await words.hash(set_as), typed)


async def test_another_word_does_not_fit_and_neither_does_any_without_one() -> None:
    words = WordKeeper(QUICK)
    assert not await words.fits(await words.hash("hoa sen"), "hoa hồng")
    assert not await words.fits(None, "nobody's word")


@pytest.mark.parametrize("word", ["", " ", "a", "x" * 33, "\u200b\u200b"])
async def test_what_is_too_short_or_too_long_is_refused(word: str) -> None:
    with pytest.raises(BadWord):
        await WordKeeper(QUICK).hash(word)


async def test_what_is_stored_is_argon2id() -> None:
    assert (await WordKeeper(PasswordHasher()).hash("hoa sen")).startswith("$argon2id$")


@given(st.text())
def test_whatever_is_typed_is_a_word_or_not(typed: str) -> None:
    plain = one_form(typed)
    assert plain == plain.strip()
    assert not can_be_a_word(typed) or len(plain) >= 2
