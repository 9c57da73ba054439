"""Writing out of teencode and abbreviations."""

import pytest

from language.lexicon import short_forms
from language.normalise import clean
from language.teencode import write_out


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("ck e ko đc về, lm sao j?", "chồng em không được về, làm sao gì?"),
        ("vk ck e ly thân r", "vợ chồng em ly thân rồi"),
        ("h e phai lm s", "giờ em phai làm sao"),
        ("Ck đánh e r", "Chồng đánh em rồi"),
        ("CK KO CHO VỀ", "CHỒNG KHÔNG CHO VỀ"),
        ("lm gks cho con ntn", "làm giấy khai sinh cho con như thế nào"),
        ("cmnd cua e mat r", "chứng minh nhân dân cua em mat rồi"),
    ],
)
def test_short_forms_are_written_out(short: str, full: str) -> None:
    assert write_out(short) == full


@pytest.mark.parametrize(
    "text",
    [
        "ly hon o dau",
        "my husband has a gun and hits me",
        "is it a month or a year",
        "visa E-9 va F-6",
        "vay 5 k",
        "viết cho ck@mail.vn",
        "https://k.vn/e",
        "남편이 e-9 비자",
        "",
    ],
)
def test_what_is_no_short_form_there_is_left_alone(text: str) -> None:
    assert write_out(text) == text


def test_every_row_of_the_table_is_clean_and_says_something_longer_or_other() -> None:
    always, in_vietnamese = short_forms()
    assert not always.keys() & in_vietnamese.keys()
    for short, full in {**always, **in_vietnamese}.items():
        assert short == clean(short).lower()
        assert full == clean(full)
        assert full.lower() != short


def test_a_written_out_text_stays_as_it_is() -> None:
    assert write_out("chồng em không được về") == "chồng em không được về"
