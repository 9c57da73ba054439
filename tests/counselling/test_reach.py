"""Which tickets the staff of one office, of another and of all offices reach."""

from datetime import UTC, datetime
from itertools import product

import pytest

from app.office import Office
from counselling.conversations import Conversation
from counselling.permissions import User
from counselling.queue.lists import Show
from counselling.reach import within_reach
from counselling.tickets.states import ENDED, TicketState
from counselling.tickets.ticket import NoSuchTicket, Priority, Ticket
from tests.counselling.cast import ANYWHERE, Woman, give_to

EVER = datetime(2000, 1, 1, tzinfo=UTC)


@pytest.fixture
async def code(office: Office, woman: Woman, lan: User) -> str:
    """A ticket of the office in Ha Noi, which somebody has taken."""
    code = await woman.asks_for_a_person()
    await give_to(office, code, "ha-noi")
    await office.casework.claim(code, by=lan)
    return code


async def codes(office: Office, who: User) -> list[str]:
    return [row.code for row in await office.casework.queue(by=who)]


async def test_to_another_office_the_ticket_is_not_there(
    office: Office, thu: User, code: str
) -> None:
    work = office.casework
    for deed in (
        work.ticket(code, by=thu),
        work.transcript(code, by=thu),
        work.claim(code, by=thu),
        work.reply(code, by=thu, text="Chào chị", external_id="1"),
        work.typing(code, by=thu),
        work.ask_word(code, by=thu),
        work.hand_back(code, by=thu),
        work.take_back(code, by=thu),
        work.close(code, by=thu),
        office.attachment_viewer.all_of(code, by=thu),
        office.attachment_viewer.open(code, 1, by=thu),
    ):
        with pytest.raises(NoSuchTicket):
            await deed
    assert await codes(office, thu) == []


async def test_who_serves_all_offices_reaches_every_ticket(office: Office, code: str) -> None:
    assert await codes(office, ANYWHERE) == [code]
    assert (await office.casework.ticket(code, by=ANYWHERE)).row.office == "ha-noi"


async def test_a_ticket_of_no_office_is_reached_by_all_until_one_claims_it(
    office: Office, woman: Woman, lan: User, thu: User
) -> None:
    code = await woman.asks_for_a_person()
    assert await codes(office, thu) == [code]
    await office.casework.claim(code, by=thu)

    assert (await office.casework.ticket(code, by=lan)).row.office == "can-tho"


async def test_an_emergency_is_reached_by_all_until_somebody_takes_it(
    office: Office, woman: Woman, thu: User, lan: User
) -> None:
    code = await woman.asks_for_a_person()
    await give_to(office, code, "ha-noi")
    assert await codes(office, thu) == [code]
    assert (await office.casework.counts(by=thu)).emergencies == (code,)
    assert (await office.casework.ticket(code, by=thu)).row.office == "ha-noi"

    await office.casework.claim(code, by=lan)
    assert await codes(office, thu) == []
    assert (await office.casework.counts(by=thu)).running == 0
    with pytest.raises(NoSuchTicket):
        await office.casework.ticket(code, by=thu)


async def test_whoever_takes_an_emergency_of_another_office_keeps_it_in_reach_of_both(
    office: Office, woman: Woman, thu: User
) -> None:
    code = await woman.asks_for_a_person()
    await give_to(office, code, "ha-noi")
    await office.casework.claim(code, by=thu)

    assert await codes(office, thu) == [code]
    assert (await office.casework.ticket(code, by=thu)).row.office == "ha-noi"


async def test_another_offices_ticket_that_is_no_emergency_is_not_there(
    office: Office, woman: Woman, thu: User
) -> None:
    code = await woman.asks_for_a_person()
    async with office.store.write() as tx:
        ticket = await tx.tickets.by_code(code)
        assert ticket
        ticket.office, ticket.priority = "ha-noi", Priority.NORMAL
        await tx.tickets.save(ticket)
    assert await codes(office, thu) == []
    with pytest.raises(NoSuchTicket):
        await office.casework.claim(code, by=thu)


async def test_an_emergency_that_she_cancelled_is_her_offices_alone(
    office: Office, woman: Woman, thu: User
) -> None:
    code = await woman.asks_for_a_person()
    await give_to(office, code, "ha-noi")
    await woman.taps("withdraw")
    assert await office.casework.queue(by=thu, show=Show.CLOSED) == []
    with pytest.raises(NoSuchTicket):
        await office.casework.ticket(code, by=thu)


async def test_who_holds_a_ticket_reaches_it_wherever_it_belongs(
    office: Office, woman: Woman, thu: User
) -> None:
    code = await woman.asks_for_a_person()
    await office.casework.claim(code, by=thu)
    await give_to(office, code, "ha-noi")

    assert await codes(office, thu) == [code]
    assert (await office.casework.ticket(code, by=thu)).row.code == code


async def test_a_ticket_in_reach_of_nobody_here_leaves_no_trace_in_the_audit(
    office: Office, thu: User, code: str
) -> None:
    with pytest.raises(NoSuchTicket):
        await office.casework.ticket(code, by=thu)
    async with office.store.read() as tx:
        assert not await tx.records.audited(thu.id, "view", code, since=EVER)


async def test_the_database_and_the_rule_in_words_say_the_same_of_every_kind_of_ticket(
    office: Office, lan: User, thu: User, hoa: User
) -> None:
    holders = (None, thu.id, hoa.id)
    kinds = list(product((None, "ha-noi", "can-tho"), Priority, TicketState, holders))
    tickets = []
    async with office.store.write() as tx:
        for number, (place, priority, state, holder) in enumerate(kinds):
            chat = Conversation(f"{number}", "webchat", f"woman-{number}", EVER)
            ended = EVER if state in ENDED else None
            ticket = Ticket(
                f"{number}", f"K{number}", chat.id, EVER, state, priority,
                holder_id=holder, ended_at=ended, office=place,
            )  # fmt: skip
            await tx.conversations.add(chat)
            await tx.tickets.add(ticket)
            tickets.append(ticket)
    for reader in (thu, lan):
        listed: set[str] = set()
        for show, page in product((Show.ALL, Show.CLOSED), range(1, 5)):
            rows = await office.casework.queue(by=reader, show=show, page=page)
            listed |= {row.code for row in rows}
        assert listed == {one.code for one in tickets if within_reach(reader, one)}
    assert len(listed) == len(kinds)  # who serves all offices
