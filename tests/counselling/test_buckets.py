"""Token buckets: a burst at once, then one after the other."""

import math

import pytest

from counselling import buckets as room
from counselling.buckets import Buckets


class Clock:
    """Time that stands still until it is told to go on."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_let_through_and_the_next_must_wait() -> None:
    clock = Clock()
    buckets = Buckets(3, 0.5, clock)
    assert [buckets.take("a") for _ in range(3)] == [0.0, 0.0, 0.0]
    assert buckets.take("a") == 2.0
    assert buckets.take("b") == 0.0
    clock.now += 0.5
    assert buckets.take("a") == 1.5
    clock.now += 1.5
    assert buckets.take("a") == 0.0
    assert buckets.take("a") == 2.0


def test_who_waits_long_never_gets_more_than_a_burst() -> None:
    clock = Clock()
    buckets = Buckets(2, 1, clock)
    buckets.take("a")
    clock.now += 1000
    assert [buckets.take("a") > 0 for _ in range(3)] == [False, False, True]


def test_what_is_given_back_can_be_taken_again_and_never_more() -> None:
    buckets = Buckets(2, 0, Clock())
    buckets.take("a")
    buckets.give_back("a")
    buckets.give_back("a")
    buckets.give_back("never seen")
    assert [buckets.take("a") for _ in range(3)] == [0.0, 0.0, math.inf]


def test_buckets_that_are_full_again_are_forgotten() -> None:
    clock = Clock()
    buckets = Buckets(2, 1, clock)
    for key in range(1000):
        buckets.take(str(key))
    assert len(buckets) == 1000
    clock.now += 100
    buckets.take("another")
    assert len(buckets) == 1


def test_many_keys_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "MOST", 100)
    buckets = Buckets(1, 0.1, Clock())
    for key in range(150):
        buckets.take(str(key))
    assert len(buckets) == 100
    assert buckets.take("149") > 0  # those used last are still known
    assert buckets.take("0") == 0
