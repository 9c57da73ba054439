"""The province she lives in: noted coarsely, seen in the figures, gone with her conversation."""

from collections import Counter
from datetime import date

import pytest

from app.office import Office
from counselling.cases.home import Home
from counselling.permissions import User
from counselling.routing.today import NoSuchProvince
from counselling.tickets.ticket import NotYours
from tests.counselling.cast import Woman

EVER = (date(2020, 1, 1), date(2999, 1, 1))


async def noted(office: Office, address: str = "her-phone") -> str | None:
    async with office.store.read() as tx:
        conversation = await tx.conversations.at("webchat", address)
    assert conversation
    return conversation.province


async def homes(office: Office) -> Counter[str]:
    async with office.store.read() as tx:
        found = await tx.counts.between(*EVER)
    return Counter({cell.subject: n for cell, n in found.items() if cell.kind == "home"})


@pytest.fixture
def home(office: Office) -> Home:
    return office.cases.home


async def test_what_she_named_is_noted_as_todays_province_once_she_said_yes(
    office: Office,
) -> None:
    woman = Woman(office)
    await woman.says("em o hai duong, cho em hoi giay to")
    assert await noted(office) is None  # nobody has read it yet
    await woman.asks_for_a_person()
    assert await noted(office) == "hai-phong"
    assert await homes(office) == {"hai-phong": 1}


async def test_her_counsellor_notes_it_and_nobody_else(
    office: Office, home: Home, lan: User, hoa: User
) -> None:
    code = await Woman(office).asks_for_a_person()
    await office.casework.claim(code, by=lan)
    with pytest.raises(NotYours):
        await home.note(code, "can-tho", by=hoa)
    with pytest.raises(NoSuchProvince):
        await home.note(code, "atlantis", by=lan)
    assert await noted(office) is None
    await home.note(code, "can-tho", by=lan)
    assert await homes(office) == {"can-tho": 1}
    await home.note(code, None, by=lan)
    assert await homes(office) == {}


async def test_what_she_wants_noted_nowhere_is_not_read_from_her_words_again(
    office: Office, home: Home, lan: User
) -> None:
    woman = Woman(office)
    await woman.says("em ở Cần Thơ")
    code = await woman.asks_for_a_person()
    await office.casework.claim(code, by=lan)
    await home.note(code, "", by=lan)
    await office.casework.close(code, by=lan)
    await woman.asks_for_a_person()
    assert await noted(office) == ""
    assert await homes(office) == {}


async def test_erasing_takes_it_from_her_and_leaves_the_count(office: Office) -> None:
    woman = Woman(office)
    await woman.says("em ở Cần Thơ")
    await woman.asks_for_a_person()
    await office.reception.erase("webchat", "her-phone")
    async with office.store.read() as tx:
        [husk] = await tx.conversations.ids(erased=True)
        assert await noted(office, f"erased:{husk}") is None
    assert await homes(office) == {"can-tho": 1}
