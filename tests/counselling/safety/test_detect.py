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


@pytest.mark.parametrize(
    "text",
    [
        "mệt muốn chết luôn chị ơi",
        "doi muon chet",
        "buồn cười muốn chết",
        "em không muốn sống ở đây nữa",
        "không muốn sống với mẹ chồng",
        "chồng em chết năm ngoái",
        "chị cứ từ từ trả lời",
        "chi cu tu tu tra loi",
        "em bị đánh giá thấp ở chỗ làm",
        "chồng em đánh bài thua hết tiền",
        "chồng em làm nghề đánh bắt cá",
        "mẹ em nghiên cứu với thầy",
        "bán con lợn được bao nhiêu",
        "giết con gà cúng giỗ",
        "con em cầm hộ chiếu Hàn",
        "chung minh thu ho chieu het han",
        "em cần tư vấn ly hôn",
        "em can tu van ly hon",
        "lương bị giảm",
        "luong bi giam",
        "em di dao voi con",
        "I don't want to live with him anymore",
        "hit me up later",
        "맞아요",
        "배고파 죽겠다",
        "혼자살아요",
        "혼자 살아요",
        "저한테 맞아요",
        "애 때문에 걱정이에요",
        "회사 때려치우고 싶어요",
        "한국에서 살기 싫어요",
        "아이 혼자 키워요",
        "사유서를 써야 하나요",
        "같이 하자해서 왔어요",
        "làm giấy khai sinh cho con ở đâu",
        "can giay to gi de ly hon",
        "",
        "   ",
        "👍",
    ],
)
def test_what_only_sounds_like_danger_is_quiet(text: str) -> None:
    assert DETECTOR.see(text) == NO_DANGER


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("bố dượng có nhận con được không", "child-danger"),
        ("việc nhẹ lương cao bên Campuchia có thật không", "trafficking"),
        ("anh ấy đấm vào tường", "violence"),
        ("chồng giữ hộ chiếu của em", "trafficking"),
        ("he has a gun", "violence"),
        ("my stepfather lives with us", "child-danger"),
        ("they gave me no pay", "trafficking"),
        ("he quit hitting", "violence"),
        ("새아빠가 있어요", "child-danger"),
        ("đau bụng đau muốn chết", "suicide"),
        ("bạo lực gia đình là gì", "violence"),
    ],
)
def test_words_that_are_no_danger_by_themselves_are_amber(text: str, category: str) -> None:
    seen = DETECTOR.see(text)
    assert (seen.level, seen.category) == ("amber", category)


@pytest.mark.parametrize(
    "text",
    [
        "mệt muốn chết, mà em muốn chết thật",
        "đói muốn chết. chồng em đánh em",
        "chị cứ từ từ, em tự tử đây",
        "한국에서 살기 싫어요 죽고 싶어요",
        "i don't want to live with him, i want to die",
    ],
)
def test_an_idiom_does_not_silence_danger_elsewhere_in_the_text(text: str) -> None:
    assert DETECTOR.see(text).level == "red"


def test_an_idiom_that_only_touches_the_front_lowers_red_to_amber() -> None:
    seen = DETECTOR.see("mệt muốn chết đi cho rồi")
    assert (seen.level, seen.phrases) == ("amber", ("chết đi cho rồi",))


def test_an_idiom_in_doubt_lowers_but_does_not_silence() -> None:
    assert DETECTOR.see("em bi danh gia dinh khong biet").level == "amber"


def test_the_longer_phrase_wins_over_the_shorter_inside_it() -> None:
    seen = DETECTOR.see("nó dọa tao: mày chán sống à")
    assert (seen.category, seen.phrases) == ("violence", ("mày chán sống",))
    assert DETECTOR.see("he locked me out").level == "amber"


def test_a_gap_takes_three_words_and_no_more() -> None:
    assert DETECTOR.see("chồng em hay say đánh").level == "red"
    assert DETECTOR.see("chồng một hai ba bốn đánh").level == "none"


def test_the_highest_level_decides_and_then_the_order_of_categories() -> None:
    assert DETECTOR.see("he has a gun and i was sold").category == "trafficking"
    assert DETECTOR.see("he hits me and i was sold").category == "trafficking"
    assert DETECTOR.see("chồng đánh em, đánh con em").category == "child-danger"
    assert DETECTOR.see("he hits me, i want to die").category == "suicide"


def test_all_phrases_seen_are_named_once_in_their_order() -> None:
    seen = DETECTOR.see("chồng đánh em, đánh em hoài, em muốn chết")
    assert seen.phrases == ("chồng * đánh", "đánh em", "muốn chết")


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
