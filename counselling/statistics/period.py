"""The days a report is about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta


class NoSuchPeriod(ValueError):
    """The days are no days, or in the wrong order."""


@dataclass(frozen=True)
class Period:
    """From the day ``first`` to the day ``last``, both of them in it, in Viet Nam's time."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.first > self.last:
            raise NoSuchPeriod(f"{self.first} is after {self.last}")


def this_month(today: date) -> Period:
    """From the first of the month to today."""
    return Period(today.replace(day=1), today)


def last_month(today: date) -> Period:
    """The whole month before."""
    last = today.replace(day=1) - timedelta(days=1)
    return Period(last.replace(day=1), last)


def this_quarter(today: date) -> Period:
    """From the first of January, April, July or October to today."""
    return Period(today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1), today)


def last_quarter(today: date) -> Period:
    """The whole quarter before."""
    last = this_quarter(today).first - timedelta(days=1)
    return Period(this_quarter(last).first, last)


def this_year(today: date) -> Period:
    """From the first of January to today."""
    return Period(today.replace(month=1, day=1), today)


def last_year(today: date) -> Period:
    """The whole year before."""
    return Period(date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))


NAMED: Mapping[str, Callable[[date], Period]] = {
    "this-month": this_month,
    "last-month": last_month,
    "this-quarter": this_quarter,
    "last-quarter": last_quarter,
    "this-year": this_year,
    "last-year": last_year,
}


def between(first: str, last: str) -> Period:
    """The days between two as browsers send them, ``2026-11-22``; raises NoSuchPeriod."""
    try:
        return Period(date.fromisoformat(first), date.fromisoformat(last))
    except ValueError as error:
        raise NoSuchPeriod(str(error)) from None
