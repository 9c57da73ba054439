"""Whom the set names for help: danger replies, hotlines, offices, partner agencies."""

from datetime import date

import pytest

from counselling.faq import DangerReply, FaqSet, Hotline, Office, Partner
from tests.counselling.faq.editors import EditorsFolder


def test_a_danger_reply_ends_with_its_hotlines_in_the_order_written(
    editors: EditorsFolder,
) -> None:
    faq = editors.load()
    assert faq.danger_replies["violence", "red"].hotlines == ("police", "legal-aid")
    assert faq.danger_reply("violence", "red", "en") == (
        "It is not your fault.\n"
        "• Police: 113 (hotline source 11/2026)\n"
        "• Legal aid: 1800.1233 (Monday to Friday, 8:00-17:00; hotline source 11/2025)"
    )


def an_office_that_knows_korea(editors: EditorsFolder, police: str = "kr") -> FaqSet:
    """Its police is in ``police``, its legal aid in Viet Nam; every red reply names both."""
    old = "country: vn\n  for: [emergency"
    editors.replace("hotlines.yml", old, old.replace("vn", police))
    both = editors.text("danger/replies.yml").replace(
        "red: {hotlines: [police],", "red: {hotlines: [police, legal-aid],"
    )
    editors.write("danger/replies.yml", both)
    return editors.load()


def test_only_the_numbers_of_the_country_she_is_in_are_told(editors: EditorsFolder) -> None:
    faq = an_office_that_knows_korea(editors)
    assert faq.countries == ("vn", "kr")
    here, korea = ("• Legal aid: 1800.1233 (",), ("• Police: 113 (",)
    for country, told in ((None, here), ("vn", here), ("kr", korea)):
        lines = faq.danger_lines("violence", "red", "en", country)  # type: ignore[arg-type]
        assert tuple(line[: line.index("(") + 1] for line in lines) == told


def test_an_amber_reply_without_a_number_of_her_country_takes_the_red_ones(
    editors: EditorsFolder,
) -> None:
    faq = an_office_that_knows_korea(editors)
    assert faq.danger_replies["violence", "amber"].hotlines == ("police",)
    assert "1800.1233" in faq.danger_reply("violence", "amber", "en", "vn")


def test_a_country_without_any_number_is_shown_what_there_is_rather_than_nothing(
    editors: EditorsFolder,
) -> None:
    assert "113" in editors.load().danger_reply("violence", "red", "en", "tw")


def test_the_numbers_at_hand_are_the_first_two_of_the_reply(editors: EditorsFolder) -> None:
    at_hand = editors.load().numbers_at_hand("violence", "en", None)
    assert at_hand == "Police 113, Legal aid 1800.1233"


def test_a_line_that_helps_from_anywhere_comes_after_those_of_her_country(
    editors: EditorsFolder,
) -> None:
    faq = an_office_that_knows_korea(editors, police="any")
    assert faq.numbers_at_hand("violence", "en", "vn") == "Legal aid 1800.1233, Police 113"


def test_every_category_and_level_of_danger_has_a_reply(editors: EditorsFolder) -> None:
    faq = editors.load()
    assert len(faq.danger_replies) == 8
    assert all(isinstance(reply, DangerReply) for reply in faq.danger_replies.values())
    assert faq.danger_reply("trafficking", "amber", "ko") == (
        "누가 서류를 가지고 있나요?\n• 경찰: 113 (hotline source 11/2026)"
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
        kind="state",
        needs=("papers",),
    )
