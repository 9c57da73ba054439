"""The lists of the queue: what stands in which, in what order, and the figures."""

from datetime import timedelta

import pytest

from app.office import Office
from counselling.assistant import Answered, Decision, Reply
from counselling.conversations import Choice
from counselling.permissions import Role, User
from counselling.queue.lists import PAGE, Show
from counselling.tickets.states import TicketState
from counselling.tickets.ticket import Ticket
from tests.counselling.cast import FakeAssistant, Woman, give_to

A_PERSON = "cho em gặp người"


@pytest.fixture
def assistant() -> FakeAssistant:
    asked = Answered((Reply("?", (Choice("consent.yes", "Có"),)),), Decision.HANDOFF)
    return FakeAssistant({A_PERSON: asked})


@pytest.fixture
async def hanh(office: Office) -> User:
    """A counsellor in Ha Noi."""
    return await office.staff.add(
        "hanh", "Hạnh", Role.COUNSELLOR, "a long enough password",
        must_change_password=False, office="ha-noi",
    )  # fmt: skip


async def a_ticket(office: Office, name: str, place: str | None = None) -> str:
    woman = Woman(office, name)
    await woman.says(A_PERSON)
    await woman.taps("consent.yes")
    code = (await office.reception.state("webchat", name)).ticket
    assert code
    if place:
        await give_to(office, code, place)
    return code


async def listed(office: Office, who: User, show: Show) -> list[str]:
    return [row.code for row in await office.casework.queue(by=who, show=show)]


async def change(office: Office, code: str, **fields: object) -> None:
    async with office.store.write() as tx:
        ticket = await tx.tickets.by_code(code)
        assert ticket
        for name, value in fields.items():
            setattr(ticket, name, value)
        await tx.tickets.save(ticket)


async def ticket_of(office: Office, code: str) -> Ticket:
    async with office.store.read() as tx:
        ticket = await tx.tickets.by_code(code)
        assert ticket
        return ticket


async def test_a_new_ticket_is_new_and_her_offices(office: Office, hanh: User, thu: User) -> None:
    code = await a_ticket(office, "her", "ha-noi")
    assert await listed(office, hanh, Show.NEW) == [code]
    assert await listed(office, hanh, Show.OFFICE) == [code]
    assert await listed(office, hanh, Show.MINE) == []
    counts = await office.casework.counts(by=hanh)
    assert (counts.new, counts.office, counts.mine, counts.running) == (1, 1, 0, 1)
    assert (await office.casework.counts(by=thu)).running == 0


async def test_who_was_written_to_last_is_waited_for_until_she_writes(
    office: Office, hanh: User
) -> None:
    code = await a_ticket(office, "her")
    await office.casework.claim(code, by=hanh)
    assert await listed(office, hanh, Show.HERS) == []  # nobody has written to her yet
    await office.casework.reply(code, by=hanh, text="Chào chị", external_id="1")
    assert await listed(office, hanh, Show.HERS) == [code]
    assert (await office.casework.counts(by=hanh)).hers == 1

    await Woman(office, "her", count=9).says("dạ")
    assert await listed(office, hanh, Show.HERS) == []
    assert (await office.casework.counts(by=hanh)).answers == 1


async def test_whom_the_assistant_has_again_waits_for_nobody(office: Office, hanh: User) -> None:
    code = await a_ticket(office, "her")
    await office.casework.claim(code, by=hanh)
    await office.casework.hand_back(code, by=hanh)
    await Woman(office, "her", count=9).says("giấy tờ gì ạ")
    [row] = await office.casework.queue(by=hanh, show=Show.MINE)
    assert row.waits_since is None
    assert (await office.casework.counts(by=hanh)).answers == 0


@pytest.mark.parametrize("state", [TicketState.REFERRED, TicketState.FOLLOW_UP])
async def test_whom_an_agency_helps_is_referred(
    office: Office, hanh: User, state: TicketState
) -> None:
    code = await a_ticket(office, "her")
    await office.casework.claim(code, by=hanh)
    await change(office, code, state=state)
    assert await listed(office, hanh, Show.REFERRED) == [code]
    assert (await office.casework.counts(by=hanh)).referred == 1


async def test_a_closed_ticket_is_closed_and_nothing_else(office: Office, hanh: User) -> None:
    code = await a_ticket(office, "her", "ha-noi")
    await office.casework.claim(code, by=hanh)
    await office.casework.close(code, by=hanh)
    for show in Show:
        assert await listed(office, hanh, show) == ([code] if show is Show.CLOSED else [])
    assert (await office.casework.counts(by=hanh)).running == 0


async def test_who_serves_all_offices_has_no_office_of_her_own(office: Office, lan: User) -> None:
    await a_ticket(office, "her")
    assert await listed(office, lan, Show.OFFICE) == []
    assert (await office.casework.counts(by=lan)).office == 0


async def test_who_has_waited_longest_comes_before_who_was_answered(
    office: Office, hanh: User
) -> None:
    answered, waiting, new = [await a_ticket(office, name) for name in ("a", "b", "c")]
    for code in (answered, waiting):
        await office.casework.claim(code, by=hanh)
        await office.casework.reply(code, by=hanh, text="Chào chị", external_id="1")
    await Woman(office, "b", count=9).says("dạ")
    assert await listed(office, hanh, Show.ALL) == [new, waiting, answered]

    earlier = (await ticket_of(office, new)).opened_at + timedelta(days=1)
    await change(office, new, opened_at=earlier)
    assert await listed(office, hanh, Show.ALL) == [waiting, new, answered]


async def test_an_emergency_is_nobodys_while_it_is_open_though_a_counsellor_has_the_chat(
    office: Office, woman: Woman, hanh: User
) -> None:
    code = await woman.asks_for_a_person()
    await office.casework.claim(code, by=hanh)
    assert (await office.casework.counts(by=hanh)).emergencies == ()
    await change(office, code, state=TicketState.OPEN, holder_id=None)
    assert (await office.casework.counts(by=hanh)).emergencies == (code,)


async def test_an_emergency_that_waits_again_is_nobodys_too(
    office: Office, woman: Woman, hanh: User
) -> None:
    code = await woman.asks_for_a_person()
    await office.casework.claim(code, by=hanh)
    await office.casework.hand_back(code, by=hanh)
    await woman.taps("consent.yes")
    assert (await office.casework.counts(by=hanh)).emergencies == (code,)


async def test_a_list_comes_page_by_page(office: Office, hanh: User) -> None:
    codes = [await a_ticket(office, f"woman-{number}") for number in range(PAGE + 2)]
    first = await office.casework.queue(by=hanh, show=Show.NEW)
    second = await office.casework.queue(by=hanh, show=Show.NEW, page=2)
    assert [row.code for row in first[:PAGE]] == codes[:PAGE]
    assert len(first) == PAGE + 1  # there is another page
    assert [row.code for row in second] == codes[PAGE:]


async def test_a_code_is_found_by_its_beginning_only_where_it_is_in_reach(
    office: Office, hanh: User, thu: User
) -> None:
    code = await a_ticket(office, "her", "ha-noi")
    assert [row.code for row in await office.casework.find(code[:5], by=hanh)] == [code]
    assert [row.code for row in await office.casework.find(code, by=hanh)] == [code]
    assert await office.casework.find(code, by=thu) == []
