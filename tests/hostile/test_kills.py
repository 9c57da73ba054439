"""A few kills under load; a hundred, with Rasa, are ``python -m benchmarks.kills``."""

import os
from pathlib import Path

import pytest

from benchmarks.kills.run import run
from benchmarks.kills.victims import SERVICE, Victim

pytestmark = pytest.mark.slow


async def test_nothing_acknowledged_is_lost_and_nothing_doubled_when_the_service_is_killed(
    tmp_path: Path,
) -> None:
    victim = Victim("benchmarks.kills.stand_in", tmp_path, dict(os.environ))
    victim.start()
    try:
        victim.until_ready()
        outcome = await run(victim, [SERVICE], times=2, women=6, seed=7)
    finally:
        victim.stop()
    assert outcome.report.findings == []
    assert outcome.report.counts["acknowledged"] >= 6
