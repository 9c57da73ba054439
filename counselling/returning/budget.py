"""How many wrong codes everybody together may try, whatever network they come from.

The sum: of 10**11 codes (the check digit follows from the others, so it does not count) L = 1,000
live ones can be hit, and T wrong tries a year hit one with at most T * L / 10**11. At one try in
40 seconds T is 788,940 a year, with the 60 of the first minute 789,000: 0.79 %, below the 1 % that
we allow. A second office with as many live codes has its own budget. The budget is kept in memory:
each restart gives 60 tries more, which is 0.00006 %. Code words come on top and are not counted on.
"""

import time
from collections.abc import Callable

from counselling.buckets import Buckets

BURST = 60.0
PER_SECOND = 1 / 40
_EVERYBODY = "everybody"


class Budget:
    """``burst`` tries at once, then ``per_second``, for all together. ``clock`` gives seconds."""

    def __init__(
        self,
        burst: float = BURST,
        per_second: float = PER_SECOND,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._buckets = Buckets(burst, per_second, clock)

    def take(self) -> bool:
        """Take one try; False if none is left. Taken before the try: many at once cannot cheat."""
        return self._buckets.take(_EVERYBODY) == 0

    def give_back(self) -> None:
        """The try was right: only wrong ones are counted."""
        self._buckets.give_back(_EVERYBODY)
