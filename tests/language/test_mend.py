"""Typing slips in bare Vietnamese."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.lexicon import english_words, is_syllable
from language.mend import Speller

KNOWN = {"khong": 9, "ly": 5, "hon": 5, "chong": 7, "duoc": 8, "dong": 2, "nghi": 3, "nghe": 3}
PAIRS = {("ly", "hon"): 5, ("khong", "duoc"): 3, ("kho", "an"): 2, ("ly", "hong"): 1}
SPELLER = Speller(KNOWN, PAIRS)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hkong", "khong"),  # two letters changed places
        ("khog", "khong"),  # one is missing
        ("khhong", "khong"),  # one too many
        ("khonj", "khong"),  # a wrong one
        ("cchong", "chong"),
    ],
)
def test_a_slip_of_one_letter_is_mended(typed: str, meant: str) -> None:
    assert SPELLER.mend(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("lyhon", "ly hon"), ("khongduoc", "khong duoc"), ("lyhôn", "ly hon")],
)
def test_two_syllables_typed_as_one_are_set_apart(typed: str, meant: str) -> None:
    assert SPELLER.mend(typed) == meant


def test_of_two_ways_to_set_them_apart_the_one_more_often_seen_is_taken() -> None:
    speller = Speller({}, {("ban", "ga"): 1, ("bang", "a"): 4})
    assert speller.mend("banga") == "bang a"


def test_of_two_known_syllables_the_more_frequent_is_taken() -> None:
    assert Speller({"khong": 9, "khung": 2}, {}).mend("khwng") == "khong"
    assert Speller({"khong": 2, "khung": 9}, {}).mend("khwng") == "khung"


def test_of_two_syllables_as_frequent_it_is_always_the_same_one() -> None:
    # The order of a set differs from process to process, and so would the syllable.
    assert SPELLER.mend("nghw") == "nghi"


@pytest.mark.parametrize(
    "word",
    [
        "khong",  # known
        "chồng",  # known, written out
        "trong",  # a true syllable, if an unknown one
        "husband",
        "the",
        "hq",  # too short to tell
        "khongduockhongduoc",  # too long
        "visa9",
        "chờngz",  # she wrote diacritics: hers
        "zzzqqq",  # like nothing
        "",
    ],
)
def test_what_may_be_right_stays(word: str) -> None:
    assert SPELLER.mend(word) == word


def test_a_true_syllable_is_not_set_apart_even_if_it_could_be() -> None:
    assert is_syllable("khoan")
    assert ("kho", "an") in PAIRS
    assert SPELLER.mend("khoan") == "khoan"


def test_english_words_stay_though_a_known_syllable_is_near() -> None:
    assert "money" in english_words()
    assert Speller({"mone": 5}, {("mo", "ney"): 5}).mend("money") == "money"


@given(st.text())
def test_no_word_makes_it_fail(word: str) -> None:
    SPELLER.mend(word)
