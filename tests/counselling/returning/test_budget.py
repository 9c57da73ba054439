"""The budget of wrong codes keeps its promise: below one per cent in a year."""

from counselling.returning.budget import BURST, PER_SECOND, Budget
from counselling.returning.codes import RANDOM_DIGITS
from counselling.together.tries import Counting

A_YEAR = 365.25 * 24 * 3600
LIVE_CODES = 1_000


def test_a_year_of_constant_guessing_hits_one_of_a_thousand_codes_in_less_than_one_per_cent() -> (
    None
):
    tries = BURST + PER_SECOND * A_YEAR
    assert tries * LIVE_CODES / 10**RANDOM_DIGITS < 0.01


async def test_the_bucket_gives_no_more_than_the_sum_allows() -> None:
    now = 0.0
    budget = Budget(counting=Counting(clock=lambda: now))
    taken = 0
    for second in range(36_000):
        now = float(second)
        while await budget.take():
            taken += 1
    assert taken <= BURST + PER_SECOND * 36_000


async def test_a_right_code_is_given_back_and_never_makes_it_fuller_than_full() -> None:
    budget = Budget(burst=2, per_second=0.0)
    assert await budget.take()
    await budget.give_back()
    await budget.give_back()
    assert [await budget.take() for _ in range(3)] == [True, True, False]
