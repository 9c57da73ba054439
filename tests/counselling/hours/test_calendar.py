"""When an office is open, and how time is counted while it is."""

from datetime import UTC, date, datetime, timedelta

import pytest

from counselling.duty.hours import VIET_NAM, NoShift
from counselling.hours.calendar import Calendar, OpeningHours
from counselling.hours.holidays import public_holidays
from counselling.hours.weekly import EXAMPLE, read_hours

HOURS = OpeningHours((Calendar(read_hours(EXAMPLE)),))  # mon-fri 08:00-11:30, 13:30-17:00


def at(day: int, hour: int, minute: int = 0, *, month: int = 11, year: int = 2026) -> datetime:
    """In Viet Nam; 23 November 2026 is a Monday."""
    return datetime(year, month, day, hour, minute, tzinfo=VIET_NAM)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        (at(23, 8), True),
        (at(23, 11, 29), True),
        (at(23, 11, 30), False),
        (at(23, 12), False),
        (at(23, 13, 30), True),
        (at(23, 17), False),
        (at(28, 9), False),  # Saturday
        (at(23, 9).astimezone(UTC), True),
    ],
)
def test_it_is_open_in_its_weekly_hours(moment: datetime, *, is_open: bool) -> None:
    assert HOURS.is_open(moment) is is_open


def test_it_opens_next_after_lunch_the_night_and_the_weekend() -> None:
    assert HOURS.next_open(at(23, 9)) == at(23, 9)
    assert HOURS.next_open(at(23, 12)) == at(23, 13, 30)
    assert HOURS.next_open(at(25, 20)) == at(26, 8)
    assert HOURS.next_open(at(27, 18)) == at(30, 8)


def test_a_public_holiday_and_a_day_of_its_own_are_closed() -> None:
    closed = Calendar(read_hours(EXAMPLE), frozenset({date(2027, 1, 4)}))
    hours = OpeningHours((closed,))
    assert not hours.is_open(at(1, 9, month=1, year=2027))  # New Year, a Friday
    assert hours.next_open(at(31, 18, month=12)) == at(5, 8, month=1, year=2027)


def test_the_holidays_of_the_labour_code_are_known() -> None:
    days = public_holidays(2027)
    # Article 112: New Year, Tet (the first day is 6 February 2027), Hung Kings (10th of the third
    # lunar month), 30 April, 1 May, National Day.
    fixed = {date(2027, 1, 1), date(2027, 4, 30), date(2027, 5, 1), date(2027, 9, 2)}
    assert fixed | {date(2027, 2, 6), date(2027, 4, 16)} <= days
    assert date(2027, 5, 3) in days  # Article 111(3): 1 May is a Saturday


def test_time_counts_only_while_it_is_open() -> None:
    assert HOURS.due(at(23, 9), timedelta(hours=2)) == at(23, 11)
    assert HOURS.due(at(23, 11), timedelta(hours=1)) == at(23, 14)
    assert HOURS.due(at(27, 16), timedelta(hours=2)) == at(30, 9)
    assert HOURS.due(at(27, 20), timedelta(hours=4)) == at(30, 14)


def test_a_night_shift_goes_on_after_midnight() -> None:
    nights = OpeningHours((Calendar(read_hours("mon-fri 22:00-06:00")),))
    assert nights.is_open(at(24, 3))
    assert nights.due(at(23, 23), timedelta(hours=3)) == at(24, 2)


def test_offices_together_are_open_while_one_of_them_is() -> None:
    both = OpeningHours(
        (Calendar(read_hours(EXAMPLE)), Calendar(read_hours("mon-sat 10:00-15:00")))
    )
    assert both.is_open(at(23, 12))
    assert both.next_open(at(27, 18)) == at(28, 10)
    assert both.due(at(23, 8), timedelta(hours=5)) == at(23, 13)  # no hour counts twice


def test_an_office_that_never_opens_again_is_not_known_to() -> None:
    hours = OpeningHours((Calendar(()),))
    assert hours.next_open(at(23, 9)) is None
    assert hours.due(at(23, 9), timedelta(hours=1)) is None


@pytest.mark.parametrize("text", ["", "08:00-17:00", "mon-fri", "mon-fri 08:00-25:00", "mon, tue"])
def test_what_names_no_hours_is_refused(text: str) -> None:
    with pytest.raises(NoShift):
        read_hours(text)
