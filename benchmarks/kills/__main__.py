"""``python -m benchmarks.kills --times 100``: fails on any finding (benchmarks/README.md)."""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.kills.run import Outcome, run
from benchmarks.kills.victims import ACTIONS, RASA, SERVICE, Victim

PROGRAMS = {"stand-in": "benchmarks.kills.stand_in", "real": "benchmarks.kills.real"}
_SHOWN = 40
KINDS = {"stand-in": (SERVICE,), "real": (SERVICE, RASA, ACTIONS)}


def main() -> int:
    """Run and print; 1 if anything was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=100, help="kills")
    parser.add_argument("--women", type=int, default=24, help="who write meanwhile")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--within", type=float, default=10, help="seconds until ready again")
    parser.add_argument("--assistant", choices=tuple(KINDS), default="real")
    parser.add_argument("--data", type=Path, help="a data folder with a trained model")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as empty:
        folder = options.data or Path(empty)
        folder.mkdir(parents=True, exist_ok=True)
        victim = Victim(PROGRAMS[options.assistant], folder, _environment())
        victim.start()
        try:
            victim.until_ready()
            outcome = asyncio.run(
                run(
                    victim,
                    KINDS[options.assistant],
                    times=options.times,
                    women=options.women,
                    seed=options.seed,
                )
            )
        finally:
            victim.stop()
    return _print(outcome, options.within)


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name[:5] != "OSSO_"}


def _print(outcome: Outcome, within: float) -> int:
    for what, seconds in outcome.ready.items():
        print(
            f"{what:12} killed {len(seconds):3} times, ready again after"
            f" {statistics.median(seconds):5.2f} s (median), {max(seconds):5.2f} s (longest)"
        )
        outcome.report.hold(max(seconds) <= within, f"{what}: ready after more than {within:.0f} s")
    print(", ".join(f"{count} {what}" for what, count in outcome.report.counts.items()))
    findings = outcome.report.findings
    print(*findings[:_SHOWN] or ["nothing lost, doubled, missing or out of order"], sep="\n")
    if len(findings) > _SHOWN:
        print(f"... and {len(findings) - _SHOWN} findings more")
    return bool(outcome.report.findings)


if __name__ == "__main__":
    sys.exit(main())
