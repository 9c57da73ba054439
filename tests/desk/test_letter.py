"""The letter, read back from the PDF: exactly what she agreed to, in every alphabet."""

import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from counselling.faq.model import Office
from counselling.referrals.referral import Content, Referral
from counselling.referrals.terms import SHARED, How, Urgency
from counselling.referrals.view import LetterMatter
from desk.letter import write_letter
from tests.counselling.cast import BOOK

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
AGENCY = BOOK.faq().partners["legal-aid-centre"]
CANARIES = {name: f"chim{number}bạchyến" for number, name in enumerate(SHARED)}


def an_office(**known: Any) -> Office:
    name = BOOK.faq().offices["ha-noi"].name
    blank: dict[str, Any] = dict.fromkeys(("address", "phone", "hours", "email", "source"), "")
    return replace(BOOK.faq().offices["ha-noi"], name=name, areas=(), as_of=None, **(blank | known))


def matter(
    shared: dict[str, str], *, purpose: str = "", how: How = How.CHAT, office: Office | None = None
) -> LetterMatter:
    one = Referral(
        "r", "t", "c", 3, "legal-aid-centre", Urgency.URGENT, date(2026, 12, 31), "lan", NOW
    )
    one.agree(how, NOW)
    one.send(NOW.date())
    content = Content(dict(AGENCY.name), "legal", purpose, shared, "vi", "câu hỏi", "", "ghi chú")
    return LetterMatter(one, content, "K7M-4RX", office, "Trần Thị Lan", NOW.date())


def text_of(what: LetterMatter, tongue: str = "both") -> str:
    pdf = PdfReader(BytesIO(write_letter(what, BOOK.faq().lines, tongue, NOW)))
    text = " ".join(page.extract_text() for page in pdf.pages)
    return unicodedata.normalize("NFC", " ".join(text.split()))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sets(st.sampled_from(SHARED)))
def test_it_holds_the_ticked_fields_and_no_other(ticked: set[str]) -> None:
    text = text_of(matter({name: CANARIES[name] for name in SHARED if name in ticked}))
    for name in SHARED:
        assert (CANARIES[name] in text) is (name in ticked)
        assert (BOOK.faq().lines.say(f"share_{name}", "en") in text) is (name in ticked)


def test_neither_the_note_nor_the_question_stands_in_it() -> None:
    text = text_of(matter({"name": "Sen"}))
    assert "ghi chú" not in text
    assert "câu hỏi" not in text


def test_it_says_to_whom_for_what_until_when_from_whom_and_that_she_agreed() -> None:
    text = text_of(matter({"name": "Sen"}, purpose="Cần luật sư"))
    for part in (
        "GIẤY GIỚI THIỆU", "Referral letter", "K7M-4RX (3)", AGENCY.name["vi"], AGENCY.name["en"],
        "Tư vấn pháp luật", "Cần luật sư", "Gấp", "31/12/2026", "22/11/2026", "Trần Thị Lan",
        "đã đồng ý ngày 22/11/2026, bằng tin nhắn", "agreed on 22 November 2026, in a message",
        "1 / 1",
    ):  # fmt: skip
        assert part in text, part


def test_a_spoken_yes_is_marked_so() -> None:
    assert "bằng lời qua điện thoại" in text_of(matter({}, how=How.PHONE), "vi")


def test_nothing_shared_is_said_plainly() -> None:
    assert BOOK.faq().lines.say("letter_nothing", "vi") in text_of(matter({}), "vi")


def test_the_letterhead_has_no_line_for_what_is_not_known() -> None:
    bare = text_of(matter({}, office=an_office()), "vi")
    assert bare.startswith("Văn phòng Một điểm đến (OSSO) Hà Nội GIẤY GIỚI THIỆU")
    full = text_of(matter({}, office=an_office(address="20 Thụy Khuê", phone="024")), "vi")
    assert full.startswith("Văn phòng Một điểm đến (OSSO) Hà Nội 20 Thụy Khuê 024 GIẤY")


@pytest.mark.parametrize("tongue", ["both", "vi", "en", "ko"])
def test_every_letter_of_vietnamese_and_korean_is_there(tongue: str) -> None:
    name = "Nguyễn Thị Ngọc Ưởng 응우옌티응옥 ẵ ỗ ỹ Đ 뷁"
    assert name in text_of(matter({"name": name}), tongue)


def test_a_long_one_has_numbered_pages() -> None:
    text = text_of(matter({name: f"{name} " + "dài lắm " * 62 for name in SHARED}))
    assert "1 / 2" in text
    assert "2 / 2" in text
