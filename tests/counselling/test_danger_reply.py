"""What she reads when danger is seen: numbers where she is, the true wait, her ways."""

import pytest

from app.office import Office
from counselling.permissions import User
from tests.counselling.cast import BOOK, FakeAssistant, Woman

DANGER = "chồng đang đánh em, cứu em với"
SAY = BOOK.faq().lines.say
CATEGORIES = ("suicide", "violence", "child-danger", "trafficking")


async def ways(woman: Woman) -> list[str]:
    return [choice.id for choice in (await woman.reads())[-1].choices]


async def last(woman: Woman) -> str:
    return (await woman.texts())[-1]


CONSENT = ["consent.yes", "consent.no", "consent.about"]


@pytest.fixture
def silent(assistant: FakeAssistant) -> FakeAssistant:
    """Says nothing real beside a danger reply."""
    assistant.down = True
    return assistant


async def test_at_first_she_reads_the_numbers_of_viet_nam_and_can_say_that_she_is_elsewhere(
    woman: Woman, silent: FakeAssistant
) -> None:
    await woman.says(DANGER)
    text = await last(woman)
    assert "Công an: 113 (cả ngày đêm; nguồn 11/2026)" in text
    assert "Hàn Quốc" not in text
    assert SAY("where_elsewhere", "vi") in text
    assert await ways(woman) == [*CONSENT, "where:kr", "where:tw"]


async def test_a_tap_says_where_she_is_and_what_was_open_stays_open(
    office: Office, woman: Woman, silent: FakeAssistant
) -> None:
    await woman.says(DANGER)
    await woman.taps("where:kr")
    text = await last(woman)
    assert text.startswith(SAY("where_numbers", "vi"))
    assert "• Cảnh sát Hàn Quốc: 112" in text
    assert "113" not in text
    assert await ways(woman) == [*CONSENT, "where:vn", "where:tw"]
    assert silent.turns[-1].text == DANGER  # the tap is no question to the assistant
    await woman.taps("consent.yes")
    assert (await office.reception.state("webchat", "her-phone")).ticket


async def test_where_she_is_stays_known(woman: Woman, silent: FakeAssistant) -> None:
    await woman.says(DANGER)
    await woman.taps("where:tw")
    await woman.says(DANGER)
    assert "1955" in await last(woman)
    assert "113 " not in await last(woman)


async def test_where_she_is_may_be_said_in_words_long_before(
    woman: Woman, silent: FakeAssistant
) -> None:
    await woman.says("em đang ở Hàn Quốc")
    await woman.says(DANGER)
    assert "• Cảnh sát Hàn Quốc: 112" in await last(woman)
    assert "where:vn" in await ways(woman)


async def test_the_honest_line_of_an_assistant_that_is_down_has_her_countrys_numbers_too(
    woman: Woman, silent: FakeAssistant
) -> None:
    await woman.says("em đang ở Hàn Quốc")
    assert "112" in await last(woman)
    assert "113" not in await last(woman)


async def test_an_amber_question_has_them_too(woman: Woman, assistant: FakeAssistant) -> None:
    await woman.says("em đang ở Hàn Quốc")
    await woman.says("em sợ chồng em lắm")
    assert "1577-1366" in await last(woman)


async def test_while_a_counsellor_has_her_a_tap_is_noted_and_nothing_is_written(
    office: Office, woman: Woman, lan: User
) -> None:
    code = await woman.asks_for_a_person()
    await office.casework.claim(code, by=lan)
    before = len(await woman.reads())
    await woman.taps("where:kr")
    assert len(await woman.reads()) == before + 1


async def test_erasing_forgets_where_she_is(office: Office, woman: Woman) -> None:
    await woman.says("em đang ở Hàn Quốc")
    async with office.store.read() as tx:
        conversation = await tx.conversations.at("webchat", "her-phone")
    assert conversation
    assert conversation.country == "kr"
    await office.reception.erase("webchat", "her-phone")
    async with office.store.read() as tx:
        assert (await tx.conversations.at("webchat", f"erased:{conversation.id}")).country is None  # type: ignore[union-attr]


async def test_while_she_waits_the_reply_offers_the_counsellor_and_not_consent_again(
    woman: Woman, silent: FakeAssistant
) -> None:
    await woman.asks_for_a_person()
    await woman.says(DANGER)
    assert (await ways(woman))[0] == "person"


async def test_the_true_wait_stands_in_the_reply(woman: Woman, silent: FakeAssistant) -> None:
    await woman.says(DANGER)
    assert SAY("wait_unknown", "vi") in await last(woman)


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize("country", ["vn", "kr", "tw"])
def test_every_danger_has_numbers_of_every_country_and_none_of_another(
    category: str, country: str
) -> None:
    faq = BOOK.faq()
    lines = faq.danger_lines(category, "red", "vi", country)  # type: ignore[arg-type]
    shown = [line for line in faq.hotlines.values() if f": {line.number} (" in "\n".join(lines)]
    assert shown
    assert {line.country for line in shown} <= {country, "any"}


@pytest.mark.parametrize("category", CATEGORIES)
@pytest.mark.parametrize(
    ("language", "clauses"),
    [
        (
            "vi",
            ("Cảm ơn chị", "chúng tôi tin chị", "an toàn", "tư vấn viên", "dừng lại", "từ chối"),
        ),
        ("en", ("Thank you", "we believe you", "safe", "counsellor", "stop", "say no")),
        ("ko", ("고마워요", "믿어요", "안전", "상담원", "멈춰도", "안 해도")),
    ],
)
def test_every_red_reply_has_every_clause_that_it_must_have(
    category: str, language: str, clauses: tuple[str, ...]
) -> None:
    text = BOOK.faq().danger_replies[category, "red"].texts[language]  # type: ignore[index]
    assert [clause for clause in clauses if clause not in text] == []
