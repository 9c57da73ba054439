"""Which tickets the staff of one office, of another and of all offices reach."""

from datetime import UTC, datetime

import pytest

from app.office import Office
from counselling.permissions import User
from counselling.tickets.ticket import NoSuchTicket
from tests.counselling.cast import ANYWHERE, Woman, give_to

EVER = datetime(2000, 1, 1, tzinfo=UTC)


@pytest.fixture
async def code(office: Office, woman: Woman) -> str:
    """A ticket of the office in Ha Noi."""
    code = await woman.asks_for_a_person()
    await give_to(office, code, "ha-noi")
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
