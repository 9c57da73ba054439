"""Whether the clock on the wall goes as time does, or was set since the last look."""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from counselling.clock import Clock, utc_now

MUCH = timedelta(hours=1)
"""A machine's clock drifts by seconds a day; summer time does not change UTC."""


def _since_boot() -> float:
    """Seconds that really went by, those the machine slept through included."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class SteadyClock:
    """Compares two clocks. ``passed`` gives seconds and is never set."""

    def __init__(self, now: Clock = utc_now, passed: Callable[[], float] = _since_boot) -> None:
        self._now = now
        self._passed = passed
        self._last = self._look()

    def was_set(self) -> bool:
        """Whether somebody has set the clock by more than MUCH since the last time of asking."""
        before, self._last = self._last, self._look()
        went = self._last[0] - before[0]
        return abs(went - timedelta(seconds=self._last[1] - before[1])) > MUCH

    def _look(self) -> tuple[datetime, float]:
        return self._now(), self._passed()
