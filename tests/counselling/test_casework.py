"""Counsellors and tickets: owner, team mate and stranger."""

import asyncio

import pytest

from app.office import Office
from counselling.conversations import Handler, IllegalHandover, Sender
from counselling.permissions import User
from counselling.tickets.states import IllegalMove
from counselling.tickets.ticket import AlreadyClaimed, NoSuchTicket, NotYours
from tests.counselling.cast import ANYWHERE, FakeAssistant, Woman


@pytest.fixture
async def code(woman: Woman) -> str:
    return await woman.asks_for_a_person()


async def handler(office: Office) -> Handler:
    return (await office.reception.state("webchat", "her-phone")).handler


async def test_who_claims_has_the_conversation_and_she_is_told(
    office: Office, woman: Woman, lan: User, code: str
) -> None:
    await office.casework.claim(code, by=lan)
    assert await handler(office) is Handler.COUNSELLOR
    assert (await woman.reads())[-1].sender is Sender.SYSTEM


async def test_of_many_claims_at_once_exactly_one_wins(
    office: Office, woman: Woman, lan: User, hoa: User
) -> None:
    code = await woman.asks_for_a_person()
    outcomes = await asyncio.gather(
        *(office.casework.claim(code, by=who) for who in (lan, hoa)), return_exceptions=True
    )
    lost = [outcome for outcome in outcomes if outcome is not None]
    [row] = await office.casework.queue(by=ANYWHERE)
    assert len(lost) == 1
    assert isinstance(lost[0], AlreadyClaimed)
    assert lost[0].holder_name == row.holder_name


async def test_claiming_again_what_is_mine_changes_nothing(
    office: Office, woman: Woman, lan: User, code: str
) -> None:
    await office.casework.claim(code, by=lan)
    before = await woman.texts()
    await office.casework.claim(code, by=lan)
    assert await woman.texts() == before


async def test_the_holder_writes_to_her(office: Office, woman: Woman, lan: User, code: str) -> None:
    await office.casework.claim(code, by=lan)
    await office.casework.reply(code, by=lan, text="Chào chị, em là Lan.", external_id="r1")
    last = (await woman.reads())[-1]
    assert (last.sender, last.text) == (Sender.COUNSELLOR, "Chào chị, em là Lan.")


async def test_a_reply_sent_twice_is_written_once(
    office: Office, woman: Woman, lan: User, code: str
) -> None:
    await office.casework.claim(code, by=lan)
    first = await office.casework.reply(code, by=lan, text="Chào chị", external_id="r1")
    again = await office.casework.reply(code, by=lan, text="Chào chị", external_id="r1")
    assert first == again
    assert (await woman.texts()).count("Chào chị") == 1


async def test_a_team_mate_cannot_write_hand_back_or_close(
    office: Office, lan: User, hoa: User, code: str
) -> None:
    await office.casework.claim(code, by=lan)
    for attempt in (
        office.casework.reply(code, by=hoa, text="x", external_id="r1"),
        office.casework.hand_back(code, by=hoa),
        office.casework.close(code, by=hoa),
        office.casework.typing(code, by=hoa),
    ):
        with pytest.raises(NotYours):
            await attempt


async def test_handed_back_the_assistant_answers_and_the_holder_cannot_write(
    office: Office, woman: Woman, lan: User, code: str
) -> None:
    await office.casework.claim(code, by=lan)
    await office.casework.hand_back(code, by=lan)
    await woman.says("giấy khai sinh?")
    assert (await woman.texts())[-1] == "answer to giấy khai sinh?"
    with pytest.raises(NotYours):
        await office.casework.reply(code, by=lan, text="x", external_id="r1")


async def test_what_was_handed_back_can_be_taken_again_but_not_twice(
    office: Office, lan: User, code: str
) -> None:
    await office.casework.claim(code, by=lan)
    await office.casework.hand_back(code, by=lan)
    await office.casework.take_back(code, by=lan)
    assert await handler(office) is Handler.COUNSELLOR
    with pytest.raises(IllegalHandover):
        await office.casework.take_back(code, by=lan)


async def test_asking_again_after_a_hand_back_calls_the_same_counsellor(
    office: Office, woman: Woman, assistant: FakeAssistant, lan: User, code: str
) -> None:
    await office.casework.claim(code, by=lan)
    await office.casework.hand_back(code, by=lan)
    assistant.down = True  # the understudy asks for consent as Rasa does
    await woman.taps("person")
    await woman.taps("consent.yes")
    assert await handler(office) is Handler.WAITING
    [row] = await office.casework.queue(by=ANYWHERE)
    assert (row.code, row.holder_name) == (code, "Lan")


async def test_closed_the_assistant_has_her_again_and_a_new_ticket_names_the_old(
    office: Office, woman: Woman, lan: User, code: str
) -> None:
    await office.casework.claim(code, by=lan)
    await office.casework.close(code, by=lan)
    assert await handler(office) is Handler.ASSISTANT
    with pytest.raises(IllegalMove):
        await office.casework.claim(code, by=lan)
    new = await woman.asks_for_a_person()
    async with office.store.read() as tx:
        ticket = await tx.tickets.by_code(new)
    assert ticket is not None
    assert ticket.previous_code == code


async def test_turns_that_were_due_are_dropped_when_a_counsellor_takes_over(
    office: Office, woman: Woman, assistant: FakeAssistant, lan: User, code: str
) -> None:
    await office.casework.claim(code, by=lan)
    async with office.store.read() as tx:
        assert await tx.messages.with_turns_due() == []


async def test_the_queue_counts_what_waits_for_an_answer(
    office: Office, woman: Woman, lan: User, code: str
) -> None:
    await office.casework.claim(code, by=lan)
    await office.casework.reply(code, by=lan, text="Chào chị", external_id="r1")
    await woman.says("dạ")
    await woman.says("em ở Cần Thơ")
    [row] = await office.casework.queue(by=ANYWHERE)
    assert row.waiting_messages == 2
    assert row.waiting_since is not None


async def test_emergencies_come_first_then_the_longest_wait(
    office: Office, assistant: FakeAssistant
) -> None:
    assistant.down = True
    calm, in_danger = Woman(office, "first"), Woman(office, "second")
    await calm.taps("person")
    await calm.taps("consent.yes")
    await in_danger.asks_for_a_person()
    assert [row.priority for row in await office.casework.queue(by=ANYWHERE)] == [
        "emergency",
        "normal",
    ]


async def test_every_look_and_move_is_audited_without_her_words(
    office: Office, lan: User, code: str
) -> None:
    await office.casework.ticket(code, by=lan)
    await office.casework.claim(code, by=lan)
    view = await office.casework.ticket(code, by=lan)
    assert [event.what for event in view.events] == ["open", "claim"]
    assert view.events[1].who == "Lan"
    async with office.store.read() as tx:
        lines = await tx.records.audit_lines(about=code)
    assert [line.what for line in lines] == ["view", "claim"]  # looking twice is one look


async def test_reading_the_transcript_is_audited_too(
    office: Office, lan: User, hoa: User, code: str
) -> None:
    for who in (lan, hoa, lan):
        await office.casework.transcript(code, by=who)
    async with office.store.read() as tx:
        lines = await tx.records.audit_lines(about=code)
    assert [(line.who, line.what) for line in lines] == [(lan.id, "view"), (hoa.id, "view")]


async def test_a_code_nobody_gave_out_is_no_ticket(office: Office, lan: User) -> None:
    with pytest.raises(NoSuchTicket):
        await office.casework.claim("XXX-XXX", by=lan)
