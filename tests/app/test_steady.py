"""A clock that is set is noticed, and time that goes by as it should is not."""

from datetime import UTC, datetime, timedelta

import pytest

from app.steady import SteadyClock


class Clocks:
    """The one on the wall, and the seconds that really went by."""

    def __init__(self) -> None:
        self.wall = datetime(2026, 11, 22, tzinfo=UTC)
        self.seconds = 0.0

    def go(self, seconds: float, *, set_by: timedelta = timedelta(0)) -> None:
        self.seconds += seconds
        self.wall += timedelta(seconds=seconds) + set_by

    def steady(self) -> SteadyClock:
        return SteadyClock(lambda: self.wall, lambda: self.seconds)


def test_a_day_like_any_other_is_steady() -> None:
    clocks = Clocks()
    clock = clocks.steady()
    clocks.go(86_400, set_by=timedelta(seconds=3))
    assert not clock.was_set()


@pytest.mark.parametrize("days", [-1, 1, 3650])
def test_a_clock_that_was_set_is_noticed_once(days: int) -> None:
    clocks = Clocks()
    clock = clocks.steady()
    clocks.go(86_400, set_by=timedelta(days=days))
    assert clock.was_set()
    clocks.go(86_400)
    assert not clock.was_set()
