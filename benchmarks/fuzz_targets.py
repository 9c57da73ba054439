"""Lets a fuzzer loose on the normaliser, the danger check, the FAQ loader and the socket's frames.

With atheris (``pip install atheris``: x86-64 Linux, Python up to 3.13) what is tried next follows
from what code was reached, and an input that takes ten seconds or two GB is a finding too. Without
it Hypothesis tries at random. Either way a finding ends its target and prints the input.
"""

import argparse
import importlib.util
import subprocess
import sys
import time
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings

from tests.hostile.targets import TARGETS

_EACH = 2_000  # examples of one round of Hypothesis
_NO_LIMITS = settings(
    max_examples=_EACH, deadline=None, database=None, suppress_health_check=list(HealthCheck)
)


def main() -> None:
    """Each target in a process of its own, one after another; fails if any has a finding."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("targets", nargs="*", metavar="target", help=f"{', '.join(TARGETS)}; all")
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--corpus", type=Path, help="folder where what was tried is kept")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if unknown := set(asked.targets) - set(TARGETS):
        parser.error(f"there is no target {', '.join(unknown)}")
    if asked.inside:
        _fuzz(asked.targets[0], asked.minutes * 60, asked.corpus)
        return
    found = [name for name in asked.targets or TARGETS if _in_a_process(name, asked)]
    print("findings:", ", ".join(found) or "none")
    sys.exit(bool(found))


def _in_a_process(name: str, asked: argparse.Namespace) -> bool:
    """Whether there was a finding."""
    command = [sys.executable, "-m", "benchmarks.fuzz_targets", name, "--inside"]
    command += ["--minutes", str(asked.minutes)]
    if asked.corpus:
        folder = asked.corpus / name
        folder.mkdir(parents=True, exist_ok=True)
        command += ["--corpus", str(folder)]
    print(f"== {name}: {asked.minutes:g} minutes", flush=True)
    return subprocess.run(command, check=False).returncode != 0


def _fuzz(name: str, seconds: float, corpus: Path | None) -> None:
    if importlib.util.find_spec("atheris"):
        _by_coverage(name, seconds, corpus)
    else:
        _at_random(name, seconds)


def _at_random(name: str, seconds: float) -> None:
    anything, check = TARGETS[name]
    ends, rounds = time.monotonic() + seconds, 0
    while time.monotonic() < ends:
        seed(rounds)(_NO_LIMITS(given(anything)(check)))()
        rounds += 1
        print(f"{rounds * _EACH} examples", flush=True)


def _by_coverage(name: str, seconds: float, corpus: Path | None) -> None:
    import atheris  # noqa: PLC0415  # may be missing

    anything, check = TARGETS[name]
    fuzzed = _NO_LIMITS(given(anything)(check)).hypothesis.fuzz_one_input
    atheris.instrument_all()
    limits = [f"-max_total_time={int(seconds)}", "-timeout=10", "-rss_limit_mb=2048"]
    limits += ["-max_len=2000", "-len_control=0"]  # short ones make no whole example
    output = ["-print_final_stats=1", "-verbosity=0"]
    atheris.Setup([name, *limits, *output, *([str(corpus)] if corpus else [])], fuzzed)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
