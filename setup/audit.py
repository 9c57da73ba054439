"""./osso audit: asks the databases of known holes about every version in the locks.

docs/security-reference.md says how soon what is found must be mended, and which libraries of Rasa's
private side are past their end of life and out of reach. Ends with 0 where nothing is known, 1
where something is, 2 where a database could not be asked: that is never taken for good news.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAPER = ROOT / "docs/security-reference.md"
NPM = ROOT / "tests/connectors/telegram/third_party"
DATABASES = ("pypi", "osv")
LOCKS = {
    "the service": "requirements.lock",
    "tests and tools": "requirements-dev.lock",
    "the installer": "setup/tools.lock",
    "what builds packages": "setup/build.lock",
}
PRIVATE = {"Rasa's private side": "bot/requirements.lock"}
CLEAN, HOLES, NOT_ASKED = 0, 1, 2


@dataclass
class Findings:
    """Of one lock: what is known (package, version, ids), and what nobody could be asked about."""

    holes: list[tuple[str, str, str]] = field(default_factory=list)
    not_asked: list[str] = field(default_factory=list)

    def told(self, known: Iterable[str] = ()) -> tuple[int, list[str]]:
        """How it stands and what to say; ``known``: libraries whose holes are out of reach."""
        lines, status = [], CLEAN
        for name, version, ids in self.holes:
            out_of_reach = name in known
            lines.append(f"  {name} {version}: {ids}{' (out of reach)' * out_of_reach}")
            status = status if out_of_reach else HOLES
        if self.not_asked:
            lines.append(f"  could not be asked about: {', '.join(self.not_asked)}")
            status = status or NOT_ASKED
        return status, lines


def of_python(report: Mapping[str, Any]) -> Findings:
    """What pip-audit says in JSON."""
    found = Findings()
    for one in report["dependencies"]:
        if "skip_reason" in one:
            found.not_asked.append(one["name"])
        elif one["vulns"]:
            ids = ", ".join(sorted({hole["id"] for hole in one["vulns"]}))
            found.holes.append((one["name"], one["version"], ids))
    return found


def of_npm(report: Mapping[str, Any]) -> Findings:
    """What ``npm audit --json`` says; it has no list of packages where it could not ask."""
    if "vulnerabilities" not in report:
        return Findings(not_asked=["every npm package"])
    holes = [
        (name, one.get("range", ""), one["severity"])
        for name, one in report["vulnerabilities"].items()
    ]
    return Findings(holes)


def out_of_reach(paper: str) -> set[str]:
    """The libraries in the table of Rasa's private side."""
    table = paper.split("### Rasa's private side")[1]
    rows = re.findall(r"^\| ([a-z][^|]+) \|", table, re.MULTILINE)
    return {part.split()[0] for row in rows for part in row.split(", ")} - {"library"}


def _ask_python(lock: str) -> Findings:
    last = Findings(not_asked=[f"everything in {lock}"])
    for database in DATABASES:
        done = subprocess.run(
            [sys.executable, "-m", "pip_audit", "--requirement", lock, "--require-hashes",
             "--disable-pip", "--vulnerability-service", database, "--format", "json",
             "--progress-spinner", "off"],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.stdout.startswith("{"):
            last = of_python(json.loads(done.stdout))
            if not last.not_asked:
                break
    return last


def _ask_npm() -> Findings:
    npm = shutil.which("npm")
    if npm is None:
        return Findings(not_asked=["every npm package: there is no npm on this machine"])
    done = subprocess.run(
        [npm, "audit", "--package-lock-only", "--json"],
        cwd=NPM, capture_output=True, text=True, check=False,
    )  # fmt: skip
    try:
        return of_npm(json.loads(done.stdout))
    except ValueError:
        return of_npm({})


def main() -> int:
    """Ask about each lock, and say how it stands."""
    known = out_of_reach(PAPER.read_text("utf-8"))
    statuses = []
    for locks, left in ((LOCKS, set[str]()), (PRIVATE, known)):
        for name, lock in locks.items():
            statuses.append(_say(name, *_ask_python(lock).told(left)))
    statuses.append(_say("the npm package of the tests", *_ask_npm().told()))
    return HOLES if HOLES in statuses else max(statuses)


def _say(name: str, status: int, lines: list[str]) -> int:
    how = {CLEAN: "nothing to mend", HOLES: "HOLES", NOT_ASKED: "NOT KNOWN"}[status]
    print(f"{name}: {how}", *lines, sep="\n", flush=True)
    return status


if __name__ == "__main__":
    sys.exit(main())
