"""What a number or a label in her words means, as a table."""

from datetime import UTC, datetime

import pytest

from counselling import numbered
from counselling.conversations import Choice, Message, Sender

WAYS = (
    Choice("faq:legal/divorce", "Ly hôn ở đâu?"),
    Choice("person", "Gặp tư vấn viên"),
    Choice("none", "없어요"),
)
NUMBER_TWO = (
    "2", "2.", " 2) ", "(2)", "#2", "2!", "２", "2️⃣", "②",
    "số 2", "so 2", "Số 2 ạ", "câu 2", "chọn 2", "tôi chọn số 2", "dạ 2", "em chọn 2 nhé", "mục 2",
    "lựa chọn 2 ạ", "số hai", "câu hai", "2 cảm ơn",
    "number 2", "No. 2", "number two", "option 2", "I choose 2", "2 please", "the second one",
    "2번", "2 번", "2번이요", "2번으로 할게요", "2요", "저는 2번", "번호 2", "두 번째", "2번째",
)  # fmt: skip
SOMETHING_ELSE = (
    "2 tuổi", "2 con", "em 2", "con 2", "thứ 2", "tháng 2", "ngày 2", "lần 2", "2 lần", "2h",
    "2 triệu", "2a", "2/9", "2,5", "1-2", "-2", "+2", "2?", "2 3", "hai", "0", "00", "no 2",
    "113", "1900", "0912345678", "2 children", "second", "2 years", "2살", "2명", "이번", "둘째",
    "con tôi 2 tuổi", "tôi 2", "2 " * 60, "",
)  # fmt: skip


def said(seq: int, sender: Sender, *choices: Choice) -> Message:
    return Message("c", seq, sender, "…", datetime.now(UTC), choices)


@pytest.mark.parametrize("text", NUMBER_TWO)
def test_a_number_is_said_in_many_ways(text: str) -> None:
    assert numbered.number_in(text) == 2


@pytest.mark.parametrize("text", SOMETHING_ELSE)
def test_what_may_be_an_age_a_date_or_a_telephone_is_no_number(text: str) -> None:
    assert numbered.number_in(text) is None


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("gap tu van vien", "person"),
        ("GẶP TƯ VẤN VIÊN!", "person"),
        ("2. Gặp tư vấn viên", "person"),
        ("없어요", "none"),
        ("ly hôn ở đâu", "faq:legal/divorce"),
        ("tôi muốn gặp tư vấn viên ngay", None),
        ("1. Gặp tư vấn viên", None),
        ("", None),
    ],
)
def test_a_label_counts_as_a_whole_only(text: str, choice: str | None) -> None:
    found = numbered.by_label(text, [said(2, Sender.ASSISTANT, *WAYS)])
    assert (found.id if found else None) == choice


def test_two_choices_that_read_alike_are_neither() -> None:
    alike = said(2, Sender.SYSTEM, Choice("refer.a", "Văn phòng"), Choice("refer.b", "van phong"))
    assert numbered.by_label("văn phòng", [alike]) is None


def test_a_number_beyond_the_last_is_no_choice() -> None:
    assert numbered.by_number("4", [said(2, Sender.ASSISTANT, *WAYS)], shown=True) is None


def test_numbers_go_on_where_two_messages_with_choices_follow_each_other() -> None:
    before = [said(1, Sender.WOMAN), said(2, Sender.SYSTEM, *WAYS), said(3, Sender.SYSTEM)]
    assert numbered.first_number(before) == 4
    offers = numbered.open_offers([*before, said(4, Sender.ASSISTANT, WAYS[1])])
    found = [numbered.by_number(number, offers, shown=True) for number in ("2", "4", "5")]
    assert found == [WAYS[1], WAYS[1], None]
    assert numbered.by_number("1", offers, shown=False) is None, "she cannot know which"


@pytest.mark.parametrize("sender", [Sender.WOMAN, Sender.COUNSELLOR])
def test_what_she_or_a_counsellor_wrote_since_closes_an_offer(sender: Sender) -> None:
    offered = said(2, Sender.ASSISTANT, *WAYS)
    assert numbered.open_offers([offered]) == [offered]
    assert numbered.open_offers([offered, said(3, sender)]) == []
    assert numbered.first_number([offered, said(3, sender)]) == 1


def test_choices_stand_below_the_text_with_their_numbers() -> None:
    text = numbered.with_numbers("Chị chọn giúp:", WAYS[:2], 3)
    assert text == "Chị chọn giúp:\n\n3. Ly hôn ở đâu?\n4. Gặp tư vấn viên"
    assert numbered.with_numbers("Xong rồi.", ()) == "Xong rồi."
