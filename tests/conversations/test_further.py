"""What she asks further, taps around an answer, and wants to know before she agrees."""

import pytest

from counselling.assistant import Decision, Effect
from counselling.conversations import Language
from tests.rasa_live import Conversation, LiveRasa

pytestmark = [pytest.mark.slow, pytest.mark.rasa, pytest.mark.asyncio(loop_scope="session")]

CARD = "legal/id-card"
FURTHER: list[tuple[Language, str, str]] = [
    ("vi", "còn giấy tờ thì sao?", "papers"),
    ("vi", "can giay to gi", "papers"),
    ("vi", "bao lâu?", "time"),
    ("vi", "mat bao lau vay chi", "time"),
    ("vi", "ở đâu?", "place"),
    ("vi", "hết bao nhiêu tiền?", "cost"),
    ("vi", "bn tiền v chị", "cost"),
    ("vi", "rồi làm gì nữa?", "next"),
    ("vi", "nói rõ hơn đi ạ", "more"),
    ("en", "how long does it take?", "time"),
    ("en", "and the papers?", "papers"),
    ("en", "how much is it?", "cost"),
    ("ko", "서류는요?", "papers"),
    ("ko", "얼마나 걸려요?", "time"),
    ("ko", "비용이 얼마예요?", "cost"),
]


@pytest.mark.parametrize(("language", "text", "aspect"), FURTHER)
async def test_after_an_answer_a_short_question_is_about_that_answer(
    live_rasa: LiveRasa, language: Language, text: str, aspect: str
) -> None:
    her = Conversation(live_rasa.assistant, language)
    await her.taps(f"faq:{CARD}")
    answered = await her.says(text)
    assert answered.faq == CARD
    title = live_rasa.faq.entries[CARD].texts[language].title
    lines = ("follow_up_more",) if aspect == "more" else ("follow_up_about", "follow_up_missing")
    first = answered.replies[0].text.split("\n\n")[0]
    assert first in {live_rasa.faq.lines.say(line, language, title=title) for line in lines}


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("thế em không ngủ được thì làm sao", "psychological/cannot-sleep"),
        ("con em học phí thế nào", "child-status/tuition"),
        ("muốn vay vốn ngân hàng chính sách", "vocational/loan-vbsp"),
    ],
)
async def test_a_new_subject_is_a_new_question(live_rasa: LiveRasa, text: str, entry: str) -> None:
    her = Conversation(live_rasa.assistant)
    await her.taps(f"faq:{CARD}")
    answered = await her.says(text)
    shown = {answered.faq, *(choice.id for choice in answered.replies[0].choices)}
    assert shown & {entry, f"faq:{entry}"}


async def test_a_no_to_what_was_said_further_is_not_what_she_meant(live_rasa: LiveRasa) -> None:
    her = Conversation(live_rasa.assistant)
    await her.taps(f"faq:{CARD}")
    await her.says("rồi làm gì nữa?")
    assert (await her.says("không phải")).effects == (Effect.RECORD_NOT_MEANT,)


async def test_she_taps_from_the_themes_to_an_answer_and_says_that_it_helped(
    live_rasa: LiveRasa,
) -> None:
    her = Conversation(live_rasa.assistant)
    themes = await her.taps("themes")
    theme = await her.taps(themes.replies[0].choices[0].id)
    topic = await her.taps(theme.replies[0].choices[0].id)
    entry = topic.replies[0].choices[0].id
    answered = await her.taps(entry)
    assert answered.decision is Decision.ANSWER
    told = await her.taps(entry.replace("faq:", "helpful:"))
    assert told.effects == (Effect.RECORD_HELPFUL,)
    sorry = await her.taps(entry.replace("faq:", "unhelpful:"))
    assert sorry.effects == (Effect.RECORD_UNHELPFUL,)
    assert "person" in [choice.id for choice in sorry.replies[0].choices]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "ai sẽ đọc?"),
        ("vi", "ai doc vay chi"),
        ("vi", "gia đình em có đọc được không"),
        ("en", "who will read it?"),
        ("ko", "누가 읽어요?"),
    ],
)
async def test_who_will_read_it_is_told_and_only_her_yes_counts(
    live_rasa: LiveRasa, language: Language, text: str
) -> None:
    her = Conversation(live_rasa.assistant, language)
    await her.taps("person")
    answered = await her.says(text)
    assert answered.replies[0].text == live_rasa.faq.lines.say("who_reads", language)
    assert (answered.effects, answered.awaiting) == ((), "consent")
    assert (await her.taps("consent.yes")).effects == (Effect.OPEN_TICKET,)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "tvv"),
        ("vi", "người thật"),
        ("vi", "co ai giup em voi"),
        ("vi", "e mun gap ng that"),
        ("vi", "em cần tư vấn"),
        ("en", "human"),
        ("en", "I want a counsellor please"),
        ("ko", "상담사 연결해 주세요"),
        ("ko", "사람이요"),
    ],
)
async def test_a_person_is_understood_however_shortly_asked_for(
    live_rasa: LiveRasa, language: Language, text: str
) -> None:
    answered = await Conversation(live_rasa.assistant, language).says(text)
    assert answered.decision is Decision.HANDOFF
