"""A new ticket: whose it becomes, and what she is told of the wait."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.office import Office
from counselling.assistant import Answered, Decision, Reply
from counselling.conversations import Choice, Conversation
from counselling.faq import FaqSet
from counselling.hours.calendar import Calendar
from counselling.hours.weekly import EXAMPLE, read_hours
from counselling.permissions import Role
from counselling.waiting import Waits
from tests.counselling.cast import ANYWHERE, FakeAssistant, Woman
from tests.the_set import the_set

A_PERSON = "cho em gặp người"
SAY = the_set().lines.say
SATURDAY = datetime(2026, 11, 28, 3, tzinfo=UTC)
MONDAY = datetime(2026, 11, 30, 3, tzinfo=UTC)  # 10:00 in Viet Nam


@pytest.fixture
def assistant() -> FakeAssistant:
    asked = Answered((Reply("?", (Choice("consent.yes", "Có"),)),), Decision.HANDOFF)
    return FakeAssistant({A_PERSON: asked})


async def a_counsellor(office: Office, place: str, role: Role = Role.COUNSELLOR) -> None:
    await office.staff.add(
        place, place, role, "a long enough password", must_change_password=False, office=place
    )


async def place_after(office: Office, woman: Woman, *said: str) -> str | None:
    for text in (*said, A_PERSON):
        await woman.says(text)
    await woman.taps("consent.yes")
    [row] = await office.casework.queue(by=ANYWHERE)
    return row.office


async def test_it_goes_to_the_office_of_the_province_she_named(
    office: Office, woman: Woman
) -> None:
    await a_counsellor(office, "hai-phong")
    assert await place_after(office, woman, "em o hai duong, em muon ly hon") == "hai-phong"


async def test_without_staff_there_it_is_the_common_queues(office: Office, woman: Woman) -> None:
    await a_counsellor(office, "ha-noi")
    assert await place_after(office, woman, "em ở Hải Dương") is None


async def test_an_editor_is_nobody_to_answer_her(office: Office, woman: Woman) -> None:
    await a_counsellor(office, "ha-noi", Role.EDITOR)
    assert await place_after(office, woman, "em ở Hà Nội") is None


async def test_what_the_assistant_wrote_does_not_count(office: Office, woman: Woman) -> None:
    await a_counsellor(office, "ha-noi")
    assert await place_after(office, woman, "văn phòng ở đâu") is None


async def test_an_emergency_has_its_office_too(office: Office, woman: Woman) -> None:
    await a_counsellor(office, "ha-noi")
    await woman.says("em ở Hà Nội")
    code = await woman.asks_for_a_person()
    assert (await office.casework.ticket(code, by=ANYWHERE)).row.office == "ha-noi"


async def test_where_no_hours_are_known_she_is_told_so_and_no_time(
    office: Office, woman: Woman
) -> None:
    await place_after(office, woman)
    [row] = await office.casework.queue(by=ANYWHERE)
    opened = SAY("ticket_opened", "vi", code=row.code)
    assert f"{opened}\n{SAY('wait_unknown', 'vi')}" in await woman.texts()


async def test_in_danger_she_reads_of_the_calls_and_not_of_office_hours(
    office: Office, woman: Woman
) -> None:
    code = await woman.asks_for_a_person()
    assert SAY("ticket_opened", "vi", code=code) in await woman.texts()


def waits(office: Office, now: datetime, *closed: date) -> Waits:
    """With hours known for Ha Noi alone."""
    faq: FaqSet = the_set()
    hanoi = replace(faq.offices["ha-noi"], opening=Calendar(read_hours(EXAMPLE), frozenset(closed)))
    known = replace(faq, offices={**faq.offices, "ha-noi": hanoi})
    return Waits(office.store, lambda: known, now=lambda: now)


HER = Conversation("id", "webchat", "address", MONDAY, language="vi", country="vn")


async def test_out_of_hours_she_is_told_day_and_hour_and_what_helps_now(office: Office) -> None:
    said = waits(office, SATURDAY).of_office("ha-noi", HER)
    numbers = the_set().numbers_at_hand("violence", "vi", "vn")
    when = "08:00, Thứ Hai 30/11 (giờ Việt Nam)"
    assert said == SAY("office_closed_until", "vi", when=when, numbers=numbers)


async def test_a_day_off_of_the_office_is_none_on_which_somebody_comes(office: Office) -> None:
    said = waits(office, SATURDAY, date(2026, 11, 30)).of_office("ha-noi", HER)
    assert "08:00, Thứ Ba 1/12" in said


async def test_in_opening_hours_she_is_told_that_and_no_time(office: Office) -> None:
    assert waits(office, MONDAY).of_office("ha-noi", HER) == SAY("office_open", "vi")


async def test_of_the_common_queue_nothing_is_known_while_one_offices_hours_are_not(
    office: Office,
) -> None:
    assert waits(office, SATURDAY).of_office(None, HER) == SAY("wait_unknown", "vi")
