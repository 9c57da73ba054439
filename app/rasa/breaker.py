"""Spares a woman the wait for an assistant that has just failed several others.

One table of three states. Libraries were looked at: pybreaker waits with threads or Tornado,
aiobreaker has had no release for years, and none asks who may be the one to try.
"""

import time
from collections.abc import Callable
from enum import StrEnum

FAILURES = 3
PAUSE = 2.0  # seconds


class State(StrEnum):
    """Who may ask."""

    CLOSED = "closed"
    """Everybody."""
    OPEN = "open"
    """Nobody, until the pause is over."""
    HALF_OPEN = "half-open"
    """Nobody but the one probe that is under way."""


class Event(StrEnum):
    """What happens to it."""

    SUCCEEDED = "succeeded"
    FAILED = "failed"
    FAILED_OFTEN = "failed often"
    PROBED = "probed"


_NEXT = {
    (State.CLOSED, Event.SUCCEEDED): State.CLOSED,
    (State.CLOSED, Event.FAILED): State.CLOSED,
    (State.CLOSED, Event.FAILED_OFTEN): State.OPEN,
    (State.OPEN, Event.PROBED): State.HALF_OPEN,
    (State.OPEN, Event.SUCCEEDED): State.CLOSED,  # of one asked before it opened
    (State.OPEN, Event.FAILED_OFTEN): State.OPEN,
    (State.HALF_OPEN, Event.SUCCEEDED): State.CLOSED,
    (State.HALF_OPEN, Event.FAILED_OFTEN): State.OPEN,
}


class Breaker:
    """``failures``: how many in a row open it. ``pause``: seconds until a probe may go.

    ``clock`` gives seconds and is never set back.
    """

    def __init__(
        self,
        failures: int = FAILURES,
        pause: float = PAUSE,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._allowed = failures
        self._pause = pause
        self._clock = clock
        self._failures = 0
        self._first_failure: float | None = None
        self._opened_at = 0.0
        self.state = State.CLOSED

    @property
    def failing_for(self) -> float:
        """Seconds since the first failure after the last success; 0.0 without one."""
        return 0.0 if self._first_failure is None else self._clock() - self._first_failure

    def lets_through(self) -> bool:
        """Whether to ask now. Who hears yes must say what became of it: it may be the probe."""
        if self.state is State.CLOSED:
            return True
        if self.state is State.OPEN and self._clock() >= self._opened_at + self._pause:
            self._move(Event.PROBED)
            return True
        return False

    def failed(self) -> None:
        """A try has failed."""
        self._failures += 1
        if self._first_failure is None:
            self._first_failure = self._clock()
        self._move(Event.FAILED_OFTEN if self._failures >= self._allowed else Event.FAILED)

    def succeeded(self) -> None:
        """A try has succeeded."""
        self._failures = 0
        self._first_failure = None
        self._move(Event.SUCCEEDED)

    def _move(self, event: Event) -> None:
        self.state = _NEXT[self.state, event]
        if self.state is State.OPEN:
            self._opened_at = self._clock()
