"""The days a report is about."""

from datetime import date

import pytest

from counselling.statistics.period import NAMED, NoSuchPeriod, Period, between

D = date


@pytest.mark.parametrize(
    ("name", "today", "first", "last"),
    [
        ("this-month", D(2026, 11, 22), D(2026, 11, 1), D(2026, 11, 22)),
        ("this-month", D(2026, 11, 1), D(2026, 11, 1), D(2026, 11, 1)),
        ("last-month", D(2026, 3, 31), D(2026, 2, 1), D(2026, 2, 28)),
        ("last-month", D(2028, 3, 1), D(2028, 2, 1), D(2028, 2, 29)),
        ("last-month", D(2026, 1, 15), D(2025, 12, 1), D(2025, 12, 31)),
        ("this-quarter", D(2026, 11, 22), D(2026, 10, 1), D(2026, 11, 22)),
        ("last-quarter", D(2026, 11, 22), D(2026, 7, 1), D(2026, 9, 30)),
        ("last-quarter", D(2026, 2, 2), D(2025, 10, 1), D(2025, 12, 31)),
        ("this-year", D(2026, 11, 22), D(2026, 1, 1), D(2026, 11, 22)),
        ("last-year", D(2026, 11, 22), D(2025, 1, 1), D(2025, 12, 31)),
    ],
)
def test_named_days_are_those_of_the_calendar(
    name: str, today: date, first: date, last: date
) -> None:
    assert NAMED[name](today) == Period(first, last)


def test_one_day_is_a_period() -> None:
    assert between("2026-11-22", "2026-11-22") == Period(D(2026, 11, 22), D(2026, 11, 22))


@pytest.mark.parametrize(
    ("first", "last"),
    [("2026-11-22", "2026-11-21"), ("", "2026-11-22"), ("2026-02-30", "2026-03-01"), ("x", "y")],
)
def test_what_is_no_period_is_refused(first: str, last: str) -> None:
    with pytest.raises(NoSuchPeriod):
        between(first, last)
