"""How many wrong codes everybody together may try, whatever network they come from.

The sum: of 10**11 codes (the check digit follows from the others, so it does not count) L = 1,000
live ones can be hit, and T wrong tries a year hit one with at most T * L / 10**11. At one try in
40 seconds T is 788,940 a year, with the 60 of the first minute 789,000: 0.79 %, below the 1 % that
we allow. A second office with as many live codes has its own budget. A service alone keeps it in
memory: each restart gives 60 tries more, which is 0.00006 %. Code words come on top and are not
counted on.
"""

from counselling.together.tries import IN_MEMORY, Counting

BURST = 60.0
PER_SECOND = 1 / 40
_EVERYBODY = "everybody"


class Budget:
    """``burst`` tries at once, then ``per_second``, for all together, at whichever service."""

    def __init__(
        self,
        burst: float = BURST,
        per_second: float = PER_SECOND,
        counting: Counting = IN_MEMORY,
    ) -> None:
        self._tries = counting.of("return codes", burst, per_second)

    async def take(self) -> bool:
        """Take one try; False if none is left. Taken before the try: many at once cannot cheat."""
        return await self._tries.take(_EVERYBODY) == 0

    async def give_back(self) -> None:
        """The try was right: only wrong ones are counted."""
        await self._tries.give_back(_EVERYBODY)
