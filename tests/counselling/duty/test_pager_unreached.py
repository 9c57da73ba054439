"""Pages that do not reach who is on duty: sent again, or the next is called, and the desk told."""

from app.office import Office
from counselling.duty.page import Why
from counselling.duty.ways import NotPaged
from counselling.permissions import User
from tests.counselling.cast import Woman
from tests.counselling.duty.duty_cast import Duty, told

BLOCKED = NotPaged(Why.BLOCKED, permanent=True)


async def test_who_has_blocked_the_bot_is_named_at_the_desk_and_the_next_is_called_at_once(
    duty: Duty, woman: Woman
) -> None:
    duty.telephones.failures.append(BLOCKED)
    await woman.asks_for_a_person()
    await duty.looks()
    assert duty.telephones.reached == ["2"]
    assert await told(woman) == ["begun"]
    [unreached] = duty.pager.news.unreached
    assert (unreached.name, unreached.way, unreached.why) == ("Lan", "telegram", Why.BLOCKED)


async def test_the_desk_is_reminded_for_a_week_unless_a_page_arrives(
    duty: Duty, woman: Woman, office: Office, lan: User
) -> None:
    duty.telephones.failures.append(BLOCKED)
    code = await woman.asks_for_a_person()
    await duty.looks()
    await office.casework.claim(code, by=lan)
    await duty.looks_after(24 * 60)
    assert duty.pager.news.unreached
    other = Woman(office, "another")
    await other.asks_for_a_person()
    await duty.looks()
    assert duty.pager.news.unreached == ()


async def test_a_page_that_finds_no_answer_is_sent_again_after_a_pause(
    duty: Duty, woman: Woman
) -> None:
    duty.telephones.failures += [NotPaged(Why.NO_REPLY), NotPaged(Why.NO_REPLY, retry_after=30)]
    await woman.asks_for_a_person()
    await duty.looks()
    await duty.looks_after(2 / 60)
    await duty.looks_after(29 / 60)
    assert duty.telephones.reached == []
    await duty.looks_after(1 / 60)
    assert duty.telephones.reached == ["1"]


async def test_after_some_tries_without_an_answer_the_next_is_called(
    duty: Duty, woman: Woman
) -> None:
    duty.telephones.failures += [NotPaged(Why.NO_REPLY)] * 5
    await woman.asks_for_a_person()
    await duty.looks()
    for _ in range(4):
        await duty.looks_after(0.3)
    assert duty.telephones.reached == ["2"]


async def test_an_error_that_nobody_foresaw_is_as_good_as_no_answer(
    duty: Duty, woman: Woman
) -> None:
    duty.telephones.failures.append(RuntimeError("a bug"))
    await woman.asks_for_a_person()
    await duty.looks()
    await duty.looks_after(0.1)
    assert duty.telephones.reached == ["1"]


async def test_a_page_that_was_put_off_goes_out_though_the_clock_is_set_back(
    duty: Duty, woman: Woman
) -> None:
    duty.telephones.failures.append(NotPaged(Why.NO_REPLY))
    await woman.asks_for_a_person()
    await duty.looks()
    assert duty.telephones.reached == []
    await duty.looks_after(-24 * 60)
    assert "1" in duty.telephones.reached
