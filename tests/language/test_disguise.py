"""Words hidden behind letters and digits that look like theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.disguise import undisguised


@pytest.mark.parametrize(
    ("hidden", "plain"),
    [
        ("em muốn ch3t", "em muốn chet"),
        ("chồng đ4nh em", "chồng đanh em"),
        ("I want to k1ll mys3lf", "I want to kill myself"),
        ("I wаnt tо diе", "I want to die"),  # three Cyrillic letters
        ("𝐦𝐮𝐨𝐧 𝐜𝐡𝐞𝐭", "muon chet"),
        ("ⓜⓤⓞⓝ ⓒⓗⓔⓣ", "muon chet"),
        ("🅲🅷🅴🆃", "chet"),
    ],
)
def test_letters_that_look_like_others_are_written_as_those(hidden: str, plain: str) -> None:
    assert undisguised(hidden) == plain


@pytest.mark.parametrize(
    "text",
    ["visa F6, E9 và D10", "7h30 sáng 20/10", "2 con 3tr5", "covid19", "남편이 ㅠㅠ 죽고 싶어요"],
)
def test_what_is_written_plainly_stays(text: str) -> None:
    assert undisguised(text) == text


@given(st.text())
def test_no_text_becomes_empty(text: str) -> None:
    assert bool(undisguised(text)) == bool(text)
