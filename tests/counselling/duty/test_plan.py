"""Whom to call next, from what was done so far."""

from datetime import UTC, datetime, timedelta

import pytest

from counselling.duty.hours import read_shift
from counselling.duty.page import NO_WAY, Page, PageState, Why
from counselling.duty.plan import MOST_CALLS, Call, Mark, Told, Wait, next_move
from counselling.duty.roster import NOBODY, DutyPerson, Roster

LAN, HOA = (
    DutyPerson("lan", "Lan", "vi", email="l@x.org"),
    DutyPerson("hoa", "Hoa", "vi", email="h@x.org"),
)
BOTH = Roster((LAN, HOA))
PAUSE = timedelta(minutes=5)
NOON = datetime(2026, 11, 23, 5, tzinfo=UTC)  # a Monday, 12:00 in Viet Nam


class Past:
    """What was done so far, as the test lays it out; five minutes between two steps."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.now = NOON

    def add(
        self, person: str | None, state: PageState = PageState.DELIVERED, why: Why | None = None
    ) -> "Past":
        step = len(self.pages) + 1
        way = "email" if person else NO_WAY
        self.pages.append(Page(step, "t", step, person, way, state, why, 1, self.now, self.now))
        return self

    def later(self, minutes: float = 5) -> "Past":
        self.now += timedelta(minutes=minutes)
        return self

    def move(self, roster: Roster = BOTH) -> Call | Mark | Wait:
        return next_move(self.pages, roster, now=self.now, pause=PAUSE)


def test_the_first_on_duty_is_called_at_once() -> None:
    assert Past().move() == Call(LAN, Told.FIRST)


def test_she_has_the_whole_pause_to_come() -> None:
    assert Past().add("lan").later(4.9).move() == Wait(NOON + PAUSE)


def test_then_the_next_one_is_called() -> None:
    assert Past().add("lan").later().move() == Call(HOA, Told.NEXT)


def test_a_page_that_cannot_arrive_calls_the_next_at_once_and_she_is_not_told_of_it() -> None:
    past = Past().add("lan", PageState.FAILED, Why.BLOCKED)
    assert past.move() == Call(HOA, None)


def test_after_a_stop_in_the_middle_of_sending_the_next_is_called_at_once() -> None:
    assert Past().add("lan", PageState.UNSURE).move() == Call(HOA, None)


def test_of_two_ways_one_that_arrives_is_enough() -> None:
    past = Past().add("lan", PageState.FAILED, Why.BLOCKED)
    past.pages.append(Page(2, "t", 1, "lan", "email", PageState.DELIVERED, None, 1, NOON, NOON))
    assert past.move() == Wait(NOON + PAUSE)


def test_everybody_is_called_three_times_in_order_and_then_nobody() -> None:
    past, called = Past(), []
    while isinstance(move := past.move(), Call):
        called.append((move.person.id, move.told))
        past.add(move.person.id).later()
    assert called == [
        ("lan", Told.FIRST),
        ("hoa", Told.NEXT),
        ("lan", Told.AGAIN),
        ("hoa", None),
        ("lan", Told.AGAIN),
        ("hoa", None),
    ]
    assert len(called) == 2 * MOST_CALLS
    assert move == Mark(PageState.ENDED, Told.ENDED)
    assert past.add(None, PageState.ENDED).later(600).move() == Wait(None)


def test_who_cannot_be_reached_at_all_is_not_called_again() -> None:
    past = Past().add("lan", PageState.FAILED, Why.BLOCKED).add("hoa").later()
    assert past.move() == Call(HOA, Told.AGAIN)


def test_who_only_did_not_answer_in_time_is_called_again() -> None:
    past = Past().add("lan", PageState.FAILED, Why.NO_REPLY).add("hoa").later()
    assert past.move() == Call(LAN, Told.AGAIN)


def test_nobody_can_be_reached_any_more_so_it_ends_at_once() -> None:
    past = Past().add("lan", PageState.FAILED, Why.BLOCKED)
    past.add("hoa", PageState.FAILED, Why.NO_CHAT)
    assert past.move() == Mark(PageState.ENDED, Told.ENDED)


def test_who_comes_on_duty_in_between_is_called_before_others_again() -> None:
    past = Past().add("hoa").later().add("hoa").later()
    assert past.move() == Call(LAN, Told.NEXT)


@pytest.mark.parametrize(
    ("roster", "told"),
    [
        (NOBODY, Told.NOBODY),
        (
            Roster((DutyPerson("lan", "Lan", "vi", shifts=(read_shift("tue 08:00-17:00"),)),)),
            Told.NOBODY_UNTIL,
        ),
    ],
)
def test_without_anybody_on_duty_she_is_told_once_and_the_next_duty_is_waited_for(
    roster: Roster, told: Told
) -> None:
    past = Past()
    assert past.move(roster) == Mark(PageState.NOBODY, told)
    past.add(None, PageState.NOBODY)
    assert past.move(roster) == Wait(roster.next_begin(NOON))


def test_when_duty_begins_the_first_call_goes_out() -> None:
    past = Past().add(None, PageState.NOBODY).later()
    assert past.move() == Call(LAN, Told.FIRST)


def test_a_clock_that_was_set_back_a_day_silences_nobody() -> None:
    past = Past().add("lan")
    assert past.later(-24 * 60).move() == Call(HOA, Told.NEXT)


def test_a_clock_set_right_by_a_moment_calls_nobody_early() -> None:
    assert Past().add("lan").later(-1).move() == Wait(NOON + PAUSE)
