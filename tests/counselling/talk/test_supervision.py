"""A counsellor asks a supervisor; one voice speaks to the woman."""

import pytest

from app.office import Office
from counselling.permissions import User
from counselling.store.marks import Mark
from counselling.tickets.ticket import NoSuchTicket, NotYours
from tests.counselling.cast import Woman, give_to


async def marks(office: Office, code: str) -> frozenset[Mark]:
    return (await office.casework.talk.supervision.marks()).get(code, frozenset())


async def ask(office: Office, code: str, who: User) -> None:
    await office.casework.talk.supervision.ask(code, by=who, question="Chị ấy muốn về nhà chồng")


async def test_the_question_is_a_note_and_a_mark_and_she_hears_nothing(
    office: Office, woman: Woman, lan: User, code: str
) -> None:
    before = await woman.texts()
    await ask(office, code, lan)
    assert await marks(office, code) == {Mark.SUPERVISOR}
    [note] = await office.casework.talk.notes.of(code, by=lan)
    assert (note.kind, note.text) == ("supervisor", "Chị ấy muốn về nhà chồng")
    assert await woman.texts() == before


async def test_only_the_holder_asks(office: Office, hoa: User, thu: User, code: str) -> None:
    with pytest.raises(NotYours):
        await ask(office, code, hoa)
    await give_to(office, code, "ha-noi")
    with pytest.raises(NoSuchTicket):
        await ask(office, code, thu)


async def test_a_supervisors_note_answers_and_the_holder_sees_that_it_is_new(
    office: Office, lan: User, hoa: User, mai: User, code: str
) -> None:
    talk = office.casework.talk
    await ask(office, code, lan)
    await talk.notes.write(code, by=hoa, text="em cũng gặp rồi")
    assert await marks(office, code) == {Mark.SUPERVISOR}  # a team mate is no supervisor
    await talk.notes.write(code, by=mai, text="hỏi chị ấy có nơi ở khác không")
    assert await marks(office, code) == {Mark.ADVISED}
    await talk.supervision.looked(code, by=mai)
    assert await marks(office, code) == {Mark.ADVISED}
    await talk.supervision.looked(code, by=lan)
    assert await marks(office, code) == frozenset()


async def test_a_supervisor_advises_but_does_not_write_to_her(
    office: Office, lan: User, mai: User, code: str
) -> None:
    await ask(office, code, lan)
    with pytest.raises(NotYours):
        await office.casework.reply(code, by=mai, text="Chào chị", external_id="1")


async def test_holder_and_supervisor_can_settle_it_and_a_team_mate_cannot(
    office: Office, lan: User, hoa: User, mai: User, code: str
) -> None:
    settle = office.casework.talk.supervision.settle
    for who in (lan, mai):
        await ask(office, code, lan)
        with pytest.raises(NotYours):
            await settle(code, by=hoa)
        await settle(code, by=who)
        assert await marks(office, code) == frozenset()


async def test_taken_over_or_closed_it_asks_for_nobody(
    office: Office, lan: User, mai: User, code: str
) -> None:
    await ask(office, code, lan)
    await office.casework.talk.passing_on.take_over(code, by=mai, held_by=lan.id)
    assert await marks(office, code) == frozenset()
    await ask(office, code, mai)
    await office.casework.close(code, by=mai)
    async with office.store.read() as tx:
        ticket = await tx.tickets.by_code(code)
        assert ticket
        assert await tx.marks.of(ticket.id) == frozenset()
