"""A text's groups as numbers."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.grams import BITS, grams


def likeness(one: str, other: str) -> float:
    first, second = grams(one), grams(other)
    return sum(value * second.get(number, 0) for number, value in first.items())


def test_a_text_is_like_itself_and_less_like_others() -> None:
    assert likeness("em muốn về nhà", "em muốn về nhà") == pytest.approx(1, abs=0.01)
    near, far = (
        likeness("em muốn về nhà", "em muon ve nha"),
        likeness("em muốn về nhà", "비자 연장"),
    )
    assert 0.9 > near > 0.3 > far


def test_the_order_of_words_counts() -> None:
    assert likeness("he hit me", "me hit he") < 0.95


def test_endings_do_not_hide_a_korean_word() -> None:
    assert likeness("때렸어요", "때리고") > 3 * likeness("때렸어요", "비자는")


def test_nothing_has_no_groups() -> None:
    assert grams("") == grams(" ?! ") == {}


@given(st.text())
def test_whatever_is_written_has_a_length_of_one_at_most(text: str) -> None:
    found = grams(text.lower())
    assert all(0 <= number < 1 << BITS for number in found)
    assert sqrt(sum(value * value for value in found.values())) < 1.2  # two on one number add up
