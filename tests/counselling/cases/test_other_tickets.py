"""Her other tickets: linked by a code she told, merged, opened again; never matched by machine."""

import asyncio
from datetime import timedelta

import pytest

from app.office import Office
from counselling.cases.closing import Ending
from counselling.cases.follow_up import Outcome
from counselling.cases.other_tickets import StillRuns, UnsafeNow
from counselling.cases.record import Record
from counselling.cases.room import CaseRoom
from counselling.cases.two_tickets import NoSuchOther, typed_code
from counselling.clock import utc_now
from counselling.conversations import Handler
from counselling.permissions import User
from counselling.tickets.states import TicketState
from counselling.tickets.ticket import AlreadyClaimed, NotYours, Priority
from tests.counselling.cast import Woman, give_to


@pytest.fixture
def elsewhere(office: Office) -> Woman:
    """The same woman, writing from another phone."""
    return Woman(office, address="her-sisters-phone")


@pytest.fixture
async def other(elsewhere: Woman) -> str:
    """Her ticket there, which nobody has claimed."""
    return await elsewhere.asks_for_a_person()


async def shown(room: CaseRoom, code: str, by: User) -> list[tuple[str, str]]:
    related = (await room.file.read(code, by=by)).related
    return [(one.linked.ticket.code, one.linked.kind) for one in related]


@pytest.mark.parametrize("text", ["K7M-4RX", " k7m4rx ", "K7M 4RX"])
def test_a_code_is_understood_as_people_type_it(text: str) -> None:
    assert typed_code(text) == "K7M-4RX"


@pytest.mark.parametrize("text", ["", "K7M", "K7M-4RXX", "O0I-L1L", "../../x"])
def test_what_is_no_code_is_none(text: str) -> None:
    assert typed_code(text) is None


async def test_nothing_is_linked_by_itself(
    room: CaseRoom, code: str, other: str, lan: User
) -> None:
    assert await shown(room, code, lan) == []


async def test_a_code_she_told_links_both_and_a_wrong_one_is_taken_away(
    office: Office, room: CaseRoom, code: str, other: str, lan: User
) -> None:
    await room.others.link(code, other, by=lan)
    await room.others.link(code, other, by=lan)
    assert await shown(room, code, lan) == [(other, "told")]
    assert await shown(room, other, lan) == [(code, "told")]
    await room.others.unlink(code, other, by=lan)
    assert await shown(room, code, lan) == []
    events = [event.what for event in (await office.casework.ticket(other, by=lan)).events]
    assert events[-2:] == [f"linked {code}", f"unlinked {code}"]


async def test_what_is_out_of_reach_or_missing_looks_the_same(
    office: Office, room: CaseRoom, other: str, lan: User, thu: User
) -> None:
    mine = await Woman(office, address="third").asks_for_a_person()
    await office.casework.claim(mine, by=thu)
    await office.casework.claim(other, by=lan)  # until then an emergency is everybody's
    await give_to(office, other, "ha-noi")
    for code in (other, "K7M-4RX", mine):
        with pytest.raises(NoSuchOther):
            await room.others.link(mine, code, by=thu)


async def test_a_linked_ticket_shows_its_themes_only_to_who_reaches_it(
    office: Office, room: CaseRoom, code: str, other: str, lan: User, thu: User
) -> None:
    await room.file.save_record(code, Record("x", ("legal/divorce",)), base=0, by=lan)
    await room.others.link(code, other, by=lan)
    seen = (await room.file.read(other, by=thu)).related[0]
    assert (seen.reached, seen.readable, seen.themes) == (True, True, ("legal/divorce",))
    await give_to(office, code, "ha-noi")
    hidden = (await room.file.read(other, by=thu)).related[0]
    assert (hidden.reached, hidden.readable, hidden.themes) == (False, False, ())


async def test_when_she_erases_one_the_other_does_not_know_it_any_more(
    office: Office, room: CaseRoom, code: str, other: str, elsewhere: Woman, lan: User
) -> None:
    await room.others.link(code, other, by=lan)
    await office.reception.erase(elsewhere.channel, elsewhere.address)
    assert await shown(room, code, lan) == []
    with pytest.raises(NoSuchOther):
        await room.others.link(code, other, by=lan)


async def test_merging_closes_one_and_leaves_both_conversations_where_they_are(
    office: Office, room: CaseRoom, code: str, other: str, elsewhere: Woman, lan: User
) -> None:
    await room.others.merge(code, other, by=lan)
    gone = await office.casework.ticket(other, by=lan)
    assert (gone.row.state, gone.events[-1].what) == (TicketState.CLOSED, f"merged_into {code}")
    assert gone.events[-1].why == Ending.DUPLICATE
    assert await shown(room, code, lan) == [(other, "from")]
    assert await shown(room, other, lan) == [(code, "into")]
    assert (await office.reception.state(elsewhere.channel, elsewhere.address)).handler is (
        Handler.ASSISTANT
    )
    state = await office.reception.state("webchat", "her-phone")
    assert (state.ticket, state.handler) == (code, Handler.COUNSELLOR)


async def test_the_closed_one_says_not_a_word_of_the_other(
    room: CaseRoom, office: Office, code: str, other: str, elsewhere: Woman, lan: User
) -> None:
    before = len(await elsewhere.texts())
    await room.others.merge(code, other, by=lan)
    said = (await elsewhere.texts())[before:]
    assert said == [office.book.faq().lines.say("ticket_closed", "vi")]


async def test_the_record_of_the_closed_one_is_still_read_there(
    office: Office, room: CaseRoom, code: str, other: str, lan: User
) -> None:
    await office.casework.claim(other, by=lan)
    await room.file.save_record(other, Record("chuyện ở đó"), base=0, by=lan)
    await room.others.merge(code, other, by=lan)
    view = await room.file.read(other, by=lan)
    assert (view.record.body.summary, view.keeps) == ("chuyện ở đó", True)


async def test_what_goes_on_is_as_urgent_as_the_more_urgent_of_the_two(
    room: CaseRoom, calm: str, other: str, lan: User
) -> None:
    await room.others.merge(calm, other, by=lan)
    assert (await room.file.read(calm, by=lan)).row.priority is Priority.EMERGENCY


async def test_nobody_merges_what_a_colleague_has_or_what_she_does_not_hold(
    office: Office, room: CaseRoom, code: str, other: str, lan: User, hoa: User
) -> None:
    with pytest.raises(NotYours):
        await room.others.merge(code, other, by=hoa)
    await office.casework.claim(other, by=hoa)
    with pytest.raises(AlreadyClaimed):
        await room.others.merge(code, other, by=lan)
    assert (await room.file.read(other, by=hoa)).row.state is TicketState.CLAIMED


async def test_merging_both_ways_at_once_leaves_exactly_one_running(
    office: Office, room: CaseRoom, code: str, other: str, lan: User
) -> None:
    await office.casework.claim(other, by=lan)
    done = await asyncio.gather(
        *(room.others.merge(code, other, by=lan, into_other=n % 2 == 0) for n in range(6)),
        return_exceptions=True,
    )
    assert [one for one in done if one is None] == [None]
    assert all(one is None or isinstance(one, NotYours) for one in done)
    assert len(await office.casework.queue(by=lan)) == 1


async def test_merging_asks_once_when_the_time_may_be_unsafe_there(
    room: CaseRoom, code: str, other: str, lan: User
) -> None:
    room.others._now = lambda: utc_now() + timedelta(minutes=11)
    with pytest.raises(UnsafeNow):
        await room.others.merge(code, other, by=lan)
    await room.others.merge(code, other, by=lan, sure=True)


async def test_an_ended_ticket_goes_on_as_a_new_one_that_names_it(
    office: Office, room: CaseRoom, woman: Woman, code: str, lan: User, hoa: User
) -> None:
    await office.casework.close(code, by=lan)
    new = await room.others.reopen(code, by=hoa)
    view = await office.casework.ticket(new, by=hoa)
    assert (view.row.state, view.row.holder_id) == (TicketState.CLAIMED, hoa.id)
    assert [event.what for event in view.events] == [f"reopened {code}"]
    assert await shown(room, new, hoa) == [(code, "same")]
    assert new in (await woman.texts())[-1]
    await office.casework.reply(new, by=hoa, text="Chào chị", external_id="1")
    old = await office.casework.ticket(code, by=hoa)
    assert (old.row.state, old.events[-1].what) == (TicketState.CLOSED, f"reopened_as {new}")


async def test_what_is_due_goes_along_to_the_new_ticket_and_what_is_done_stays(
    office: Office, room: CaseRoom, code: str, lan: User, hoa: User
) -> None:
    day = room.file.plan_days()[0]
    await room.follow_ups.plan(code, [day, day], "Đã có giấy chưa?", by=lan)
    done = (await room.file.read(code, by=lan)).follow_ups[0].id
    await room.follow_ups.finish(code, done, Outcome.ONGOING, "", by=lan)
    await office.casework.close(code, by=lan)
    new = await room.others.reopen(code, by=hoa)
    moved = (await room.file.read(new, by=hoa)).follow_ups
    assert [(one.state, one.ask) for one in moved] == [("due", "Đã có giấy chưa?")]
    assert [one.id for one in (await room.file.read(code, by=hoa)).follow_ups] == [done]


async def test_of_many_who_reopen_at_once_one_opens_a_ticket(
    office: Office, room: CaseRoom, code: str, lan: User
) -> None:
    await office.casework.close(code, by=lan)
    done = await asyncio.gather(
        *(room.others.reopen(code, by=lan) for _ in range(5)), return_exceptions=True
    )
    assert len([one for one in done if isinstance(one, str)]) == 1
    assert len([one for one in done if isinstance(one, StillRuns)]) == 4


async def test_a_running_ticket_is_not_opened_again(room: CaseRoom, code: str, lan: User) -> None:
    with pytest.raises(StillRuns):
        await room.others.reopen(code, by=lan)


async def test_without_her_yes_nothing_is_opened_again(
    office: Office, room: CaseRoom, woman: Woman, code: str, lan: User
) -> None:
    await woman.taps("withdraw")
    with pytest.raises(NotYours):
        await room.others.reopen(code, by=lan)
    await office.reception.erase(woman.channel, woman.address)
    with pytest.raises(NotYours):
        await room.others.reopen(code, by=lan)


async def test_opening_again_asks_once_when_the_time_may_be_unsafe(
    office: Office, room: CaseRoom, woman: Woman, code: str, lan: User
) -> None:
    await office.casework.close(code, by=lan)
    room.others._now = lambda: utc_now() + timedelta(minutes=11)
    before = await woman.texts()
    with pytest.raises(UnsafeNow):
        await room.others.reopen(code, by=lan)
    assert await woman.texts() == before
    assert await room.others.reopen(code, by=lan, sure=True)
