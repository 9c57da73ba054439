"""Checking the editors' folder and telling the result in lines a person can act on."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TextIO

from counselling.faq.confusions import note_confusions, read_confusions
from counselling.faq.loading import read_folder
from counselling.faq.nearly import check_nearly_the_same
from counselling.faq.problems import Problem, Severity


def check(
    folder: Path, out: TextIO, *, confusions: Path | None = None, today: date | None = None
) -> int:
    """Write every problem of ``folder`` and a last line that sums up; the exit status: 0 or 1.

    ``confusions`` is the file of what the matcher mistook, if it is to be looked at too
    (counselling/faq/confusions.py). Raises NotMeasured when there is none.
    """
    measured = read_confusions(confusions) if confusions else None
    reading = read_folder(folder, today=today)
    check_nearly_the_same(reading.drafts.values(), reading.findings)
    if measured:
        note_confusions(measured, reading.drafts, reading.findings)
    found = reading.findings.in_order()
    for problem in found:
        print(problem, file=out)
    if measured and measured.fingerprint != reading.fingerprint:
        print("The confusions were measured on an older state of the files.", file=out)
    if reading.findings.fatal:
        print(f"Not in order: {counted(found)}. Nothing was changed.", file=out)
        return 1
    print(f"In order: {len(reading.drafts)} entries, {counted(found)}.", file=out)
    return 0


def counted(problems: Iterable[Problem]) -> str:
    """How many problems of each kind: "2 to mend, 1 to look at, 3 hints"."""
    counts = Counter(problem.severity for problem in problems)
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    parts = [f"{errors} to mend"] if errors else []
    parts.append(f"{warnings} to look at" if warnings else "nothing else to look at")
    if hints := counts[Severity.HINT]:
        parts.append("1 hint" if hints == 1 else f"{hints} hints")
    return ", ".join(parts)
