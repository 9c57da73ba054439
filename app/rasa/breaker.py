"""Spares a woman the wait for an assistant that has just failed several others."""

import time
from collections.abc import Callable

FAILURES = 3
PAUSE = 2.0  # seconds


class Breaker:
    """Opens after some failures in a row; then lets one try through per pause until one succeeds.

    ``failures``: how many in a row open it. ``pause``: seconds between tries while open.
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
        self._next_try = 0.0

    def lets_through(self) -> bool:
        """Whether to ask now. While open, saying yes starts the next pause."""
        if self._failures < self._allowed:
            return True
        if self._clock() < self._next_try:
            return False
        self._next_try = self._clock() + self._pause
        return True

    def failed(self) -> None:
        """A try has failed."""
        self._failures += 1
        self._next_try = self._clock() + self._pause

    def succeeded(self) -> None:
        """A try has succeeded: closed again."""
        self._failures = 0
