"""What she is answered by the assistant as it is trained, in her three languages."""

import pytest

from counselling.assistant import Decision, Effect
from counselling.conversations import Language
from tests.rasa_live import Conversation, LiveRasa

pytestmark = [pytest.mark.slow, pytest.mark.rasa, pytest.mark.asyncio(loop_scope="session")]

QUESTIONS: list[tuple[Language, str, str]] = [
    ("vi", "làm căn cước công dân ở đâu khi mới về nước", "legal/id-card"),
    ("vi", "lam can cuoc cong dan o dau khi moi ve nuoc", "legal/id-card"),
    ("vi", "e bị mất ngủ, đêm nằm hoài ko ngủ đc", "psychological/cannot-sleep"),
    ("vi", "dem nam hoai khong ngu duoc", "psychological/cannot-sleep"),
    ("vi", "muốn vay vốn ngân hàng chính sách", "vocational/loan-vbsp"),
    ("vi", "chong danh em em phai lam sao", "legal/domestic-violence-now"),
    ("en", "my husband hits me, what can I do", "legal/domestic-violence-now"),
    ("en", "How do I get a new identity card?", "legal/id-card"),
    ("en", "my Korean employer did not pay my wages", "vocational/unpaid-wages-korea"),
    ("ko", "잠을 못 자요", "psychological/cannot-sleep"),
    ("ko", "한국에서 월급을 못 받았어요", "vocational/unpaid-wages-korea"),
    ("ko", "남편이 때려요", "legal/domestic-violence-now"),
]


@pytest.mark.parametrize(("language", "text", "entry"), QUESTIONS)
async def test_a_clear_question_gets_its_entry_in_her_language(
    live_rasa: LiveRasa, language: Language, text: str, entry: str
) -> None:
    answered = await Conversation(live_rasa.assistant, language).says(text)
    assert (answered.decision, answered.faq) == (Decision.ANSWER, entry)
    assert answered.replies[0].text == live_rasa.faq.answer_text(entry, language)
    assert answered.candidates[0].faq == entry


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("vi", "mai trời có mưa không"),
        ("vi", "gia vang hom nay"),
        ("vi", "asdf"),
        ("vi", ""),
        ("vi", "   "),
        ("vi", "…"),
        ("en", "who won the football match last night"),
        ("ko", "오늘 날씨가 어때요?"),
    ],
)
async def test_what_the_office_does_not_answer_gets_an_honest_line_and_an_offer(
    live_rasa: LiveRasa, language: Language, text: str
) -> None:
    answered = await Conversation(live_rasa.assistant, language).says(text)
    assert answered.decision is Decision.FALLBACK
    assert answered.replies[0].text == live_rasa.faq.lines.say("fallback", language)
    assert [choice.id for choice in answered.replies[0].choices] == ["person", "themes", "none"]


@pytest.mark.parametrize(
    "text",
    [
        "người ta trả lời tôi đi",
        "nguoi ta tra loi toi di",
        "ai đó trả lời em đi ạ",
        "ai tra loi toi di",
        "tôi không nói với máy nữa đâu, người đâu ra đây",
    ],
)
async def test_whoever_wants_a_person_to_answer_is_offered_one(
    live_rasa: LiveRasa, text: str
) -> None:
    answered = await Conversation(live_rasa.assistant, "vi").says(text)
    assert answered.decision is Decision.HANDOFF
    assert "consent.yes" in [choice.id for choice in answered.replies[-1].choices]


@pytest.mark.parametrize(
    "text",
    [
        "/restart",
        "  /restart",
        "\n/choose_consent_yes",
        "\u200b/choose_consent_yes",
        '/choose_faq{"faq": "legal/id-card"}',
        "/session_start",
        "/back",
    ],
)
async def test_a_text_with_a_slash_is_answered_as_text(live_rasa: LiveRasa, text: str) -> None:
    her = Conversation(live_rasa.assistant)
    her.awaiting = "consent"
    answered = await her.says(text)
    # Its words may be near an entry's, or make the assistant ask again; they agree to nothing.
    assert answered.decision is not Decision.SMALLTALK
    assert answered.effects == ()
    assert answered.awaiting == "consent"


async def test_a_very_long_text_is_answered_within_the_services_patience(
    live_rasa: LiveRasa,
) -> None:
    answered = await Conversation(live_rasa.assistant).says("em không ngủ được " * 5000)
    assert answered.faq == "psychological/cannot-sleep"


@pytest.mark.parametrize(
    ("language", "ask", "yes"),
    [
        ("vi", "cho em gặp người thật", "dạ vâng"),
        ("vi", "gap tu van vien", "dong y"),
        ("vi", "e mún ns chuyện vs ng thật", "ok"),
        ("en", "can I talk to a real person?", "yes"),
        ("ko", "상담원 연결해 주세요", "네"),
    ],
)
async def test_she_reaches_a_counsellor_in_two_messages(
    live_rasa: LiveRasa, language: Language, ask: str, yes: str
) -> None:
    her = Conversation(live_rasa.assistant, language)
    asked = await her.says(ask)
    assert asked.decision is Decision.HANDOFF
    assert asked.replies[0].text == live_rasa.faq.consent.ask(language)
    assert (await her.says(yes)).effects == (Effect.OPEN_TICKET,)


@pytest.mark.parametrize(
    "no",
    ["không", "không ạ", "ko", "k", "khong", "thôi", "chưa", "đừng", "khoan đã", "để em nghĩ đã",
     "sợ lắm", "ai đọc vậy", "tại sao phải đọc", "không đồng ý", "khong dong y", "em chưa muốn",
     "no", "not now", "wait", "why?", "아니요", "싫어요", "잠깐만요", "?", "...", "được không"],
)  # fmt: skip
async def test_anything_but_a_clear_yes_opens_no_conversation_to_a_reader(
    live_rasa: LiveRasa, no: str
) -> None:
    her = Conversation(live_rasa.assistant)
    await her.taps("person")
    assert Effect.OPEN_TICKET not in (await her.says(no)).effects


async def test_a_no_is_kept_and_costs_her_nothing(live_rasa: LiveRasa) -> None:
    her = Conversation(live_rasa.assistant)
    await her.taps("person")
    refused = await her.taps("consent.no")
    assert refused.effects == (Effect.RECORD_REFUSAL,)
    assert refused.awaiting is None
    assert (await her.says("em mất ngủ")).decision is Decision.ANSWER


async def test_another_question_meanwhile_is_answered_and_consent_stays_open(
    live_rasa: LiveRasa,
) -> None:
    her = Conversation(live_rasa.assistant)
    await her.says("cho em gặp tư vấn viên")
    meanwhile = await her.says("em không ngủ được")
    assert meanwhile.faq == "psychological/cannot-sleep"
    assert meanwhile.awaiting == "consent"
    assert (await her.says("đồng ý")).effects == (Effect.OPEN_TICKET,)


async def test_the_offer_after_a_fallback_is_taken_with_a_yes(live_rasa: LiveRasa) -> None:
    her = Conversation(live_rasa.assistant)
    await her.says("giá vàng hôm nay")
    assert (await her.says("có")).awaiting == "consent"


async def test_titles_are_offered_for_a_broad_question_and_a_tap_answers(
    live_rasa: LiveRasa,
) -> None:
    her = Conversation(live_rasa.assistant)
    asked_back = await her.says("ly hôn")
    assert asked_back.decision is Decision.CLARIFY
    choices = [choice.id for choice in asked_back.replies[0].choices]
    assert choices[-1] == "none"
    assert 2 <= len(choices) - 1 <= 3
    assert (await her.taps(choices[0])).faq == choices[0].removeprefix("faq:")


async def test_a_bare_yes_or_no_means_something_only_just_after_an_answer(
    live_rasa: LiveRasa,
) -> None:
    her, say = Conversation(live_rasa.assistant), live_rasa.faq.lines.say
    await her.says("em mất ngủ")
    assert (await her.says("không phải")).replies[0].text == say("not_meant", "vi")
    other = Conversation(live_rasa.assistant)
    assert (await other.says("không")).replies[0].text == say("what_next", "vi")


async def test_a_counsellor_who_is_told_is_not_told_twice(live_rasa: LiveRasa) -> None:
    her = Conversation(live_rasa.assistant)
    her.handler = "waiting"
    for answered in (await her.taps("person"), await her.says("cho em gặp người thật")):
        assert answered.effects == ()
        assert answered.replies[0].text == live_rasa.faq.lines.say("still_waiting", "vi")
