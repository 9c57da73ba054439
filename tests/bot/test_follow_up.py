"""What she asks further of the entry she was given last."""

import pytest

from bot.actions.aspects import passages_about
from bot.actions.follow_up import follow_up
from counselling.assistant import Answered, Decision
from counselling.conversations import Language
from tests.bot.cast import a_set, a_theme, an_entry, asked, real_lines

CARD = """Chị yên tâm, làm lại được.

1. Chị đến công an xã. Hỏi ngày làm thẻ.
2. Chị mang giấy tờ cũ và ảnh.
3. Thường 7 ngày là có.

Nếu còn lo thì nhắn văn phòng. Lệ phí hỏi công an xã."""
FAQ = a_set(
    an_entry("legal/card", ("legal/papers",), answer=CARD),
    an_entry("legal/papers"),
    themes=(a_theme("legal", identity=("card", "papers")),),
)


def choices(answered: Answered) -> list[str]:
    return [choice.id for reply in answered.replies for choice in reply.choices]


def then(intent: str, last_faq: str | None = "legal/card", awaiting: str | None = None) -> Answered:
    return follow_up(asked(intent, last_faq=last_faq, awaiting=awaiting), FAQ)


def say(key: str, **names: str) -> str:
    return real_lines().say(key, "vi", **names)


@pytest.mark.parametrize(
    ("intent", "passages"),
    [
        ("follow_up_papers", ["Chị mang giấy tờ cũ và ảnh."]),
        ("follow_up_time", ["Thường 7 ngày là có."]),
        ("follow_up_place", ["Chị đến công an xã. Hỏi ngày làm thẻ.", "Lệ phí hỏi công an xã."]),
        ("follow_up_cost", ["Lệ phí hỏi công an xã."]),
    ],
)
def test_the_parts_of_the_answer_that_speak_of_it_are_said_under_its_title(
    intent: str, passages: list[str]
) -> None:
    answered = then(intent)
    title, said, *_ = answered.replies[0].text.split("\n\n")
    assert title == say("follow_up_about", title="legal/card vi")
    assert [line.removeprefix("• ").removesuffix(" vi") for line in said.split("\n")] == passages
    assert (answered.decision, answered.faq) == (Decision.ANSWER, "legal/card")


def test_it_ends_as_every_answer_does_with_source_and_date() -> None:
    answered = then("follow_up_papers")
    assert answered.replies[0].text.split("\n\n")[-1].startswith("Nguồn: Luật\nCập nhật:")
    assert answered.replies[0].faq == "legal/card"
    assert choices(answered) == [
        "faq:legal/papers",
        "person",
        "helpful:legal/card",
        "unhelpful:legal/card",
    ]


def test_what_comes_next_is_the_entrys_next_step() -> None:
    assert say("next_step", next_step="bước") in then("follow_up_next").replies[0].text


def test_more_is_what_is_related_and_a_person() -> None:
    answered = then("follow_up_more")
    assert answered.replies[0].text == say("follow_up_more")
    assert choices(answered) == ["faq:legal/papers", "themes", "person"]


def test_what_the_entry_does_not_say_is_said_honestly_with_a_person() -> None:
    answered = then("follow_up_cost", "legal/papers")
    assert answered.replies[0].text == say("follow_up_missing", title="legal/papers vi")
    assert choices(answered) == ["person", "themes", "none"]
    assert (answered.decision, answered.faq) == (Decision.FALLBACK, "legal/papers")
    assert answered.awaiting == "person"


@pytest.mark.parametrize("last", [None, "legal/gone"])
@pytest.mark.parametrize("intent", ["follow_up_time", "follow_up_next", "follow_up_more"])
def test_without_an_answer_before_she_is_asked_about_what(intent: str, last: str | None) -> None:
    answered = then(intent, last)
    assert answered.replies[0].text == say("follow_up_which")
    assert choices(answered) == ["theme:legal", "person"]
    assert answered.decision is Decision.CLARIFY


def test_consent_stays_open_meanwhile() -> None:
    answered = then("follow_up_papers", awaiting="consent")
    assert answered.awaiting == "consent"
    assert choices(answered)[-2:] == ["consent.yes", "consent.no"]


@pytest.mark.parametrize(
    ("language", "aspect", "sentence"),
    [
        ("vi", "papers", "Chị cần hộ chiếu của con."),
        ("vi", "time", "Việc này mất khoảng hai tháng."),
        ("vi", "place", "Chị hỏi Sở Tư pháp."),
        ("vi", "cost", "Chị nộp 30.000 đồng."),
        ("en", "papers", "Bring your marriage certificate."),
        ("en", "time", "It takes about 15 working days."),
        ("en", "place", "Go to the People's Committee."),
        ("en", "cost", "It is free of charge."),
        ("ko", "papers", "출생증명서를 준비하세요."),
        ("ko", "time", "보통 3개월 걸려요."),
        ("ko", "place", "인민위원회에 가세요."),
        ("ko", "cost", "수수료는 물어보세요."),
    ],
)
def test_an_aspect_is_known_by_its_words_in_each_language(
    language: Language, aspect: str, sentence: str
) -> None:
    assert passages_about(sentence, aspect, language) == (sentence,)


@pytest.mark.parametrize(
    ("aspect", "sentence"),
    [
        ("time", "Luật đã sửa từ năm 2025."),
        ("papers", "Chị nói chuyện với con."),
        ("place", "Con thích sờ vào mèo."),
    ],
)
def test_words_inside_other_words_and_years_are_no_aspect(aspect: str, sentence: str) -> None:
    assert passages_about(sentence, aspect, "vi") == ()
