"""Cleaning and folding of texts."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.normalise import MAX_CHARS, MAX_MARKS, clean, fold

# Whatever a phone or an attacker may send, lone surrogates included.
ANY_TEXT = st.text(st.characters())


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("  Ly   hôn\n\n ở\tđâu  ", "Ly hôn ở đâu"),
        (unicodedata.normalize("NFD", "muốn ly hôn"), "muốn ly hôn"),
        ("t\u200bự\u200d t\ufeffử", "tự tử"),
        ("ly\x00 hôn\x07", "ly hôn"),
        ("\u202ely hôn\u2069", "ly hôn"),
        ("ly\u00adhôn", "lyhôn"),
        ("ly\u00a0hôn\u3000đi", "ly hôn đi"),
        ("ly \ud800hôn", "ly hôn"),
        ("죽고\u3164 싶어\u115f", "죽고 싶어"),
        ("ok 👍\ufe0f!", "ok 👍!"),
        ("", ""),
    ],
)
def test_only_what_can_be_read_is_left(written: str, cleaned: str) -> None:
    assert clean(written) == cleaned


def test_a_text_is_cut_at_the_cap() -> None:
    assert len(clean("a" * (MAX_CHARS + 1))) == MAX_CHARS
    assert clean("một hai ba", max_chars=8) == "một hai"


def test_a_heap_of_marks_on_one_letter_is_cut_down_before_it_costs_time() -> None:
    heap = "e" + "\u0316\u0300" * 50_000
    assert len(clean(heap)) <= 1 + MAX_MARKS


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Ly Hôn Ở ĐÂU", "ly hon o dau"),
        ("đường ĐƯỜNG ðường", "duong duong duong"),
        ("Ｌｙ ｈôｎ", "ly hon"),
        ("부산에서 이혼", "부산에서 이혼"),
        (unicodedata.normalize("NFD", "부산 chồng"), "부산 chong"),
        ("café Žluť", "cafe zlut"),
        ("F-6, 12.000đ", "f-6, 12.000d"),
    ],
)
def test_folding_leaves_plain_small_letters_and_whole_hangul(written: str, folded: str) -> None:
    assert fold(written) == folded


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANY_TEXT)
def test_folding_a_clean_text_twice_changes_nothing_more(text: str) -> None:
    folded = fold(clean(text))
    assert fold(folded) == folded
