"""Diacritics put back where she left them out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.normalise import fold
from language.restore import Restorer, looks_bare

LEARNT = [
    "em muốn ly hôn với chồng bên hàn",
    "thủ tục ly hôn cần giấy tờ gì",
    "ly hôn nộp đơn ở tòa nào",
    "chồng em đánh em",
    "em không ngủ được",
    "em bị đánh đau quá",
    "con em đi học ở trường nào",
    "giấy khai sinh của con",
    "em muốn học nghề nấu ăn",
    "mẹ chồng giữ hộ chiếu của em",
    "where is the office",
    "남편과 이혼하고 싶어요",
]
RESTORER = Restorer(LEARNT)
BARE_SYLLABLES = sorted({fold(word) for text in LEARNT[:-2] for word in text.split()})


@pytest.mark.parametrize(
    ("bare", "written"),
    [
        ("ly hon", "ly hôn"),
        ("em muon ly hon", "em muốn ly hôn"),
        ("thu tuc ly hon can giay to gi", "thủ tục ly hôn cần giấy tờ gì"),
        ("me chong giu ho chieu cua em", "mẹ chồng giữ hộ chiếu của em"),
    ],
)
def test_bare_vietnamese_comes_back_as_the_texts_have_it(bare: str, written: str) -> None:
    assert RESTORER.restore(bare) == written


@pytest.mark.parametrize(
    ("bare", "written"),
    [
        ("giay to", "giấy tờ"),
        ("em to cao chong", "em tố cáo chồng"),
        ("dau qua", "đau quá"),
        ("o dau", "ở đâu"),
    ],
)
def test_the_word_beside_it_decides_between_two_spellings_of_a_syllable(
    bare: str, written: str
) -> None:
    restorer = Restorer(["giấy tờ", "em tố cáo chồng", "đau quá", "ở đâu"])
    assert restorer.restore(bare) == written


@pytest.mark.parametrize(
    "text",
    [
        "em muốn ly hôn ở tòa nào",
        "i want to divorce my husband",
        "where do i file the papers",
        "남편과 이혼하고 싶어요",
        "남편 visa f-6",
        "",
        " ",
        "123, 456!",
    ],
)
def test_what_is_written_out_or_in_another_language_stays_as_it_is(text: str) -> None:
    assert RESTORER.restore(text) == text


def test_a_syllable_she_marked_is_hers() -> None:
    assert RESTORER.restore("muon ly hon voi chòng") == "muốn ly hôn với chòng"


def test_korean_and_bare_vietnamese_in_one_message_are_kept_apart() -> None:
    assert RESTORER.restore("남편이랑 ly hon o toa nao 요?") == "남편이랑 ly hôn ở tòa nào 요?"


def test_punctuation_digits_and_spaces_stay() -> None:
    assert RESTORER.restore("ly hon,  2 con (5 tuoi): o toa nao?!") == (
        "ly hôn,  2 con (5 tuoi): ở tòa nào?!"
    )


def test_a_typing_slip_is_mended_before_the_diacritics_are_put_back() -> None:
    assert RESTORER.restore("em hkong ngu duoc") == "em không ngủ được"
    assert RESTORER.restore("thu tuc lyhon") == "thủ tục ly hôn"


def test_pairs_typed_as_one_are_counted_over_all_their_spellings() -> None:
    # "ba naq" is seen three times, each time spelt otherwise; "ban aq" twice.
    restorer = Restorer(["bà naq", "bá naq", "bả naq", "bạn aq", "bạn aq"])
    assert fold(restorer.restore("em muon banaq")) == "em muon ba naq"


def test_a_message_of_one_word_over_and_over_is_done_with() -> None:
    assert RESTORER.restore(" ".join(["hon"] * 150)).split() == ["hôn"] * 150


def test_nothing_learnt_changes_nothing() -> None:
    assert Restorer(()).restore("em muon ly hon") == "em muon ly hon"


def test_a_text_counts_as_bare_until_two_fifths_of_its_syllables_carry_a_mark() -> None:
    def bare(text: str) -> bool:
        return looks_bare(text.split(), text.split())

    assert bare("ly hôn o dau")
    assert not bare("ly hôn ở dau vay")
    assert not bare("where is the office")


def test_diacritics_of_a_short_form_written_out_are_not_hers() -> None:
    written_out = "em không được ly hon"
    assert RESTORER.restore(written_out) == written_out
    assert RESTORER.restore(written_out, "e ko dc ly hon") == "em không được ly hôn"
    assert RESTORER.restore("không được hôn to", "ko dc hôn to") == "không được hôn to"


@given(st.lists(st.sampled_from(BARE_SYLLABLES)).map(" ".join))
def test_only_diacritics_are_added_to_syllables_it_knows(text: str) -> None:
    assert fold(RESTORER.restore(text)) == text


@given(st.text(st.characters(), max_size=300))
def test_no_text_makes_it_fail(text: str) -> None:
    RESTORER.restore(text)


@given(st.text(st.sampled_from("aeiouyđtnhcgmlbéồư .,?1\n가나"), max_size=120))
def test_signs_digits_and_hangul_stay_whatever_stands_around_them(text: str) -> None:
    def signs(of: str) -> str:
        return "".join(sign for sign in of if not sign.isalpha() and sign != " ")

    assert signs(RESTORER.restore(text)) == signs(text)
