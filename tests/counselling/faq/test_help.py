"""Whom the set names for help: danger replies, hotlines, offices, partner agencies."""

from datetime import date

import pytest

from counselling.faq import DangerReply, Hotline, Office, Partner
from tests.counselling.faq.editors import EditorsFolder


def test_a_danger_reply_ends_with_its_hotlines_in_the_order_written(
    editors: EditorsFolder,
) -> None:
    faq = editors.load()
    assert faq.danger_replies["violence", "red"].hotlines == ("police", "legal-aid")
    assert faq.danger_reply("violence", "red", "en") == (
        "It is not your fault.\n"
        "• Police: 113\n"
        "• Legal aid: 1800.1233 (Monday to Friday, 8:00-17:00)"
    )


def test_every_category_and_level_of_danger_has_a_reply(editors: EditorsFolder) -> None:
    faq = editors.load()
    assert len(faq.danger_replies) == 8
    assert all(isinstance(reply, DangerReply) for reply in faq.danger_replies.values())
    assert faq.danger_reply("trafficking", "amber", "ko") == (
        "누가 서류를 가지고 있나요?\n• 경찰: 113"
    )


def test_hotlines_are_listed_by_id_in_the_order_asked_for(editors: EditorsFolder) -> None:
    lines = editors.load().hotline_lines(["police", "legal-aid"], "vi")
    assert lines == (
        "• Công an: 113",
        "• Trợ giúp pháp lý: 1800.1233 (thứ Hai đến thứ Sáu, 8:00-17:00)",
    )


def test_hotlines_are_listed_by_topic(editors: EditorsFolder) -> None:
    assert editors.load().hotline_lines("emergency", "en") == ("• Police: 113",)


def test_a_hotline_of_low_confidence_is_not_listed_by_topic(editors: EditorsFolder) -> None:
    editors.replace("hotlines.yml", "for: [legal]", "for: [violence]")
    editors.replace("hotlines.yml", "confidence: high", "confidence: low")
    assert editors.load().hotline_lines("violence", "en") == ("• Police: 113",)


@pytest.mark.parametrize("wanted", ["no-topic", ["no-hotline"]])
def test_help_that_is_not_there_is_a_key_error_and_never_an_empty_list(
    editors: EditorsFolder, wanted: str | list[str]
) -> None:
    with pytest.raises(KeyError):
        editors.load().hotline_lines(wanted, "vi")


def test_a_hotline_holds_what_its_file_says(editors: EditorsFolder) -> None:
    assert editors.load().hotlines["legal-aid"] == Hotline(
        id="legal-aid",
        name={"vi": "Trợ giúp pháp lý", "en": "Legal aid", "ko": "법률구조"},
        number="1800.1233",
        hours={
            "vi": "thứ Hai đến thứ Sáu, 8:00-17:00",
            "en": "Monday to Friday, 8:00-17:00",
            "ko": "월~금 8:00-17:00",
        },
        cost={"vi": "miễn phí", "en": "free", "ko": "무료"},
        country="vn",
        topics=("legal",),
        source="Báo Dân trí, 21/11/2025",
        as_of=date(2025, 11, 21),
        confidence="high",
    )


def test_what_is_not_known_of_an_office_is_empty(editors: EditorsFolder) -> None:
    assert editors.load().offices["hai-phong"] == Office(
        id="hai-phong",
        name={"vi": "OSSO Hải Phòng", "en": "OSSO Hai Phong", "ko": "OSSO 하이퐁"},
        address="",
        phone="",
        hours="",
        email="",
        areas=(),
        source="",
        as_of=None,
    )


def test_a_partner_agency_holds_what_its_file_says(editors: EditorsFolder) -> None:
    assert editors.load().partners["commune-committee"] == Partner(
        id="commune-committee",
        name={"vi": "UBND xã/phường", "en": "People's Committee", "ko": "인민위원회"},
        services={"vi": "Hộ tịch", "en": "Civil status", "ko": "신분등록"},
        area="Mỗi xã, phường",
        phone="",
        address="",
        source="Nghị định 120/2025/NĐ-CP",
        as_of=date(2026, 11, 22),
    )
