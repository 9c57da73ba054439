"""Looking for danger beside everything else: short messages never wait for long ones.

A story of 4,000 characters takes the detector a tenth of a second of pure computing. Twenty of
them at once, each in a thread of its own, would leave a cry for help a twentieth of the processor.
So one thread looks at long messages, in the order of arrival, and a few at short ones: what words
settle in two milliseconds does not wait until the meaning of others is weighed, which two at a
time may do (remembered.py).
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from counselling.safety.detect import Danger, DangerDetector
from counselling.safety.pieces import Piece, see_with

SHORT = 400
"""Characters: nearly everything women write; some 15 ms at most (benchmarks/danger.py)."""

_AT_ONCE = 6
"""Short messages: two whose meaning is weighed, a few that wait for that, and one more."""


class Lookout:
    """Asks the detector in use. Every message is looked at, however many there are."""

    def __init__(self, detector: Callable[[], DangerDetector]) -> None:
        self._detector = detector
        self._short = ThreadPoolExecutor(_AT_ONCE, "danger-short")
        self._long = ThreadPoolExecutor(1, "danger-long")

    async def see(self, text: str, before: Sequence[Piece] = ()) -> Danger:
        """The danger in ``text``, also as the end of what she wrote just ``before`` it."""
        lane = self._short if len(text) <= SHORT else self._long
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(lane, see_with, self._detector(), text, before)
