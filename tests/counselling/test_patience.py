"""A question that arrives while the assistant is starting waits a little, and nothing else does."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.office import Office
from counselling import patience
from counselling.assistant import Answered, AssistantUnavailable, Decision, Reply, Turn
from counselling.live import TypingIn, channel_topic
from counselling.patience import Patience
from tests.counselling.cast import FakeAssistant, Woman, an_office


@dataclass
class Starting(FakeAssistant):
    """Answers from the time ``ready_at`` on; each look at the clock takes a second."""

    ready_at: float = 5.0
    now: float = 0.0
    asked_at: list[float] = field(default_factory=list)
    soon: bool = True

    async def answer(self, turn: Turn) -> Answered:
        self.asked_at.append(self.now)
        if self.now < self.ready_at:
            raise AssistantUnavailable("not ready", soon=self.soon)
        return Answered((Reply(f"answer to {turn.text}"),), Decision.ANSWER)

    def clock(self) -> float:
        self.now += 1.0
        return self.now


@pytest.fixture(autouse=True)
def no_time_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "LOOK_EVERY", 0.0)


def a_turn(danger: str = "none", choice: str | None = None) -> Turn:
    return Turn("c", "" if choice else "ly hôn", choice, "vi", None, None, danger)


def patient(assistant: Starting) -> Patience:
    return Patience(assistant, assistant.clock)


async def test_it_is_answered_once_the_assistant_is_there() -> None:
    shown: list[bool] = []
    answered = await patient(Starting()).answer(a_turn(), lambda: shown.append(True))
    assert answered.replies[0].text == "answer to ly hôn"
    assert shown


async def test_it_waits_eight_seconds_at_most() -> None:
    assistant = Starting(ready_at=1000)
    with pytest.raises(AssistantUnavailable):
        await patient(assistant).answer(a_turn(), lambda: None)
    assert 3 <= assistant.now <= 12


@pytest.mark.parametrize(
    "turn", [a_turn("red"), a_turn("amber"), a_turn(choice="person")], ids=["red", "amber", "tap"]
)
async def test_danger_and_taps_do_not_wait(turn: Turn) -> None:
    assistant = Starting()
    with pytest.raises(AssistantUnavailable):
        await patient(assistant).answer(turn, lambda: pytest.fail("it waited"))
    assert len(assistant.asked_at) == 1


async def test_what_a_new_try_would_not_mend_does_not_wait() -> None:
    with pytest.raises(AssistantUnavailable):
        await patient(Starting(soon=False)).answer(a_turn(), lambda: pytest.fail("it waited"))


async def test_once_it_has_been_away_for_half_a_minute_nobody_waits_for_it_any_more() -> None:
    assistant = Starting(ready_at=1000)
    waiting = patient(assistant)
    with pytest.raises(AssistantUnavailable):
        await waiting.answer(a_turn(), lambda: None)
    assistant.now += 30
    with pytest.raises(AssistantUnavailable):
        await waiting.answer(a_turn(), lambda: pytest.fail("it waited"))

    assistant.now = 1000
    await waiting.answer(a_turn(), lambda: None)
    assistant.ready_at = assistant.now + 5
    assert await waiting.answer(a_turn(), lambda: None)


async def test_meanwhile_she_sees_that_an_answer_is_being_written(tmp_path: Path) -> None:
    async with an_office(tmp_path, assistant := Starting()) as office:
        office.turns._patience = patient(assistant)
        with office.live.subscribe(channel_topic("webchat")) as seen:
            await Woman(office).says("ly hôn")
            assert isinstance(seen.get_nowait(), TypingIn)
        assert (await Woman(office).texts())[-1] == "answer to ly hôn"


async def test_a_danger_reply_is_not_followed_by_the_sign_that_somebody_writes(
    office: Office, woman: Woman
) -> None:
    with office.live.subscribe("chat:webchat:her-phone") as seen:
        await woman.says("chồng đang đánh em, cứu em với")
        kinds = {type(seen.get_nowait()).__name__ for _ in range(seen.qsize())}
    assert kinds == {"MessageAdded"}


async def test_who_has_waited_in_vain_waits_no_second_time_until_it_is_there_again() -> None:
    assistant = Starting(ready_at=1000)
    waiting = patient(assistant)
    with pytest.raises(AssistantUnavailable):
        await waiting.answer(a_turn(), lambda: None)
    tries = len(assistant.asked_at)
    with pytest.raises(AssistantUnavailable):
        await waiting.answer(a_turn(), lambda: pytest.fail("it waited again"))
    assert len(assistant.asked_at) == tries + 1
    assistant.ready_at = 0
    await waiting.answer(a_turn(), lambda: None)
    assistant.ready_at = assistant.now + 4
    assert (await waiting.answer(a_turn(), lambda: None)).replies
