"""The fuzzers' targets keep their promises; benchmarks/fuzz_targets.py asks them for minutes."""

import pytest
from hypothesis import HealthCheck, given, settings

from tests.hostile.targets import TARGETS


@pytest.mark.parametrize("name", TARGETS)
def test_whatever_comes_the_promise_is_kept(name: str) -> None:
    anything, check = TARGETS[name]
    some = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    some(given(anything)(check))()
