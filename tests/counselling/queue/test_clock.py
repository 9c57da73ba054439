"""By when she should be written to."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from counselling.conversations import Handler
from counselling.hours.calendar import Calendar, OpeningHours
from counselling.hours.weekly import EXAMPLE, read_hours
from counselling.queue.clock import Light, Step, TicketClock, clock_of
from counselling.queue.targets import Target, Targets
from counselling.store.queue_rows import QueueRow
from counselling.tickets.states import TicketState
from counselling.tickets.ticket import Priority
from tests.the_set import the_set

MONDAY = datetime(2026, 11, 23, 2, tzinfo=UTC)  # 09:00 in Viet Nam
FRIDAY_EVENING = datetime(2026, 11, 27, 11, tzinfo=UTC)  # 18:00
HOURS = OpeningHours((Calendar(read_hours(EXAMPLE)),))
TARGETS = Targets(
    0.5,
    {
        Priority.EMERGENCY: Target(timedelta(minutes=10), timedelta(minutes=20), always=True),
        Priority.NORMAL: Target(timedelta(hours=2), timedelta(hours=3), always=False),
    },
)
ROW = QueueRow(
    code="K7M-4RX",
    state=TicketState.OPEN,
    priority=Priority.NORMAL,
    danger=None,
    language="vi",
    country=None,
    province=None,
    channel="webchat",
    handler=Handler.WAITING,
    holder_id=None,
    holder_name=None,
    opened_at=MONDAY,
    last_message_at=MONDAY,
    waiting_messages=1,
    waiting_since=MONDAY,
    office=None,
    answered_at=None,
)
CLAIMED = replace(ROW, state=TicketState.CLAIMED, handler=Handler.COUNSELLOR, holder_id="lan")


def clock(row: QueueRow, hours: OpeningHours | None = HOURS) -> TicketClock:
    found = clock_of(row, TARGETS, hours)
    assert found
    return found


def test_the_first_reply_is_owed_from_her_yes_on_until_a_counsellor_writes() -> None:
    for row in (ROW, CLAIMED, replace(CLAIMED, answered_at=MONDAY - timedelta(days=9))):
        assert clock(row).step is Step.FIRST_REPLY
        assert clock(row).due_at == MONDAY + timedelta(hours=2)


def test_then_each_of_her_messages_wants_an_answer() -> None:
    asked = MONDAY + timedelta(minutes=40)
    row = replace(CLAIMED, answered_at=MONDAY + timedelta(minutes=10), waiting_since=asked)
    assert clock(row).step is Step.ANSWER
    assert clock(row, None).due_at == asked + timedelta(hours=3)


def test_nothing_is_owed_once_she_was_written_to_or_is_with_the_assistant() -> None:
    answered = replace(CLAIMED, answered_at=MONDAY + timedelta(minutes=10), waiting_since=None)
    handed_back = replace(answered, handler=Handler.ASSISTANT, waiting_since=MONDAY)
    closed = replace(ROW, state=TicketState.CLOSED)
    for row in (answered, handed_back, closed):
        assert clock_of(row, TARGETS, HOURS) is None


ANSWERED = replace(CLAIMED, answered_at=MONDAY + timedelta(minutes=10), waiting_since=None)


@pytest.mark.parametrize(
    "row",
    [
        ANSWERED,
        replace(ANSWERED, handler=Handler.ASSISTANT, waiting_since=MONDAY),
        replace(ROW, state=TicketState.CLOSED),
        replace(ANSWERED, priority=Priority.URGENT),  # it needs no target
    ],
)
def test_a_follow_up_is_owed_where_she_waits_for_nobody_though_her_ticket_ended(
    row: QueueRow,
) -> None:
    one = clock(replace(row, follow_up=date(2026, 11, 24)))
    assert (one.step, one.day) == (Step.FOLLOW_UP, date(2026, 11, 24))


def test_who_waits_for_a_reply_is_owed_that_first() -> None:
    waits = replace(ANSWERED, waiting_since=MONDAY + timedelta(minutes=40))
    for row, step in ((ROW, Step.FIRST_REPLY), (waits, Step.ANSWER)):
        assert clock(replace(row, follow_up=date(2026, 1, 1))).step is step


def test_a_follow_up_is_amber_on_its_day_in_viet_nam_and_red_after_it() -> None:
    one = clock(replace(ANSWERED, follow_up=date(2026, 11, 24)), None)
    begins = datetime(2026, 11, 23, 17, tzinfo=UTC)
    second, day = timedelta(seconds=1), timedelta(days=1)
    for at, light in (
        (begins - second, Light.GREEN), (begins, Light.AMBER),
        (begins + day - second, Light.AMBER), (begins + day, Light.RED),
    ):  # fmt: skip
        assert one.light(at) is light


def test_it_turns_amber_and_red() -> None:
    one = clock(ROW)
    assert one.light(MONDAY) is Light.GREEN
    assert one.light(MONDAY + timedelta(minutes=60)) is Light.AMBER
    assert one.light(MONDAY + timedelta(minutes=119)) is Light.AMBER
    assert one.light(MONDAY + timedelta(minutes=120)) is Light.RED


def test_a_normal_ticket_waits_for_the_office_to_open() -> None:
    row = replace(ROW, opened_at=FRIDAY_EVENING)
    assert clock(row).due_at == datetime(2026, 11, 30, 3, tzinfo=UTC)  # Monday, 10:00


def test_an_emergency_never_waits() -> None:
    row = replace(ROW, opened_at=FRIDAY_EVENING, priority=Priority.EMERGENCY)
    assert clock(row).due_at == FRIDAY_EVENING + timedelta(minutes=10)


def test_where_the_hours_are_not_known_every_hour_counts() -> None:
    row = replace(ROW, opened_at=FRIDAY_EVENING)
    assert clock(row, None).due_at == FRIDAY_EVENING + timedelta(hours=2)


def test_without_a_target_there_is_no_clock() -> None:
    assert clock_of(replace(ROW, priority=Priority.URGENT), TARGETS, HOURS) is None


def test_the_offices_own_file_has_a_target_for_every_priority() -> None:
    assert set(the_set().targets.by_priority) == set(Priority)
