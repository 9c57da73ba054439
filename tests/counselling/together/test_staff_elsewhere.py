"""Counsellors at two services see each other as if they were at one."""

import asyncio
from collections.abc import Callable

import pytest

from app.office import Office
from counselling.live import OnlookersChanged, case_topic
from counselling.permissions import User
from counselling.presence import Being
from counselling.talk.onlookers import Onlooker
from counselling.together import whereabouts
from counselling.together.at_others import AtOthers
from tests.counselling.cast import Woman
from tests.counselling.together.test_two_services import the_next, until

pytestmark = pytest.mark.parametrize("on_database", ["postgresql"], indirect=True)
LOOKS = [Onlooker("Hoa", writes=False)]
WRITES = [Onlooker("Hoa", writes=True)]


async def beings(office: Office, user: User) -> dict[str, Being]:
    return {one.user.name: one.being for one in await office.staff.presence.colleagues(user)}


async def told(office: Office, user: User, being: Being) -> None:
    async with asyncio.timeout(5):
        while (await beings(office, user))["Hoa"] is not being:  # noqa: ASYNC110  # in another service
            await asyncio.sleep(0.01)


def seen_beside(office: Office, case: str, user: User) -> Callable[[], list[Onlooker]]:
    return lambda: office.casework.talk.onlookers.beside(case, user)


async def test_she_is_there_and_says_what_she_is_at_whichever_service(
    office: Office, there: Office, lan: User, hoa: User
) -> None:
    there.staff.presence.seen(hoa.id)
    await told(office, lan, Being.AVAILABLE)
    await there.staff.presence.choose(hoa, Being.BUSY)
    await told(office, lan, Being.BUSY)
    assert office.staff.presence.of(hoa) is Being.BUSY
    assert not office.staff.presence.is_there(hoa)
    there.staff.presence.left(hoa.id)
    await told(office, lan, Being.AWAY)


async def test_who_looks_and_writes_at_the_other_service_is_seen_at_once(
    office: Office, there: Office, lan: User, hoa: User
) -> None:
    beside = seen_beside(office, "c1", lan)
    with office.live.subscribe(case_topic("c1")) as events:
        with there.casework.talk.onlookers.looking("c1", hoa):
            await the_next(events, OnlookersChanged)
            assert beside() == LOOKS
            there.casework.talk.onlookers.writes("c1", hoa)
            await the_next(events, OnlookersChanged)
            assert beside() == WRITES
        await the_next(events, OnlookersChanged)
        assert beside() == []
    assert office.casework.talk.onlookers._wrote == {}


async def test_a_sign_of_writing_may_reach_another_service_than_her_page(
    office: Office, there: Office, lan: User, hoa: User, woman: Woman
) -> None:
    code = await woman.asks_for_a_person()
    await office.casework.claim(code, by=hoa)
    case = (await office.casework.ticket(code, by=hoa)).conversation_id
    with there.casework.talk.onlookers.looking(case, hoa):
        await until(lambda: seen_beside(office, case, lan)() == LOOKS)
        await office.casework.typing(code, by=hoa)
        assert seen_beside(office, case, lan)() == WRITES
        await until(lambda: seen_beside(there, case, lan)() == WRITES)


async def test_with_a_page_at_each_she_is_there_until_both_are_closed(
    office: Office, there: Office, lan: User, hoa: User
) -> None:
    beside = seen_beside(office, "c1", lan)
    with there.casework.talk.onlookers.looking("c1", hoa):
        await until(lambda: beside() == LOOKS)
        with office.casework.talk.onlookers.looking("c1", hoa):
            assert beside() == LOOKS
        assert beside() == LOOKS
    await until(lambda: beside() == [])


async def test_a_service_that_starts_later_learns_who_is_there(
    office: Office, there: Office, lan: User, hoa: User
) -> None:
    onlookers = there.casework.talk.onlookers
    with onlookers.looking("c1", hoa):
        await until(lambda: seen_beside(office, "c1", lan)() == LOOKS)
        office.casework.talk.onlookers._elsewhere._pages.clear()  # as if it had just started
        again = AtOthers(there.together, there.live, there.staff.presence, onlookers, 0.05)
        again.start()
        await until(lambda: seen_beside(office, "c1", lan)() == LOOKS)
        await again.close()


async def test_who_was_at_a_service_that_died_fades_away(
    office: Office, there: Office, lan: User, hoa: User
) -> None:
    onlookers = office.casework.talk.onlookers
    page = there.casework.talk.onlookers.looking("c1", hoa)
    page.__enter__()
    await until(lambda: seen_beside(office, "c1", lan)() == LOOKS)
    clock = onlookers._elsewhere._clock
    onlookers._elsewhere._clock = lambda: clock() + whereabouts.FADES_AFTER + 1
    with office.live.subscribe(case_topic("c1")) as events:
        onlookers.tell_again()
        assert events.get_nowait() == OnlookersChanged()
    assert seen_beside(office, "c1", lan)() == []
    page.__exit__(None, None, None)


async def test_a_draft_goes_on_at_the_other_service(
    office: Office, there: Office, lan: User, woman: Woman
) -> None:
    code = await woman.asks_for_a_person()
    await office.casework.claim(code, by=lan)
    await office.casework.talk.drafts.keep(code, by=lan, text="Chào chị, em là")
    assert await there.casework.talk.drafts.of(code, by=lan) == "Chào chị, em là"
