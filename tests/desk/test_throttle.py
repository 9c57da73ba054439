"""How often somebody may try to sign in."""

from desk.throttle import LoginThrottle
from tests.counselling.test_buckets import Clock


def test_guessing_many_logins_from_one_address_is_slowed_down_too() -> None:
    throttle = LoginThrottle(clock=Clock())
    waits = [throttle.wait(f"login{number}", "192.0.2.1") for number in range(31)]
    assert waits[:30] == [0.0] * 30
    assert waits[30] > 0


def test_a_refused_try_at_one_login_costs_the_others_nothing() -> None:
    throttle = LoginThrottle(clock=Clock())
    for _ in range(10):
        throttle.wait("lan", "192.0.2.1")
    assert throttle.wait("hoa", "192.0.2.2") == 0
