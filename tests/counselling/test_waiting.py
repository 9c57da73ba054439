"""The true wait: from the last claims of emergencies, in kind words, and ready in memory."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from app.office import Office
from counselling.duty.hours import read_shift
from counselling.duty.roster import DutyPerson, Roster
from counselling.permissions import User
from counselling.tickets.ticket import Priority, Ticket
from counselling.waiting import FEWEST, Waits, usual_wait
from tests.counselling.cast import BOOK, Woman

NOW = datetime(2026, 11, 22, 20, 0, tzinfo=UTC)  # 3 in the morning of a Monday in Viet Nam
SAY = BOOK.faq().lines.say


@pytest.fixture
def waits(office: Office) -> Waits:
    return Waits(office.store, BOOK.faq, now=lambda: NOW)


async def claimed(
    office: Office,
    by: User,
    minutes: float,
    *,
    ago: timedelta = timedelta(days=1),
    priority: Priority = Priority.EMERGENCY,
    became_after: float | None = None,
) -> None:
    """A ticket claimed ``ago``, ``minutes`` after it was opened; an emergency since then."""
    opened = NOW - ago - timedelta(minutes=minutes)
    async with office.store.write() as tx:
        woman = await tx.conversations.at("webchat", "her-phone")
        assert woman
        ticket = Ticket(uuid4().hex, uuid4().hex[:8], woman.id, opened, priority=priority)
        ticket.ended_at = NOW
        await tx.tickets.add(ticket)
        if became_after is not None:
            at = opened + timedelta(minutes=became_after)
            await tx.tickets.note(ticket.id, "emergency", "assistant", at=at)
        await tx.tickets.note(ticket.id, "claim", by.id, at=NOW - ago)


@pytest.fixture
async def _a_chat(woman: Woman) -> None:
    await woman.says("xin chào")


@pytest.mark.usefixtures("_a_chat")
class TestFromTheLastClaims:
    async def test_with_too_few_it_is_not_known(
        self, office: Office, waits: Waits, lan: User
    ) -> None:
        for _ in range(FEWEST - 1):
            await claimed(office, lan, 3)
        await waits.refresh()
        assert waits.line("vi") == SAY("wait_unknown", "vi")

    async def test_it_is_the_middle_one_rounded_up(
        self, office: Office, waits: Waits, lan: User
    ) -> None:
        for minutes in (1, 2, 11, 90, 600):
            await claimed(office, lan, minutes)
        await waits.refresh()
        assert waits.line("en") == SAY("wait_minutes", "en", minutes=15)

    async def test_only_the_last_twenty_count(
        self, office: Office, waits: Waits, lan: User
    ) -> None:
        for _ in range(20):
            await claimed(office, lan, 4)
        for _ in range(30):
            await claimed(office, lan, 300, ago=timedelta(days=5))
        await waits.refresh()
        assert waits.line("en") == SAY("wait_minutes", "en", minutes=5)

    async def test_what_is_older_than_thirty_days_or_no_emergency_does_not_count(
        self, office: Office, waits: Waits, lan: User
    ) -> None:
        for _ in range(FEWEST):
            await claimed(office, lan, 3, ago=timedelta(days=31))
            await claimed(office, lan, 3, priority=Priority.NORMAL)
            await claimed(office, lan, 3, became_after=5)
        await waits.refresh()
        assert waits.line("vi") == SAY("wait_unknown", "vi")

    async def test_who_became_an_emergency_later_waited_from_then_on(
        self, office: Office, waits: Waits, lan: User
    ) -> None:
        for _ in range(FEWEST):
            await claimed(office, lan, 600, became_after=592)
        await waits.refresh()
        assert waits.line("en") == SAY("wait_minutes", "en", minutes=10)


@pytest.mark.parametrize(
    ("minutes", "line"),
    [
        (0, ("wait_minutes", {"minutes": 5})),
        (5, ("wait_minutes", {"minutes": 5})),
        (5.1, ("wait_minutes", {"minutes": 10})),
        (45, ("wait_minutes", {"minutes": 45})),
        (46, ("wait_hours", {"hours": 1})),
        (61, ("wait_hours", {"hours": 2})),
        (720, ("wait_hours", {"hours": 12})),
        (721, ("wait_long", {})),
    ],
)
def test_a_wait_is_never_told_shorter_than_it_was(
    minutes: float, line: tuple[str, dict[str, int]]
) -> None:
    assert usual_wait(timedelta(minutes=minutes)) == line


async def test_outside_the_hours_of_duty_that_is_said_instead(office: Office) -> None:
    shift = read_shift("mon-fri 08:00-17:00")
    roster = Roster((DutyPerson("lan", "Lan", "vi", telegram="1", shifts=(shift,)),))
    waits = Waits(office.store, BOOK.faq, lambda: roster, now=lambda: NOW)
    assert waits.line("en") == SAY(
        "wait_off_duty", "en", when="08:00, Monday 23 November (Viet Nam time)"
    )
