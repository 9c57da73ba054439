"""How often somebody may try to sign in, and that nobody can keep her out."""

import pytest

from counselling.together.tries import Counting
from desk.throttle import Caller, LoginThrottle
from tests.counselling.test_buckets import Clock

HERS, ELSEWHERE = "192.0.2.1", "198.51.100.7"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def throttle(clock: Clock) -> LoginThrottle:
    return LoginThrottle(Counting(clock=clock))


async def tries(throttle: LoginThrottle, caller: Caller, count: int) -> int:
    """How many of them the password was looked at for."""
    return [await throttle.wait(caller) for _ in range(count)].count(0)


async def test_guessing_many_logins_from_one_address_is_slowed_down_too(
    throttle: LoginThrottle,
) -> None:
    waits = [await throttle.wait(Caller(f"login{number}", HERS)) for number in range(31)]
    assert waits[:30] == [0.0] * 30
    assert waits[30] > 0


async def test_a_refused_try_at_one_login_costs_the_others_nothing(throttle: LoginThrottle) -> None:
    await tries(throttle, Caller("lan", HERS), 10)
    assert await throttle.wait(Caller("hoa", ELSEWHERE)) == 0


@pytest.mark.parametrize(
    "hers",
    [
        pytest.param(Caller("lan", HERS, "her computer"), id="a browser she has used"),
        pytest.param(Caller("lan", HERS), id="an address she has signed in from"),
        pytest.param(Caller("Lan ", ELSEWHERE, "her phone"), id="her phone, on the guesser's net"),
    ],
)
async def test_a_strangers_thousand_tries_lock_him_out_and_not_her(
    throttle: LoginThrottle, hers: Caller
) -> None:
    await throttle.succeeded(Caller("lan", HERS))
    assert await tries(throttle, Caller("lan", ELSEWHERE), 1000) == 6
    assert await throttle.wait(Caller("lan", ELSEWHERE)) > 0
    assert await throttle.wait(hers) == 0


async def test_one_stranger_does_not_use_up_what_her_new_phone_needs(
    throttle: LoginThrottle, clock: Clock
) -> None:
    for _ in range(24 * 60):  # a day of trying as often as he is let
        await tries(throttle, Caller("lan", ELSEWHERE), 10)
        clock.now += 60
    assert await throttle.wait(Caller("lan", "203.0.113.9")) == 0


async def test_a_thousand_strangers_together_get_some_tries_an_hour_and_she_hers(
    throttle: LoginThrottle, clock: Clock
) -> None:
    await throttle.succeeded(Caller("lan", HERS))
    looked_at = 0
    for number in range(1000):
        looked_at += await tries(throttle, Caller("lan", f"net {number}"), 1)
        clock.now += 3.6
    assert looked_at <= 20 + 120
    assert await throttle.wait(Caller("lan", HERS)) == 0


async def test_in_her_own_browser_guessing_is_slowed_down_as_well(throttle: LoginThrottle) -> None:
    assert await tries(throttle, Caller("lan", HERS, "her computer"), 100) == 6


async def test_who_knows_her_password_gets_few_tries_at_the_code_and_she_keeps_hers(
    throttle: LoginThrottle, clock: Clock
) -> None:
    await throttle.succeeded(Caller("lan", HERS, "her computer"))
    guessed = 0
    for number in range(24 * 60):
        guessed += (await throttle.wait_for_code(Caller("lan", f"net {number}"))) == 0
        clock.now += 60
    assert guessed <= 6 + 24 * 6
    assert await throttle.wait_for_code(Caller("lan", HERS, "her computer")) == 0
