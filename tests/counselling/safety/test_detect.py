"""What danger is seen in what she writes: forms of writing, doubts and traps."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counselling.safety.detect import NO_DANGER, DangerDetector
from counselling.safety.phrases import load
from language.normalise import clean, fold

DETECTOR = DangerDetector(load(Path(__file__).parents[3] / "faq/danger/phrases.tsv"))

RED = [
    ("suicide", "Em không muốn sống nữa"),
    ("suicide", "chán quá chỉ muốn chết thôi"),
    ("suicide", "chắc em tự tử quá chị ơi"),
    ("suicide", "I want to die"),
    ("suicide", "i don’t want to live anymore"),
    ("suicide", "정말 죽고 싶어요"),
    ("violence", "chồng em đang đánh em"),
    ("violence", "cứu tôi, anh ta dọa giết tôi"),
    ("violence", "my husband beats me every night"),
    ("violence", "남편이 저를 때려요"),
    ("child-danger", "bố nó đánh con tôi chảy máu"),
    ("child-danger", "he locked my child in the bathroom"),
    ("child-danger", "애 아빠가 아이를 때려요"),
    ("trafficking", "em bị lừa bán qua Campuchia"),
    ("trafficking", "họ không cho ra ngoài, ép tiếp khách"),
    ("trafficking", "I was sold to a man"),
    ("trafficking", "여권을 뺏고 감금했어요"),
]

# Ways to type the same thing that change nothing.
FORMS: dict[str, Callable[[str], str]] = {
    "as it is": lambda text: text,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "in capitals": lambda text: text.upper(),
    "with zero-width signs": "\u200b".join,
    "with soft hyphens": "\u00ad".join,
    "on several lines": lambda text: text.replace(" ", " \n\t"),
    "with dots and hearts": lambda text: "..." + text.replace(" ", "... 💔 ") + "!!!",
    "at the end of a long story": lambda text: "chị ơi em kể chuyện nhà em " * 400 + text,
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("category", "text"), RED)
def test_plain_danger_is_red_however_it_is_typed(category: str, text: str, form: str) -> None:
    seen = DETECTOR.see(FORMS[form](text))
    assert (seen.level, seen.category) == ("red", category)


@pytest.mark.parametrize(
    ("category", "text"),
    [
        ("suicide", "em khong muon song nua"),
        ("suicide", "EM MUON CHET"),
        ("suicide", "em muon tu tu"),
        ("violence", "chong em danh em hoai"),
        ("violence", "em bi chong danh"),
        ("child-danger", "no danh con toi"),
        ("trafficking", "em bi lua ban"),
    ],
)
def test_danger_without_diacritics_is_red_where_it_can_mean_nothing_else(
    category: str, text: str
) -> None:
    seen = DETECTOR.see(text)
    assert (seen.level, seen.category) == ("red", category)


@pytest.mark.parametrize(
    ("category", "text"),
    [
        ("suicide", "e k mún sống nữa"),
        ("suicide", "e ko mun song nua"),
        ("suicide", "chan song r"),
        ("violence", "ck đánh e"),
        ("violence", "ck danh e quai"),
        ("trafficking", "chu ko cho ra ngoai"),
    ],
)
def test_teencode_is_understood(category: str, text: str) -> None:
    seen = DETECTOR.see(text)
    assert (seen.level, seen.category) == ("red", category)


@pytest.mark.parametrize(
    "text",
    [
        "t ự t ử",
        "t.ự t.ử",
        "t-ự-t-ử",
        "em muốn c h ế t",
        "m u o n c h e t",
        "k m u o n s o n g n u a",
        "muốn chếttttt",
        "muốnnn chếtttt",
        "ｍｕốｎ ｃｈếｔ",
        "죽 고 싶 어",
        "죽고싶어",
        "죽고   싶어",
    ],
)
def test_letters_apart_or_held_down_do_not_hide_it(text: str) -> None:
    seen = DETECTOR.see(text)
    assert (seen.level, seen.category) == ("red", "suicide")


def test_a_cry_for_help_is_heard_and_an_ex_husband_is_not_one() -> None:
    assert DETECTOR.see("cứuuuuu em với").level == "red"
    assert DETECTOR.see("cuuuuu em voi").level == "red"
    assert DETECTOR.see("chong cu em o voi me").level == "none"


def test_short_forms_in_a_row_are_not_taken_for_letters_apart() -> None:
    assert DETECTOR.see("e k o vn nx") == NO_DANGER


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("tự tử", "red"),
        ("tu tu", "amber"),
        ("từ từ", "none"),
        ("tự tu", "amber"),
        ("muốn chet", "red"),
        ("mướn chết", "none"),
        ("tự vẫn", "red"),
        ("tu van", "none"),
        ("tư vấn", "none"),
        ("bán thận", "red"),
        ("bản thân", "none"),
        ("ban than", "none"),
        ("dí dao", "red"),
        ("di dao", "none"),
        ("đanh em", "red"),
        ("dành em", "none"),
        ("doạ giết", "red"),
        ("dọa giết", "red"),
    ],
)
def test_marks_may_be_missing_but_never_different(text: str, level: str) -> None:
    assert DETECTOR.see(text).level == level


@given(st.text(st.characters()))
def test_any_text_is_read_without_an_error_and_ordinary_signs_alone_are_no_danger(
    text: str,
) -> None:
    seen = DETECTOR.see(text)
    assert (seen.level == "none") == (seen.category is None) == (not seen.phrases)


@given(
    st.lists(st.sampled_from(["muốn", "chết", "mệt", "đánh", "chồng", "con", "죽고", "tu", "*"]))
)
def test_cleaning_and_capitals_never_change_what_is_seen(words: list[str]) -> None:
    text = " ".join(words)
    assert DETECTOR.see(clean(text).upper()) == DETECTOR.see(text)
    assert DETECTOR.see(fold(text)).level in ("none", "amber", "red")
