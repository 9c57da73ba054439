"""Trying a question out: the chat's own answer, and nothing left behind."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.trying import TrialOffice
from counselling.assistant import Answered, Candidate, Decision, Reply
from counselling.conversations import Choice
from counselling.corner.trial import AssistantDown
from tests.counselling.cast import BOOK, FakeAssistant

ASKED = "làm căn cước ở đâu"
ENTRY = "legal/id-card"


@pytest.fixture
async def assistant() -> FakeAssistant:
    reply = Reply("Chị đến công an.\n\nNguồn: Luật", (Choice("person", "Gặp người"),), faq=ENTRY)
    answer = Answered((reply,), Decision.ANSWER, ENTRY, (Candidate(ENTRY, 0.912),))
    return FakeAssistant({ASKED: answer})


@pytest.fixture
async def trial(assistant: FakeAssistant) -> AsyncIterator[TrialOffice]:
    opened = TrialOffice(BOOK, assistant)
    yield opened
    await opened.close()


async def test_the_answer_is_what_the_chat_would_say(trial: TrialOffice) -> None:
    tried = await trial.ask(ASKED)
    assert (tried.decision, tried.entry, tried.language) == ("answer", ENTRY, "vi")
    assert tried.candidates == ((ENTRY, 0.91),)
    answer = tried.messages[-1]
    assert [part.lines for part in answer.parts] == [("Chị đến công an.",), ("Nguồn: Luật",)]
    assert [part.source for part in answer.parts] == [False, True]
    assert [choice.label for choice in answer.choices] == ["Gặp người"]


async def test_each_question_is_the_first_of_a_fresh_conversation(
    trial: TrialOffice, assistant: FakeAssistant
) -> None:
    for _ in range(3):
        await trial.ask(ASKED)
    assert len({turn.conversation_id for turn in assistant.turns}) == 3


async def test_danger_is_answered_as_in_the_chat(trial: TrialOffice) -> None:
    tried = await trial.ask("chồng đang đánh em, cứu em với")
    assert tried.danger == "red"
    lines = [line for message in tried.messages for part in message.parts for line in part.lines]
    assert "113" in {getattr(line, "number", "") for line in lines}


async def test_an_assistant_that_is_down_is_told_and_asked_again_later(
    trial: TrialOffice, assistant: FakeAssistant
) -> None:
    assistant.down = True
    with pytest.raises(AssistantDown):
        await trial.ask(ASKED)
    assistant.down = False
    assert (await trial.ask(ASKED)).entry == ENTRY


async def test_nothing_is_left_when_it_closes(
    assistant: FakeAssistant, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    opened = TrialOffice(BOOK, assistant)
    await opened.ask(ASKED)
    assert list(tmp_path.glob("osso-try-*"))
    await opened.close()
    assert not list(tmp_path.iterdir())
