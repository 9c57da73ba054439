"""Token buckets for the login."""

from desk.throttle import MOST_BUCKETS, LoginThrottle, TokenBuckets


class Clock:
    """Time that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_gives_its_burst_then_one_token_each_refill() -> None:
    clock = Clock()
    buckets = TokenBuckets(burst=2, refill=10, clock=clock)
    assert [buckets.take("a"), buckets.take("a")] == [0, 0]
    assert buckets.take("a") == 10
    clock.now = 4
    assert buckets.take("a") == 6
    clock.now = 10
    assert buckets.take("a") == 0
    assert buckets.take("a") == 10


def test_each_key_has_its_own_bucket() -> None:
    buckets = TokenBuckets(burst=1, refill=10, clock=Clock())
    assert (buckets.take("a"), buckets.take("b")) == (0, 0)


def test_a_bucket_never_holds_more_than_its_burst() -> None:
    clock = Clock()
    buckets = TokenBuckets(burst=1, refill=10, clock=clock)
    buckets.give_back("a")
    clock.now = 1000
    assert buckets.take("a") == 0
    assert buckets.take("a") > 0


def test_an_attacker_with_many_names_does_not_fill_the_memory() -> None:
    buckets = TokenBuckets(burst=1, refill=10, clock=Clock())
    for number in range(MOST_BUCKETS + 10):
        buckets.take(str(number))
    assert len(buckets) == MOST_BUCKETS


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
