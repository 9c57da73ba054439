"""What a counsellor has begun to write is kept, for her alone."""

import pytest

from app.office import Office
from counselling.consents import WITHDRAW
from counselling.permissions import User
from counselling.reception import LONGEST_TEXT
from counselling.tickets.ticket import NoSuchTicket, NotYours
from tests.counselling.cast import Woman, give_to


async def draft(office: Office, code: str, who: User) -> str:
    return await office.casework.talk.drafts.of(code, by=who)


async def keep(office: Office, code: str, who: User, text: str) -> None:
    await office.casework.talk.drafts.keep(code, by=who, text=text)


async def test_the_newest_draft_is_there_again_for_its_author_only(
    office: Office, lan: User, hoa: User, code: str
) -> None:
    await keep(office, code, lan, "Chào")
    await keep(office, code, lan, "Chào chị,\ntôi là ")
    assert await draft(office, code, lan) == "Chào chị,\ntôi là "
    assert await draft(office, code, hoa) == ""


async def test_what_was_sent_or_emptied_is_no_draft_any_more(
    office: Office, lan: User, code: str
) -> None:
    await keep(office, code, lan, "Chào chị")
    await office.casework.reply(code, by=lan, text="Chào chị", external_id="1")
    assert await draft(office, code, lan) == ""
    await keep(office, code, lan, "còn nữa")
    await keep(office, code, lan, "  ")
    assert await draft(office, code, lan) == ""


async def test_a_team_mate_cannot_leave_one_and_a_stranger_finds_nothing(
    office: Office, hoa: User, thu: User, code: str
) -> None:
    with pytest.raises(NotYours):
        await keep(office, code, hoa, "x")
    await give_to(office, code, "ha-noi")
    with pytest.raises(NoSuchTicket):
        await keep(office, code, thu, "x")
    with pytest.raises(NoSuchTicket):
        await draft(office, code, thu)


async def test_passed_on_her_own_words_stay_hers(
    office: Office, lan: User, hoa: User, code: str
) -> None:
    await keep(office, code, lan, "dở dang")
    await office.casework.talk.passing_on.to_colleague(code, by=lan, to=hoa.id)
    assert await draft(office, code, hoa) == ""
    assert await draft(office, code, lan) == "dở dang"


async def test_of_an_endless_draft_as_much_is_kept_as_could_be_sent(
    office: Office, lan: User, code: str
) -> None:
    await keep(office, code, lan, "x" * (LONGEST_TEXT + 1))
    assert len(await draft(office, code, lan)) == LONGEST_TEXT


async def test_once_she_takes_her_yes_back_the_draft_is_not_shown(
    office: Office, woman: Woman, lan: User, code: str
) -> None:
    await keep(office, code, lan, "chị nói chồng chị")
    await woman.taps(WITHDRAW)
    assert await draft(office, code, lan) == ""
