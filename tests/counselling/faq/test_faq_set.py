"""What the loaded set says: answers, danger replies, hotlines and fixed lines."""

from dataclasses import FrozenInstanceError
from datetime import date

import pytest

from counselling.faq import UnknownLine
from tests.counselling.faq.editors import ID_CARD, EditorsFolder


def test_an_entry_holds_what_its_file_says(editors: EditorsFolder) -> None:
    entry = editors.load().entries["legal/id-card"]
    assert (entry.id, entry.theme, entry.review) == ("legal/id-card", "legal", "draft")
    assert (entry.as_of, entry.review_due) == (date(2026, 11, 22), date(2027, 5, 22))
    assert entry.sources == ("Luật Căn cước 26/2023/QH15, Điều 19", "Công an xã: hỏi trực tiếp")
    assert entry.related == ("legal/passport",)
    assert entry.hotlines == ("legal-aid",)
    assert entry.partners == ("commune-committee",)


def test_an_entry_speaks_every_language(editors: EditorsFolder) -> None:
    texts = editors.load().entries["legal/id-card"].texts
    assert [texts[language].title for language in ("vi", "en", "ko")] == [
        "Làm thẻ căn cước",
        "Getting an identity card",
        "신분증 만들기",
    ]
    assert texts["en"].phrasings == (
        "Where do I get an identity card?",
        "My identity card has expired",
        "I lost my identity card",
        "Can my child get an identity card?",
    )
    assert texts["ko"].next_step == "오늘은 옛 서류를 찾아 한곳에 두세요."


def test_an_answer_keeps_its_lines_as_written(editors: EditorsFolder) -> None:
    answer = editors.load().entries["legal/id-card"].texts["en"].answer
    assert answer == (
        "The police make identity cards. Register where you live first.\n"
        "\n"
        "1. Go to the police of your commune or ward. Ask on which days they make cards.\n"
        "2. Bring your old papers if you have them. If all is lost, say so.\n"
        "3. If you are not sure, call 1800.1233 and ask about the law."
    )


def test_a_question_may_run_over_two_lines_when_the_second_is_indented(
    editors: EditorsFolder,
) -> None:
    editors.replace(ID_CARD, "- I lost my identity card", "- I lost my\n  identity card")
    assert editors.load().entries["legal/id-card"].texts["en"].phrasings[2] == (
        "I lost my identity card"
    )


def test_the_answer_text_has_next_step_source_date_and_draft_note(editors: EditorsFolder) -> None:
    assert editors.load().answer_text("legal/id-card", "vi") == (
        "Chị làm thẻ căn cước ở công an. Chị nên đăng ký lại nơi ở trước.\n"
        "\n"
        "1. Chị đến công an xã/phường nơi chị ở và hỏi ngày làm thẻ.\n"
        "2. Chị mang giấy tờ cũ nếu còn. Mất hết giấy thì nói rõ để được hướng dẫn.\n"
        "3. Không rõ thì gọi 1800.1233 để hỏi về luật.\n"
        "\n"
        "Bước tiếp theo: Hôm nay chị tìm giấy tờ cũ và để chung một chỗ.\n"
        "\n"
        "Nguồn: Luật Căn cước 26/2023/QH15, Điều 19; Công an xã: hỏi trực tiếp\n"
        "Cập nhật: 22/11/2026\n"
        "(Chưa kiểm tra.)"
    )


def test_the_entrys_hotlines_stand_under_the_answer_with_hours_and_cost(
    editors: EditorsFolder,
) -> None:
    editors.replace(ID_CARD, "hotlines: [legal-aid]", "hotlines: [police, legal-aid]")
    editors.replace(ID_CARD, "call 1800.1233 and ask about the law", "ask the office")
    assert editors.load().answer_text("legal/id-card", "en").split("\n\n")[-2] == (
        "Numbers:\n• Police: 113\n• Legal aid: 1800.1233 (Monday to Friday, 8:00-17:00; free)"
    )


def test_a_number_that_she_has_just_read_is_not_printed_again(editors: EditorsFolder) -> None:
    editors.replace(ID_CARD, "hotlines: [legal-aid]", "hotlines: [police, legal-aid]")
    hotlines = editors.load().answer_text("legal/id-card", "en").split("\n\n")[-2]
    assert hotlines == "Numbers:\n• Police: 113"


def test_only_the_entries_that_the_office_has_checked_are_kept(editors: EditorsFolder) -> None:
    reviewed = editors.load().reviewed_only()
    assert list(reviewed.entries) == ["legal/passport"]
    [theme] = reviewed.visible_themes
    assert theme.topics[0].entries == ("legal/passport",)


def test_the_themes_are_browsed_in_the_order_written_without_the_empty_ones(
    editors: EditorsFolder,
) -> None:
    [theme] = editors.load().visible_themes
    assert (theme.id, theme.title["en"]) == ("legal", "Papers")
    [topic] = theme.topics
    assert (topic.id, topic.entries) == ("identity", ("legal/id-card", "legal/passport"))


def test_an_entry_without_a_topic_is_browsed_under_other(editors: EditorsFolder) -> None:
    editors.replace("themes.yml", "[id-card, passport]", "[passport, not-written-yet]")
    [theme] = editors.load().visible_themes
    assert [(topic.id, topic.entries) for topic in theme.topics] == [
        ("identity", ("legal/passport",)),
        ("other", ("legal/id-card",)),
    ]
    assert theme.topics[1].title["en"] == "Other"


def test_a_reviewed_answer_has_no_draft_note(editors: EditorsFolder) -> None:
    assert editors.load().answer_text("legal/passport", "vi").endswith("\nCập nhật: 20/11/2026")


@pytest.mark.parametrize(
    ("language", "written"),
    [("vi", "02/11/2026"), ("en", "2 November 2026"), ("ko", "2026년 11월 2일")],
)
def test_the_date_is_written_as_her_language_writes_it(
    editors: EditorsFolder, language: str, written: str
) -> None:
    editors.replace("legal/passport.md", "as_of: 2026-11-20", "as_of: 2026-11-02")
    text = editors.load().answer_text("legal/passport", language)  # type: ignore[arg-type]
    assert text.endswith(written)


def test_an_answer_that_is_not_there_is_a_key_error(editors: EditorsFolder) -> None:
    with pytest.raises(KeyError):
        editors.load().answer_text("legal/nothing", "vi")


def test_a_line_is_said_with_its_names_filled_in(editors: EditorsFolder) -> None:
    lines = editors.load().lines
    assert lines.say("ticket", "en", code="A-{7}") == "Your code is A-{7}."


def test_a_line_that_is_not_there_says_which_was_meant(editors: EditorsFolder) -> None:
    with pytest.raises(UnknownLine) as unknown:
        editors.load().lines.say("tickt", "vi")
    assert str(unknown.value) == 'faq/lines.yml has no line "tickt"; did you mean "ticket"?'


def test_a_line_without_a_name_it_needs_says_which(editors: EditorsFolder) -> None:
    with pytest.raises(UnknownLine) as unknown:
        editors.load().lines.say("ticket", "vi")
    assert str(unknown.value) == 'the line "ticket" needs a value for {code}'


def test_the_set_cannot_be_changed_once_loaded(editors: EditorsFolder) -> None:
    faq = editors.load()
    with pytest.raises(TypeError):
        faq.entries["legal/new"] = faq.entries["legal/id-card"]  # type: ignore[index]
    with pytest.raises(FrozenInstanceError):
        faq.entries["legal/id-card"].review = "reviewed"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (ID_CARD, "hỏi ngày làm thẻ", "hỏi giờ làm thẻ"),
        (ID_CARD, "- lam can cuoc o dau", "- lam cccd o dau"),
        ("hotlines.yml", "free", "gratis"),
        ("danger/replies.yml", "We believe you.", "We do believe you."),
        ("lines.yml", "Updated:", "As of:"),
        ("themes.yml", "Papers", "Documents"),
    ],
)
def test_the_fingerprint_changes_with_every_file_that_is_read(
    editors: EditorsFolder, file: str, old: str, new: str
) -> None:
    before = editors.load().fingerprint
    editors.replace(file, old, new)
    assert editors.load().fingerprint != before


def test_the_fingerprint_does_not_depend_on_the_day_or_the_guide(editors: EditorsFolder) -> None:
    before = editors.load().fingerprint
    editors.write("README.md", "# Guide")
    assert editors.load(today=date(2030, 1, 1)).fingerprint == before
