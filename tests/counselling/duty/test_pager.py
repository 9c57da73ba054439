"""From a woman's yes to the counsellor who comes: who is called, and what she is told."""

import asyncio
import re
from datetime import UTC

import pytest

from app.office import Office
from counselling.assistant import Answered, Decision, Reply
from counselling.conversations import Choice, Sender
from counselling.duty.hours import VIET_NAM, read_shift
from counselling.duty.page import PageState, Why
from counselling.duty.roster import NOBODY, DutyPerson, Roster
from counselling.duty.ways import NotPaged
from counselling.duty.words import PageText, page_text
from counselling.permissions import User
from tests.counselling.cast import FakeAssistant, Woman
from tests.counselling.duty.duty_cast import DESK, HOA, Clock, Duty, told

BLOCKED = NotPaged(Why.BLOCKED, permanent=True)


async def test_her_yes_calls_the_first_on_duty_and_she_is_told_so(duty: Duty, woman: Woman) -> None:
    await woman.asks_for_a_person()
    await duty.looks()
    assert duty.telephones.reached == ["1"]
    assert await told(woman) == ["begun"]
    assert (await woman.reads())[-1].sender is Sender.SYSTEM


async def test_nobody_comes_the_next_is_called_and_then_a_claim_makes_silence(
    duty: Duty, woman: Woman, office: Office, lan: User
) -> None:
    code = await woman.asks_for_a_person()
    await duty.looks()
    await duty.looks_after(4.9)
    assert duty.telephones.reached == ["1"]
    await duty.looks_after(0.1)
    assert duty.telephones.reached == ["1", "2"]
    assert await told(woman) == ["begun", "next"]
    await office.casework.claim(code, by=lan)
    before = await woman.texts()
    await duty.looks_after(60)
    assert duty.telephones.reached == ["1", "2"]
    assert await woman.texts() == before


async def test_everybody_is_called_three_times_then_she_and_the_desk_are_told(
    duty: Duty, woman: Woman
) -> None:
    code = await woman.asks_for_a_person()
    await duty.looks()
    for _ in range(12):
        await duty.looks_after(5)
    assert duty.telephones.reached == ["1", "2", "1", "2", "1", "2"]
    assert await told(woman) == ["begun", "next", "again", "again", "ended"]
    assert duty.pager.news.in_vain == (code,)


async def test_the_lines_give_numbers_of_the_country_she_is_in(duty: Duty, woman: Woman) -> None:
    await woman.asks_for_a_person()
    await duty.looks()
    await duty.looks_after(5)
    assert "113" in (await woman.texts())[-1]


async def test_a_request_without_danger_calls_nobody(
    duty: Duty, woman: Woman, assistant: FakeAssistant
) -> None:
    yes = Choice("consent.yes", "yes")
    assistant.replies["cho em gặp người thật"] = Answered((Reply("?", (yes,)),), Decision.HANDOFF)
    await woman.says("cho em gặp người thật")
    await woman.taps("consent.yes")
    await duty.looks()
    assert duty.telephones.reached == []
    await woman.says("chồng đang đánh em, cứu em với")
    await duty.looks()
    assert duty.telephones.reached == ["1"]  # it has become an emergency while she waited


async def test_before_her_yes_nobody_is_called(duty: Duty, woman: Woman) -> None:
    await woman.says("chồng đang đánh em, cứu em với")
    await duty.looks()
    assert duty.telephones.reached == []


async def test_erasing_stops_the_calls_and_leaves_no_page(
    duty: Duty, woman: Woman, office: Office
) -> None:
    code = await woman.asks_for_a_person()
    await duty.looks()
    await office.reception.erase("webchat", "her-phone")
    await duty.looks_after(60)
    assert duty.telephones.reached == ["1"]
    assert await duty.pages(code) == []


async def test_a_page_that_is_due_when_she_is_taken_over_is_dropped(
    duty: Duty, woman: Woman, office: Office, lan: User
) -> None:
    duty.telephones.failures.append(NotPaged(Why.NO_REPLY))
    code = await woman.asks_for_a_person()
    await duty.looks()
    await office.casework.claim(code, by=lan)
    await duty.looks_after(1)
    assert duty.telephones.reached == []
    assert [page.state for page in await duty.pages(code)] == [PageState.DROPPED]


async def test_without_any_list_she_is_told_that_nobody_knows_when(
    duty: Duty, woman: Woman
) -> None:
    duty.roster = NOBODY
    code = await woman.asks_for_a_person()
    await duty.looks()
    await duty.looks_after(600)
    assert await told(woman) == ["nobody"]
    assert duty.pager.news.nobody == (code,)


async def test_outside_the_hours_she_is_told_until_when_and_called_for_when_they_begin(
    duty: Duty, woman: Woman, clock: Clock
) -> None:
    tonight = clock.now.astimezone(VIET_NAM).replace(hour=22, minute=0)
    clock.now = tonight.astimezone(UTC)
    duty.roster = Roster(
        (DutyPerson("lan", "Lan", "vi", telegram="1", shifts=(read_shift("mon-sun 08:00-17:00"),)),)
    )
    await woman.asks_for_a_person()
    await duty.looks()
    assert await told(woman) == ["nobody_until"]
    assert re.search(r"08:00, .*\d+/\d+ \(giờ Việt Nam\)", (await woman.texts())[-1])
    await duty.looks_after(10 * 60)
    assert duty.telephones.reached == ["1"]
    assert await told(woman) == ["nobody_until", "begun"]


async def test_who_has_no_way_that_is_set_up_is_not_on_the_list(duty: Duty, woman: Woman) -> None:
    duty.roster = Roster((DutyPerson("mai", "Mai", "vi", email="m@x.org"), HOA))
    await woman.asks_for_a_person()
    await duty.looks()
    assert duty.telephones.reached == ["2"]


async def test_after_a_hand_back_a_new_yes_in_danger_calls_from_the_beginning(
    duty: Duty, woman: Woman, office: Office, lan: User
) -> None:
    code = await woman.asks_for_a_person()
    await duty.looks()
    duty.clock.turn(1)
    await office.casework.claim(code, by=lan)
    await office.casework.hand_back(code, by=lan)
    duty.clock.turn(1)
    await woman.asks_for_a_person()
    await duty.looks()
    assert duty.telephones.reached == ["1", "1"]


async def test_running_by_itself_it_calls_within_a_moment_and_stops_cleanly(
    duty: Duty, woman: Woman
) -> None:
    await duty.pager.start()
    await woman.asks_for_a_person()
    async with asyncio.timeout(5):
        while not duty.telephones.reached:  # noqa: ASYNC110  # as somebody at the telephone would
            await asyncio.sleep(0.01)
    await duty.pager.close()
    assert duty.telephones.reached == ["1"]


@pytest.mark.parametrize("language", ["vi", "en", "ko"])
def test_a_page_names_neither_her_nor_her_danger_nor_the_ticket(language: str) -> None:
    text: PageText = page_text(language, DESK)  # type: ignore[arg-type]
    whole = f"{text.subject} {text.body}"
    assert DESK in text.body
    assert not re.search(r"[3-9A-Z]{3}-[3-9A-Z]{3}", whole)
    for word in (
        "OSSO",
        "bạo",
        "đánh",
        "phụ nữ",
        "tư vấn",
        "violence",
        "woman",
        "emergency",
        "상담",
    ):
        assert word.lower() not in whole.lower()
