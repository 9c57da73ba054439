"""Follow-ups that are due today: whose stand in the list, in what order, and who sees them."""

from datetime import timedelta

import pytest

from app.office import Office
from counselling.cases.closing import Ending
from counselling.cases.ending import Ended
from counselling.cases.follow_up import Outcome, today
from counselling.clock import utc_now
from counselling.live import DESK, QueueChanged
from counselling.permissions import User
from counselling.queue.clock import Step
from counselling.queue.lists import Show
from counselling.store.queue_rows import QueueRow
from tests.counselling.cast import Woman, give_to

TODAY = today(utc_now())
DAY = timedelta(days=1)


async def a_case(office: Office, lan: User, name: str) -> str:
    """A ticket that Lan holds and has answered."""
    code = await Woman(office, address=name).asks_for_a_person()
    await office.casework.claim(code, by=lan)
    await office.casework.reply(code, by=lan, text="Chào chị", external_id="1")
    return code


@pytest.fixture
async def code(office: Office, lan: User) -> str:
    return await a_case(office, lan, "her")


async def due(office: Office, who: User, days_from_now: int = 0) -> list[QueueRow]:
    office.casework._now = lambda: utc_now() + days_from_now * DAY
    return await office.casework.queue(by=who, show=Show.DUE)


async def the_only(office: Office, code: str, lan: User) -> str:
    return (await office.cases.file.read(code, by=lan)).follow_ups[0].id


async def test_it_stands_in_the_list_from_its_day_on_and_is_counted(
    office: Office, code: str, lan: User
) -> None:
    await office.cases.follow_ups.plan(code, [TODAY + 2 * DAY, TODAY + 9 * DAY], "", by=lan)
    for days, listed in ((0, []), (1, []), (2, [code]), (20, [code])):
        assert [row.code for row in await due(office, lan, days)] == listed
        assert (await office.casework.counts(by=lan)).due == len(listed)


async def test_its_line_and_its_clock_say_the_first_day_that_is_not_done(
    office: Office, code: str, lan: User
) -> None:
    await office.cases.follow_ups.plan(code, [TODAY + 9 * DAY, TODAY], "", by=lan)
    [row] = await due(office, lan)
    clock = office.casework.signs.clock(row)
    assert clock
    assert (row.follow_up, clock.step, clock.day) == (TODAY, Step.FOLLOW_UP, TODAY)
    await office.cases.follow_ups.finish(
        code, await the_only(office, code, lan), Outcome.BETTER, "", by=lan
    )
    assert await due(office, lan) == []
    assert (await office.casework.ticket(code, by=lan)).row.follow_up == TODAY + 9 * DAY


async def test_the_longest_overdue_comes_first(office: Office, lan: User) -> None:
    codes = [await a_case(office, lan, name) for name in ("a", "b", "c")]
    for code, days in zip(codes, (2, 0, 1), strict=True):
        await office.cases.follow_ups.plan(code, [TODAY + days * DAY], "", by=lan)
    assert [row.code for row in await due(office, lan, 5)] == [codes[1], codes[2], codes[0]]


async def test_that_of_a_closed_ticket_is_due_as_well(office: Office, code: str, lan: User) -> None:
    await office.casework.close(code, by=lan, ended=Ended(Ending.REFERRED, "", [TODAY]))
    [row] = await due(office, lan)
    counts = await office.casework.counts(by=lan)
    assert (row.code, counts.due, counts.running) == (code, 1, 0)
    clock = office.casework.signs.clock(row)
    assert clock
    assert clock.step is Step.FOLLOW_UP


async def test_another_office_neither_sees_nor_counts_it(
    office: Office, code: str, lan: User, thu: User
) -> None:
    await give_to(office, code, "ha-noi")
    await office.cases.follow_ups.plan(code, [TODAY], "", by=lan)
    for who, number in ((lan, 1), (thu, 0)):
        assert len(await due(office, who)) == number
        assert (await office.casework.counts(by=who)).due == number


async def test_a_change_of_it_refreshes_the_queues_that_are_open(
    office: Office, code: str, lan: User
) -> None:
    work = office.cases.follow_ups
    with office.live.subscribe(DESK) as told:
        await work.plan(code, [TODAY], "", by=lan)
        assert told.get_nowait() == QueueChanged(code, emergency=True)
        one = await the_only(office, code, lan)
        await work.postpone(code, one, TODAY + DAY, by=lan)
        assert told.get_nowait() == QueueChanged(code, emergency=True)
        await work.cancel(code, one, by=lan)
        assert told.get_nowait() == QueueChanged(code, emergency=True)
