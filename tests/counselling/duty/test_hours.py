"""Hours of duty, in Vietnamese time."""

from datetime import datetime, timedelta

import pytest

from counselling.duty.hours import VIET_NAM, NoShift, read_shift

MONDAY = datetime(2026, 11, 23, tzinfo=VIET_NAM)


def at(day: int, time: str) -> datetime:
    """A moment of that week; day 0 is the Monday."""
    hours, minutes = time.split(":")
    return MONDAY + timedelta(days=day, hours=int(hours), minutes=int(minutes))


@pytest.mark.parametrize(
    "text", ["mon-fri 08:00-17:00", "T2-T6 8:00–17:00", "Mon - Fri 8:00-17:00"]
)
def test_a_shift_covers_its_days_from_its_first_minute_to_before_its_end(text: str) -> None:
    shift = read_shift(text)
    assert shift.covers(at(0, "08:00"))
    assert shift.covers(at(4, "16:59"))
    assert not shift.covers(at(0, "07:59"))
    assert not shift.covers(at(0, "17:00"))
    assert not shift.covers(at(5, "12:00"))


def test_the_time_is_vietnamese_whatever_zone_the_moment_is_told_in() -> None:
    eight = at(0, "08:00").astimezone()
    assert read_shift("mon 08:00-09:00").covers(eight)


def test_a_night_belongs_to_the_day_it_begins_on() -> None:
    night = read_shift("sun 22:00-06:00")
    assert night.covers(at(-1, "23:00"))
    assert night.covers(at(0, "05:59"))
    assert not night.covers(at(0, "06:00"))
    assert not night.covers(at(0, "22:00"))


def test_days_may_run_over_the_end_of_the_week() -> None:
    weekend = read_shift("sat-mon 00:00-24:00")
    assert [day for day in range(7) if weekend.covers(at(day, "12:00"))] == [0, 5, 6]


def test_the_next_begin_is_later_even_when_the_shift_begins_this_minute() -> None:
    shift = read_shift("mon 08:00-17:00")
    assert shift.next_begin(at(0, "07:00")) == at(0, "08:00")
    assert shift.next_begin(at(0, "08:00")) == at(7, "08:00")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("always", "names no days"),
        ("monday 08:00-17:00", "is no day"),
        ("mon 8-17", "names no days"),
        ("mon 08:00-25:00", "is no time"),
        ("mon 08:60-09:00", "is no time"),
    ],
)
def test_what_names_no_hours_is_told(text: str, wrong: str) -> None:
    with pytest.raises(NoShift, match=wrong):
        read_shift(text)
