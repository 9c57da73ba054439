"""Checking the editors' folder and telling the result in lines a person can act on."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from counselling.faq.loading import load
from counselling.faq.problems import FaqProblems, Problem, Severity


def check(folder: Path, out: TextIO) -> int:
    """Write every problem of ``folder`` and a last line that sums up; the exit status: 0 or 1."""
    try:
        faq = load(folder)
    except FaqProblems as found:
        _tell(found.problems, out)
        print(f"Not in order: {_counted(found.problems)}. Nothing was changed.", file=out)
        return 1
    _tell(faq.warnings, out)
    print(f"In order: {len(faq.entries)} entries, {_counted(faq.warnings)}.", file=out)
    return 0


def _tell(problems: Iterable[Problem], out: TextIO) -> None:
    for problem in problems:
        print(problem, file=out)


def _counted(problems: Iterable[Problem]) -> str:
    counts = Counter(problem.severity for problem in problems)
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    parts = [f"{errors} to mend"] if errors else []
    parts.append(f"{warnings} to look at" if warnings else "nothing else to look at")
    return ", ".join(parts)
