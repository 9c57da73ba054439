"""The desk shows that a notice to her waits, and until when."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.office import Office
from counselling.clock import utc_now
from tests.counselling.cast import FakeAssistant, PushChannel, Woman, an_office
from tests.desk.visitor import Visitor

NOTICE = 'id="held"'


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with an_office(tmp_path, FakeAssistant(), PushChannel()) as opened:
        yield opened


@pytest.fixture
def woman(office: Office) -> Woman:
    return Woman(office, channel="push")


@pytest.fixture
async def hers(woman: Woman, code: str) -> str:
    """Her ticket; she has opened the question when she may be written to."""
    await woman.taps("contact")
    return f"/desk/tickets/{code}"


def silent(office: Office, minutes: float) -> None:
    """Turn the clocks on."""
    for one in (office.casework, office.casework._cases, office.outbox, office.outbox._delivering):
        one._now = lambda: utc_now() + timedelta(minutes=minutes)


def notice_in(page: str) -> str:
    return page.partition(NOTICE)[2].partition("</p>")[0]


async def test_while_she_is_there_nothing_waits(lan: Visitor, hers: str) -> None:
    await lan.post(f"{hers}/claim")
    assert NOTICE not in (await lan.get(hers)).text


async def test_who_named_no_hour_gets_it_when_she_writes(
    lan: Visitor, office: Office, woman: Woman, hers: str
) -> None:
    silent(office, 11)
    await lan.post(f"{hers}/claim")
    page = (await lan.get(hers)).text
    assert page.index(NOTICE) < page.index('id="reply"')
    assert "<time" not in notice_in(page)

    silent(office, 0)
    await woman.says("em đây ạ")
    assert NOTICE not in (await lan.get(hers)).text


async def test_who_named_an_hour_gets_it_then(
    lan: Visitor, office: Office, woman: Woman, hers: str
) -> None:
    await woman.taps("contact.evening")
    until_noon = (29 - utc_now().hour) * 60  # the next day's, in Viet Nam, or a little after
    silent(office, until_noon)
    await lan.post(f"{hers}/claim")
    await lan.post(f"{hers}/close")
    assert ">18:00" in notice_in((await lan.get(hers)).text)
