"""She writes again in a waiting conversation while nobody can answer."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from app.office import Office
from counselling.assistant import Answered, Decision, Reply
from counselling.closed_again import ClosedAgain
from counselling.conversations import Choice
from counselling.hours.calendar import Calendar
from counselling.hours.weekly import EXAMPLE, read_hours
from counselling.permissions import User
from counselling.tickets.ticket import Ticket
from counselling.waiting import Waits
from tests.counselling.cast import FakeAssistant, Woman, give_to
from tests.the_set import the_set

A_PERSON = "cho em gặp người"
OPEN = datetime(2026, 11, 30, 3, tzinfo=UTC)  # Monday, 10:00 in Viet Nam
EVENING, NIGHT = OPEN + timedelta(hours=10), OPEN + timedelta(hours=15)
NEXT_EVENING = EVENING + timedelta(days=1)
CLOSED = "Bây giờ văn phòng đã nghỉ"


@dataclass
class Hours:
    """The office's clock, and who is at the desk."""

    now: datetime = OPEN
    there: bool = False


@pytest.fixture
def assistant() -> FakeAssistant:
    asked = Answered((Reply("?", (Choice("consent.yes", "Có"),)),), Decision.HANDOFF)
    return FakeAssistant({A_PERSON: asked})


@pytest.fixture
def hours(office: Office) -> Hours:
    """Ha Noi keeps EXAMPLE."""
    found, faq = Hours(), the_set()
    hanoi = replace(faq.offices["ha-noi"], opening=Calendar(read_hours(EXAMPLE)))
    known = replace(faq, offices={**faq.offices, "ha-noi": hanoi})
    waits = Waits(office.store, lambda: known, now=lambda: found.now)

    def is_there(_user: User) -> bool:
        return found.there

    office.turns._closed = ClosedAgain(waits.opens, waits.of_office, is_there, lambda: found.now)
    return found


async def opened(office: Office, woman: Woman, at: datetime) -> None:
    """A ticket of the office in Ha Noi, opened then."""
    await woman.says(A_PERSON)
    await woman.taps("consent.yes")
    code = (await office.reception.state("webchat", woman.address)).ticket
    assert code
    await give_to(office, code, "ha-noi")
    async with office.store.write() as tx:
        ticket = await tx.tickets.by_code(code)
        assert isinstance(ticket, Ticket)
        await tx.tickets.save(replace(ticket, opened_at=at, told_opening=None))


async def told(woman: Woman) -> int:
    return sum(text.startswith(CLOSED) for text in await woman.texts())


async def test_she_is_told_once_in_each_closed_period(
    office: Office, woman: Woman, hours: Hours
) -> None:
    await opened(office, woman, OPEN)
    for now, times in ((OPEN, 0), (EVENING, 1), (NIGHT, 1), (NEXT_EVENING, 2), (NEXT_EVENING, 2)):
        hours.now = now
        await woman.says(f"có ai không {now}")
        assert await told(woman) == times, now
    assert (await woman.texts())[-1].startswith("answer to có ai không")


async def test_not_again_in_the_period_in_which_her_ticket_opened(
    office: Office, woman: Woman, hours: Hours
) -> None:
    await opened(office, woman, EVENING)  # she was told then
    hours.now = NIGHT
    await woman.says("có ai không")
    assert await told(woman) == 0


async def test_not_while_a_counsellor_is_at_the_desk_nor_once_one_has_her(
    office: Office, woman: Woman, hours: Hours, lan: User
) -> None:
    await opened(office, woman, OPEN)
    hours.now, hours.there = EVENING, True
    await woman.says("có ai không")
    assert await told(woman) == 0
    hours.there = False
    code = (await office.reception.state("webchat", woman.address)).ticket
    assert code
    await office.casework.claim(code, by=lan)
    await woman.says("chị ơi")
    assert await told(woman) == 0


async def test_in_danger_no_office_hours(office: Office, woman: Woman, hours: Hours) -> None:
    await opened(office, woman, OPEN)
    hours.now = EVENING
    await woman.says("chồng đánh em, cứu em với")
    assert await told(woman) == 0
