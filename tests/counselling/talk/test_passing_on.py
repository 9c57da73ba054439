"""A case goes on with somebody else, and nobody is lost between two counsellors."""

import asyncio

import pytest

from app.office import Office
from counselling.conversations import Handler, Message, Sender
from counselling.permissions import Role, User
from counselling.store.marks import Mark
from counselling.talk.passing_on import NoSuchReceiver
from counselling.tickets.states import IllegalMove, TicketState
from counselling.tickets.ticket import AlreadyClaimed, NoSuchTicket, NotYours
from tests.counselling.cast import ANYWHERE, BOOK, Woman, give_to, is_no_emergency

LINES = BOOK.faq().lines


async def row(office: Office, code: str, who: User = ANYWHERE) -> tuple[object, ...]:
    [found] = [one for one in await office.casework.queue(by=who) if one.code == code]
    return found.state, found.holder_name, found.office, found.handler


async def last(woman: Woman) -> Message:
    return (await woman.reads())[-1]


async def test_the_colleague_has_the_case_and_she_is_told_once_in_her_language(
    office: Office, woman: Woman, lan: User, hoa: User, code: str
) -> None:
    passing_on = office.casework.talk.passing_on
    await passing_on.to_colleague(code, by=lan, to=hoa.id, note="sợ em chồng")
    assert await row(office, code) == (TicketState.CLAIMED, "Hoa", None, Handler.COUNSELLOR)
    told = await last(woman)
    assert (told.sender, told.text) == (Sender.SYSTEM, LINES.say("colleague_goes_on", "vi"))
    await office.casework.reply(code, by=hoa, text="Chào chị", external_id="1")
    with pytest.raises(NotYours):
        await office.casework.reply(code, by=lan, text="Chào chị", external_id="2")
    [note] = await office.casework.talk.notes.of(code, by=hoa)
    assert (note.author, note.text) == ("Lan", "sợ em chồng")


async def test_its_history_says_from_whom_to_whom(
    office: Office, lan: User, hoa: User, code: str
) -> None:
    passing_on = office.casework.talk.passing_on
    await passing_on.to_colleague(code, by=lan, to=hoa.id)
    await passing_on.to_office(code, by=hoa, office="can-tho")
    events = (await office.casework.ticket(code, by=ANYWHERE)).events
    assert [(event.what, event.who) for event in events][-4:] == [
        ("transfer", "Lan"),
        ("received", "Hoa"),
        ("to_office", "Hoa"),
        ("office_received", "can-tho"),
    ]


async def test_who_was_handed_a_case_sees_that_it_is_new_until_she_looks(
    office: Office, lan: User, hoa: User, code: str
) -> None:
    talk = office.casework.talk
    await talk.passing_on.to_colleague(code, by=lan, to=hoa.id)
    await talk.supervision.looked(code, by=lan)
    assert (await talk.supervision.marks())[code] == {Mark.PASSED_ON}
    await talk.supervision.looked(code, by=hoa)
    assert code not in await talk.supervision.marks()


async def test_handed_back_to_the_assistant_it_passes_without_a_word_to_her(
    office: Office, woman: Woman, lan: User, hoa: User, code: str
) -> None:
    await office.casework.hand_back(code, by=lan)
    before = await woman.texts()
    await office.casework.talk.passing_on.to_colleague(code, by=lan, to=hoa.id)
    assert await woman.texts() == before
    await office.casework.take_back(code, by=hoa)
    assert await row(office, code) == (TicketState.CLAIMED, "Hoa", None, Handler.COUNSELLOR)


async def test_only_who_can_take_it_is_offered_and_taken(
    office: Office, lan: User, hoa: User, thu: User, code: str
) -> None:
    await give_to(office, code, "ha-noi")
    editor = await office.staff.add(
        "van", "Van", Role.EDITOR, "a long enough password", must_change_password=False
    )
    passing_on = office.casework.talk.passing_on
    found = await passing_on.receivers(code, by=lan)
    assert [user.name for user in found.colleagues] == ["Hoa"]  # not Lan, Thu of Can Tho, nor Van
    assert "ha-noi" not in [place.id for place in found.offices]
    for nobody in (thu.id, editor.id, lan.id, "nobody", ""):
        with pytest.raises(NoSuchReceiver):
            await passing_on.to_colleague(code, by=lan, to=nobody)
    with pytest.raises(NoSuchReceiver):
        await passing_on.to_office(code, by=lan, office="nowhere")


async def test_another_office_finds_it_open_and_it_leaves_the_givers_reach(
    office: Office, woman: Woman, thu: User
) -> None:
    lien = await office.staff.add(
        "lien", "Lien", Role.COUNSELLOR, "a long enough password",
        must_change_password=False, office="ha-noi",
    )  # fmt: skip
    code = await woman.asks_for_a_person()
    await is_no_emergency(office, code)  # which would stay everybody's until somebody takes it
    await office.casework.claim(code, by=lien)
    await office.casework.talk.passing_on.to_office(code, by=lien, office="can-tho")
    with pytest.raises(NoSuchTicket):
        await office.casework.ticket(code, by=lien)
    name = BOOK.faq().offices["can-tho"].name["vi"]
    assert (await last(woman)).text == LINES.say("office_goes_on", "vi", office=name)
    assert await row(office, code, thu) == (
        TicketState.OPEN,
        None,
        "can-tho",
        Handler.COUNSELLOR,
    )
    await office.casework.claim(code, by=thu)
    await office.casework.reply(code, by=thu, text="Chào chị", external_id="1")


async def test_neither_team_mate_nor_stranger_can_pass_on_what_is_not_hers(
    office: Office, lan: User, hoa: User, thu: User, code: str
) -> None:
    passing_on = office.casework.talk.passing_on
    with pytest.raises(NotYours):
        await passing_on.to_colleague(code, by=hoa, to=hoa.id)
    with pytest.raises(NotYours):
        await passing_on.to_office(code, by=hoa, office="can-tho")
    await give_to(office, code, "ha-noi")
    with pytest.raises(NoSuchTicket):
        await passing_on.to_office(code, by=thu, office="can-tho")
    with pytest.raises(NoSuchTicket):
        await passing_on.take_over(code, by=thu, held_by=lan.id)


async def test_a_supervisor_takes_over_and_it_is_written_down(
    office: Office, woman: Woman, lan: User, mai: User, code: str
) -> None:
    await office.casework.talk.passing_on.take_over(code, by=mai, held_by=lan.id)
    assert await row(office, code) == (TicketState.CLAIMED, "Mai", None, Handler.COUNSELLOR)
    assert (await last(woman)).text == LINES.say("colleague_goes_on", "vi")
    async with office.store.read() as tx:
        assert (await tx.records.audit_lines(about=code))[-1].what == "take_over"


async def test_taking_over_from_somebody_who_no_longer_holds_it_changes_nothing(
    office: Office, lan: User, hoa: User, mai: User, code: str
) -> None:
    await office.casework.talk.passing_on.to_colleague(code, by=lan, to=hoa.id)
    with pytest.raises(AlreadyClaimed) as refusal:
        await office.casework.talk.passing_on.take_over(code, by=mai, held_by=lan.id)
    assert refusal.value.holder_name == "Hoa"


@pytest.mark.parametrize("number", range(10))
async def test_of_two_transfers_at_once_exactly_one_wins(
    office: Office, lan: User, hoa: User, mai: User, code: str, number: int
) -> None:
    passing_on = office.casework.talk.passing_on
    moves = [
        passing_on.to_colleague(code, by=lan, to=hoa.id),
        passing_on.to_office(code, by=lan, office="can-tho"),
        passing_on.to_colleague(code, by=lan, to=mai.id),
    ]
    moves = moves[number % 3 :] + moves[: number % 3]
    outcomes = await asyncio.gather(*moves, return_exceptions=True)
    assert [type(one) for one in outcomes if one is not None] == [NotYours, NotYours]


@pytest.mark.parametrize("first", ["transfer", "close"])
async def test_of_a_transfer_and_a_close_exactly_one_wins(
    office: Office, lan: User, hoa: User, code: str, first: str
) -> None:
    transfer = office.casework.talk.passing_on.to_colleague(code, by=lan, to=hoa.id)
    close = office.casework.close(code, by=lan)
    moves = (transfer, close) if first == "transfer" else (close, transfer)
    outcomes = await asyncio.gather(*moves, return_exceptions=True)
    lost = [one for one in outcomes if one is not None]
    assert len(lost) == 1
    assert isinstance(lost[0], NotYours | IllegalMove)


@pytest.mark.parametrize("first", ["transfer", "reply"])
async def test_no_reply_of_the_giver_comes_after_she_was_told_of_the_colleague(
    office: Office, woman: Woman, lan: User, hoa: User, code: str, first: str
) -> None:
    transfer = office.casework.talk.passing_on.to_colleague(code, by=lan, to=hoa.id)
    reply = office.casework.reply(code, by=lan, text="của Lan", external_id="1")
    moves = (transfer, reply) if first == "transfer" else (reply, transfer)
    await asyncio.gather(*moves, return_exceptions=True)
    texts = await woman.texts()
    told = texts.index(LINES.say("colleague_goes_on", "vi"))
    assert "của Lan" not in texts[told:]
