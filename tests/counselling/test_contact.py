"""When she may be written to first: asked once, skipped freely, changed at any time."""

from datetime import UTC, datetime, timedelta

import pytest

from app.office import Office
from counselling.assistant import Answered, Decision, Reply
from counselling.conversations import Choice
from counselling.permissions import User
from counselling.safe_hours import is_safe, should_ask_first
from tests.counselling.cast import FakeAssistant, Woman

NOON = datetime(2026, 11, 22, 5, tzinfo=UTC)  # noon in Viet Nam
NIGHT = datetime(2026, 11, 22, 16, tzinfo=UTC)  # 23:00 there
EVENING = datetime(2026, 11, 22, 12, tzinfo=UTC)  # 19:00 there


@pytest.mark.parametrize(
    ("way", "noon", "evening", "night"),
    [
        ("any", True, True, True),
        ("day", True, False, False),
        ("evening", False, True, False),
        ("mine", False, False, False),
        (None, False, False, False),
    ],
)
def test_which_hours_are_safe(way: str | None, noon: bool, evening: bool, night: bool) -> None:
    assert [is_safe(way, at) for at in (NOON, EVENING, NIGHT)] == [noon, evening, night]


def test_the_counsellor_is_asked_only_when_she_is_silent_and_the_hour_may_be_unsafe() -> None:
    just_now, long_ago = NIGHT - timedelta(minutes=9), NIGHT - timedelta(minutes=11)
    assert not should_ask_first("mine", just_now, NIGHT)
    assert should_ask_first("mine", long_ago, NIGHT)
    assert should_ask_first(None, long_ago, NIGHT)
    assert not should_ask_first("any", long_ago, NIGHT)


@pytest.fixture
async def calm_code(office: Office, woman: Woman, assistant: FakeAssistant) -> str:
    """The code of her ticket; she asked for a counsellor without danger."""
    question = Reply("Chị đồng ý không?", (Choice("consent.yes", "Tôi đồng ý"),))
    assistant.replies["cho tôi gặp người"] = Answered((question,), Decision.HANDOFF)
    await woman.says("cho tôi gặp người")
    await woman.taps("consent.yes")
    code = (await office.reception.state(woman.channel, woman.address)).ticket
    assert code
    return code


async def test_in_danger_she_is_asked_nothing_more(woman: Woman) -> None:
    code = await woman.asks_for_a_person()
    assert code in (await woman.texts())[-1]


async def test_she_is_asked_after_her_yes_and_may_skip(
    office: Office, woman: Woman, lan: User, calm_code: str
) -> None:
    asked = (await woman.reads())[-1]
    assert [choice.id for choice in asked.choices] == [
        "contact.mine",
        "contact.any",
        "contact.day",
        "contact.evening",
        "contact.skip",
    ]
    await woman.taps("contact.skip")
    assert (await office.casework.ticket(calm_code, by=lan)).safe_contact is None


async def test_her_answer_is_seen_at_the_desk_and_can_be_changed_while_a_counsellor_is_there(
    office: Office, woman: Woman, lan: User, calm_code: str
) -> None:
    await woman.taps("contact.day")
    assert (await office.casework.ticket(calm_code, by=lan)).safe_contact == "day"
    await office.casework.claim(calm_code, by=lan)
    await woman.taps("contact")
    await woman.taps("contact.mine")
    assert (await office.casework.ticket(calm_code, by=lan)).safe_contact == "mine"


async def test_it_goes_with_the_conversation(
    office: Office, woman: Woman, lan: User, calm_code: str
) -> None:
    await woman.taps("contact.day")
    await office.reception.erase("webchat", woman.address)
    assert (await office.casework.ticket(calm_code, by=lan)).safe_contact is None
