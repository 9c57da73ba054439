"""No regular expression takes long: each is attacked with texts made for it."""

import re
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest

from tests.hostile.patterns import Placed, attacks, patterns

PATIENCE = 1.0  # seconds of computing for 2,000 characters; the slowest takes a tenth


class TooLong(Exception):
    """It was still trying."""


@contextmanager
def no_longer_than(seconds: float) -> Iterator[None]:
    """Of the processor's time, so that a busy machine makes no difference."""

    def stop(*_: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def slow_ones(found: Iterable[Placed], patience: float = PATIENCE) -> list[str]:
    slow = []
    for name, pattern in found:
        for text in attacks(pattern):
            try:
                with no_longer_than(patience):
                    pattern.search(text)
            except TooLong:
                slow.append(f"{name}: {text[:20]!r} ... {text[-5:]!r}")
                break
    return slow


@pytest.mark.slow
def test_no_pattern_tries_for_long_on_a_text_made_for_it() -> None:
    found = patterns()
    assert len(found) > 100
    assert slow_ones(found) == []


@pytest.mark.parametrize("evil", ["(a+)+$", "(a|aa)+$", "([a-z ]+)*!", r"(\w+\s?)*$", "a*a*a*b"])
def test_the_attack_finds_patterns_that_are_known_to_be_evil(evil: str) -> None:
    assert slow_ones([("evil", re.compile(evil))], patience=0.2)
