"""Follow-ups: planned, due, done with an outcome; never for a woman who has gone."""

from datetime import date, timedelta

import pytest

from app.office import Office
from counselling.cases.closing import Ending
from counselling.cases.ending import Ended
from counselling.cases.follow_up import BadDay, NoSuchFollowUp, Outcome, today
from counselling.cases.room import CaseRoom
from counselling.clock import utc_now
from counselling.permissions import User
from counselling.queue.lists import Show
from counselling.tickets.states import Move, TicketState, next_state
from counselling.tickets.ticket import NotYours
from tests.counselling.cast import Woman, give_to

TODAY = today(utc_now())
DAY = timedelta(days=1)


async def the_only(room: CaseRoom, code: str, by: User) -> str:
    return (await room.file.read(code, by=by)).follow_ups[0].id


async def codes(room: CaseRoom, by: User, day: date = TODAY) -> list[str]:
    """The tickets with a follow-up that is due on ``day``, as the queue lists them."""
    async with room.file._store.read() as tx:
        return [row.code for row in await tx.queue.page(by, Show.DUE, today=day)]


async def refer(office: Office, code: str) -> None:
    async with office.store.write() as tx:
        ticket = await tx.tickets.by_code(code)
        assert ticket
        ticket.state = next_state(code, ticket.state, Move.REFER)
        await tx.tickets.save(ticket)


async def test_the_usual_days_are_a_week_a_month_and_three_months(room: CaseRoom) -> None:
    assert room.file.plan_days() == [TODAY + 7 * DAY, TODAY + 30 * DAY, TODAY + 91 * DAY]


async def test_it_is_due_on_its_day_and_overdue_after_it(
    room: CaseRoom, code: str, lan: User
) -> None:
    await room.follow_ups.plan(code, [TODAY + DAY], "Đã nhận giấy chưa?", by=lan)
    assert await codes(room, lan) == []
    assert await codes(room, lan, TODAY + DAY) == [code]
    assert await codes(room, lan, TODAY + 9 * DAY) == [code]


async def test_another_office_sees_none_of_them(
    office: Office, room: CaseRoom, code: str, lan: User, thu: User
) -> None:
    await give_to(office, code, "ha-noi")
    await room.follow_ups.plan(code, [TODAY], "", by=lan)
    assert (await codes(room, lan), await codes(room, thu)) == ([code], [])


async def test_done_with_its_outcome_it_is_due_no_more(
    office: Office, room: CaseRoom, code: str, lan: User
) -> None:
    await room.follow_ups.plan(code, [TODAY], "Đã nhận giấy chưa?", by=lan)
    one = await the_only(room, code, lan)
    await room.follow_ups.finish(code, one, Outcome.BETTER, "Đã có giấy khai sinh", by=lan)
    done = (await room.file.read(code, by=lan)).follow_ups[0]
    assert (done.state, done.outcome, done.ended_by) == ("done", "better", "Lan")
    assert (done.ask, done.note) == ("Đã nhận giấy chưa?", "Đã có giấy khai sinh")
    assert await codes(room, lan) == []
    event = (await office.casework.ticket(code, by=lan)).events[-1]
    assert (event.what, event.why) == ("follow_up_done", "better")
    with pytest.raises(NoSuchFollowUp):
        await room.follow_ups.finish(code, one, Outcome.WORSE, "", by=lan)


async def test_postponed_and_cancelled(room: CaseRoom, code: str, lan: User) -> None:
    await room.follow_ups.plan(code, [TODAY], "", by=lan)
    one = await the_only(room, code, lan)
    await room.follow_ups.postpone(code, one, TODAY + 3 * DAY, by=lan)
    assert await codes(room, lan) == []
    await room.follow_ups.cancel(code, one, by=lan)
    assert (await room.file.read(code, by=lan)).follow_ups[0].state == "cancelled"
    with pytest.raises(NoSuchFollowUp):
        await room.follow_ups.postpone(code, one, TODAY, by=lan)


@pytest.mark.parametrize("day", [TODAY - DAY, date(2999, 1, 1)])
async def test_no_day_before_today_nor_far_away(
    room: CaseRoom, code: str, lan: User, day: date
) -> None:
    with pytest.raises(BadDay):
        await room.follow_ups.plan(code, [TODAY, day], "", by=lan)
    assert (await room.file.read(code, by=lan)).follow_ups == []


async def test_one_of_another_ticket_is_not_there(
    office: Office, room: CaseRoom, code: str, lan: User
) -> None:
    await room.follow_ups.plan(code, [TODAY], "", by=lan)
    other = await Woman(office, address="other").asks_for_a_person()
    await office.casework.claim(other, by=lan)
    with pytest.raises(NoSuchFollowUp):
        await room.follow_ups.cancel(other, await the_only(room, code, lan), by=lan)


async def test_a_team_mate_does_not_change_them_but_sees_what_is_due(
    room: CaseRoom, code: str, lan: User, hoa: User
) -> None:
    await room.follow_ups.plan(code, [TODAY], "", by=lan)
    with pytest.raises(NotYours):
        await room.follow_ups.cancel(code, await the_only(room, code, lan), by=hoa)
    assert await codes(room, hoa) == [code]


async def test_a_referred_ticket_is_in_follow_up_once_one_is_planned_or_done(
    office: Office, room: CaseRoom, code: str, lan: User
) -> None:
    await refer(office, code)
    await room.follow_ups.plan(code, [TODAY], "", by=lan)
    assert (await room.file.read(code, by=lan)).row.state is TicketState.FOLLOW_UP
    await refer(office, code)
    await room.follow_ups.finish(code, await the_only(room, code, lan), Outcome.ONGOING, "", by=lan)
    view = await office.casework.ticket(code, by=lan)
    assert view.row.state is TicketState.FOLLOW_UP
    assert [event.what for event in view.events].count("follow_up") == 2


async def test_who_wants_no_more_of_them_is_not_asked_again(
    room: CaseRoom, code: str, lan: User
) -> None:
    await room.follow_ups.plan(code, [TODAY, TODAY + DAY], "", by=lan)
    await room.follow_ups.finish(
        code, await the_only(room, code, lan), Outcome.UNWANTED, "", by=lan
    )
    states = [one.state for one in (await room.file.read(code, by=lan)).follow_ups]
    assert states == ["done", "cancelled"]


async def test_a_closed_ticket_keeps_its_outcome_and_its_follow_ups(
    office: Office, room: CaseRoom, code: str, lan: User
) -> None:
    ended = Ended(Ending.REFERRED, "gửi trung tâm", [TODAY, TODAY + DAY])
    await office.casework.close(code, by=lan, ended=ended)
    view = await room.file.read(code, by=lan)
    assert view.closing
    assert (view.closing.outcome, view.closing.note) == (Ending.REFERRED, "gửi trung tâm")
    assert await codes(room, lan) == [code]
    assert len(view.follow_ups) == 2
    events = (await office.casework.ticket(code, by=lan)).events
    assert (events[-1].what, events[-1].who, events[-1].why) == ("close", "Lan", "referred")
    await room.follow_ups.finish(code, view.follow_ups[0].id, Outcome.BETTER, "", by=lan)


@pytest.mark.parametrize("outcome", [Ending.UNWANTED, Ending.DUPLICATE])
async def test_who_wants_no_help_or_has_another_ticket_gets_no_follow_up(
    office: Office, room: CaseRoom, code: str, lan: User, outcome: Ending
) -> None:
    await office.casework.close(code, by=lan, ended=Ended(outcome, "", [TODAY]))
    assert (await room.file.read(code, by=lan)).follow_ups == []


async def test_nothing_is_due_for_a_woman_who_took_her_yes_back_or_erased(
    office: Office, room: CaseRoom, woman: Woman, code: str, lan: User
) -> None:
    await room.follow_ups.plan(code, [TODAY], "", by=lan)
    await woman.taps("withdraw")
    assert await codes(room, lan) == []

    other = Woman(office, address="other")
    second = await other.asks_for_a_person()
    await office.casework.claim(second, by=lan)
    await room.follow_ups.plan(second, [TODAY], "", by=lan)
    assert await codes(room, lan) == [second]
    await office.reception.erase("webchat", "other")
    assert await codes(room, lan) == []


async def test_outcomes_are_counted_without_text_also_after_she_erased(
    office: Office, room: CaseRoom, woman: Woman, code: str, lan: User
) -> None:
    await room.follow_ups.plan(code, [TODAY], "bí mật", by=lan)
    await room.follow_ups.finish(
        code, await the_only(room, code, lan), Outcome.BETTER, "bí mật", by=lan
    )
    await office.casework.close(code, by=lan, ended=Ended(Ending.HELPED))

    async def counted() -> dict[tuple[str, str], int]:
        async with office.store.read() as tx:
            found = await tx.counts.between(TODAY, TODAY)
        kinds = ("ended", "follow_up")
        return {(cell.kind, cell.result): n for cell, n in found.items() if cell.kind in kinds}

    expected = {("ended", "helped"): 1, ("follow_up", "better"): 1}
    assert await counted() == expected
    await office.reception.erase(woman.channel, woman.address)
    assert await counted() == expected
