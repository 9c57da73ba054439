"""What the set did not answer can be found later, and what she says of an answer is kept."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.office import Office
from counselling.assistant import Answered, Candidate, Decision, Effect, Reply
from counselling.conversations import Choice
from counselling.store.outcomes import Feedback
from counselling.store.unanswered import Unanswered
from tests.counselling.cast import FakeAssistant, Woman, an_office
from tests.looking import rows

ENTRY = "legal/id-card"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
NEAR = (Candidate(ENTRY, 0.4), Candidate("legal/legal-aid-how", 0.2))
ANSWER = Answered(
    (
        Reply(
            "Chị đến công an xã.",
            (Choice(f"helpful:{ENTRY}", "Có ích"), Choice(f"unhelpful:{ENTRY}", "Chưa có ích")),
            faq=ENTRY,
        ),
    ),
    Decision.ANSWER,
    faq=ENTRY,
    candidates=NEAR,
)
ASKED_BACK = Answered(
    (Reply("Câu nào ạ?", (Choice(f"faq:{ENTRY}", "Làm thẻ căn cước"), Choice("none", "Không"))),),
    Decision.CLARIFY,
    candidates=NEAR,
)
NOT_KNOWN = Answered((Reply("Chưa biết."),), Decision.FALLBACK, candidates=NEAR)
NOT_MEANT = Answered(
    (Reply("Vậy là chưa đúng."),), Decision.FALLBACK, effects=(Effect.RECORD_NOT_MEANT,)
)
HELPED = Answered((Reply("Cảm ơn chị."),), Decision.SMALLTALK, effects=(Effect.RECORD_HELPFUL,))
DID_NOT = Answered((Reply("Xin lỗi."),), Decision.SMALLTALK, effects=(Effect.RECORD_UNHELPFUL,))


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant(
        {
            "làm căn cước ở đâu": ANSWER,
            "giấy tờ": ASKED_BACK,
            "giá vàng": NOT_KNOWN,
            "không phải": NOT_MEANT,
        },
        taps={
            f"faq:{ENTRY}": ANSWER,
            "none": NOT_MEANT,
            f"helpful:{ENTRY}": HELPED,
            f"unhelpful:{ENTRY}": DID_NOT,
        },
    )


async def unanswered(office: Office, since: datetime = LONG_AGO) -> list[Unanswered]:
    async with office.store.read() as tx:
        return await tx.outcomes.unanswered(since)


async def said(office: Office) -> list[Feedback]:
    async with office.store.read() as tx:
        conversation = await tx.conversations.at("webchat", "her-phone")
        assert conversation
        return await tx.outcomes.said(conversation.id)


async def test_a_question_that_nothing_fits_is_found_with_what_was_near(
    office: Office, woman: Woman
) -> None:
    await woman.says("làm căn cước ở đâu")
    await woman.says("giá vàng")
    [gap] = await unanswered(office)
    assert (gap.text, gap.why, gap.decision, gap.faq) == ("giá vàng", "fallback", "fallback", None)
    assert gap.candidates == (ENTRY, "legal/legal-aid-how")
    assert gap.language == "vi"


async def test_of_none_of_these_the_words_that_were_asked_back_are_found(
    office: Office, woman: Woman
) -> None:
    await woman.says("giấy tờ")
    await woman.taps("none")
    [gap] = await unanswered(office)
    assert (gap.text, gap.why, gap.decision) == ("giấy tờ", "not_meant", "clarify")


async def test_of_that_is_not_it_the_question_before_is_found(office: Office, woman: Woman) -> None:
    await woman.says("làm căn cước ở đâu")
    await woman.says("không phải")
    [gap] = await unanswered(office)
    assert (gap.text, gap.why, gap.faq) == ("làm căn cước ở đâu", "not_meant", ENTRY)


async def test_of_an_answer_that_did_not_help_the_question_is_found(
    office: Office, woman: Woman
) -> None:
    await woman.says("làm căn cước ở đâu")
    await woman.says("chào chị")
    await woman.taps(f"unhelpful:{ENTRY}")
    [gap] = await unanswered(office)
    assert (gap.text, gap.why, gap.faq) == ("làm căn cước ở đâu", "unhelpful", ENTRY)


async def test_who_came_to_the_answer_by_choosing_is_found_with_her_own_words(
    office: Office, woman: Woman
) -> None:
    await woman.says("giấy tờ")
    await woman.taps(f"faq:{ENTRY}")
    await woman.taps(f"unhelpful:{ENTRY}")
    [gap] = await unanswered(office)
    assert (gap.text, gap.why, gap.decision) == ("giấy tờ", "unhelpful", "clarify")


async def test_her_last_word_on_an_answer_counts(office: Office, woman: Woman) -> None:
    await woman.says("làm căn cước ở đâu")
    await woman.taps(f"unhelpful:{ENTRY}")
    await woman.taps(f"helpful:{ENTRY}")
    assert [(one.faq, one.helpful, one.language) for one in await said(office)] == [
        (ENTRY, True, "vi")
    ]
    assert await unanswered(office) == []


async def test_one_question_is_found_once_and_only_since_the_day_asked_for(
    office: Office, woman: Woman
) -> None:
    await woman.says("làm căn cước ở đâu")
    await woman.says("không phải")
    await woman.taps(f"unhelpful:{ENTRY}")
    assert len(await unanswered(office)) == 1
    assert await unanswered(office, datetime.now(UTC) + timedelta(minutes=1)) == []


async def test_an_assistant_that_is_down_leaves_no_gap_but_takes_her_word(
    office: Office, woman: Woman, assistant: FakeAssistant
) -> None:
    await woman.says("làm căn cước ở đâu")
    assistant.down = True
    await woman.says("giá vàng")
    assert await unanswered(office) == []
    await woman.taps(f"unhelpful:{ENTRY}")
    assert [gap.why for gap in await unanswered(office)] == ["unhelpful"]


async def test_nothing_of_an_erased_conversation_is_left(tmp_path: Path) -> None:
    assistant = FakeAssistant({"giá vàng": NOT_KNOWN, "làm căn cước ở đâu": ANSWER})
    assistant.taps[f"unhelpful:{ENTRY}"] = DID_NOT
    async with an_office(tmp_path, assistant) as office:
        woman = Woman(office)
        await woman.says("giá vàng")
        await woman.says("làm căn cước ở đâu")
        await woman.taps(f"unhelpful:{ENTRY}")
        assert len(await unanswered(office)) == 2
        await office.reception.erase("webchat", "her-phone")
        assert await unanswered(office) == []
    for table in ("outcome", "feedback"):
        assert rows(tmp_path, f"select count(*) from {table}") == [(0,)]  # noqa: S608


async def test_what_was_near_her_words_is_not_readable_in_the_files(tmp_path: Path) -> None:
    near = Answered((Reply("?"),), Decision.FALLBACK, candidates=(Candidate("legal/zzqx", 0.1),))
    async with an_office(tmp_path, FakeAssistant({"giá vàng": near})) as office:
        await Woman(office).says("giá vàng")
    assert b"zzqx" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
