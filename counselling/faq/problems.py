"""What can be wrong in the editors' files, and how it is told: place, fault, mend."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from enum import StrEnum

_MOST_LISTED = 20


class Severity(StrEnum):
    """An error keeps the whole set from being served; a warning asks to be looked at soon.

    A hint is advice, to be weighed when somebody works on the entry anyway.
    """

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True)
class Problem:
    """One fault in one file.

    ``file`` begins with the folder's own name and uses "/"; ``line`` counts from 1; ``entry`` is
    "theme/slug", an id or a line's key ("" for the whole file); ``where`` is the way to the
    place inside it, as headings or keys. ``what`` is a clause, ``mend`` whole sentences.
    """

    file: str
    line: int
    entry: str
    what: str
    mend: str
    where: tuple[str, ...] = ()
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        trail = " → ".join(part for part in (self.entry, *self.where) if part)
        kind = "" if self.severity is Severity.ERROR else f"{self.severity}: "
        place = f"{trail}: " if trail else ""
        return f"{self.file}:{self.line}: {kind}{place}{self.what}. {self.mend}"


class FaqProblems(Exception):
    """The set cannot be served. ``problems`` are all of them, warnings too, in reading order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class Spot:
    """Where the reader stands: file, entry and the way inside the entry."""

    file: str
    entry: str = ""
    where: tuple[str, ...] = ()

    def into(self, *steps: str) -> "Spot":
        """The same place, further in."""
        return replace(self, where=self.where + steps)


@dataclass
class Findings:
    """Collects every problem of one reading of the folder, so that all are told at once."""

    _problems: list[Problem] = field(default_factory=list)

    def error(self, spot: Spot, line: int, what: str, mend: str) -> None:
        """Note a fault that keeps the set from being served. ``line`` counts from 1."""
        self._note(spot, line, what, mend, Severity.ERROR)

    def warning(self, spot: Spot, line: int, what: str, mend: str) -> None:
        """Note something to look at that does not stop serving. ``line`` counts from 1."""
        self._note(spot, line, what, mend, Severity.WARNING)

    def hint(self, spot: Spot, line: int, what: str, mend: str) -> None:
        """Note a piece of advice. ``line`` counts from 1."""
        self._note(spot, line, what, mend, Severity.HINT)

    def _note(self, spot: Spot, line: int, what: str, mend: str, severity: Severity) -> None:
        self._problems.append(
            Problem(spot.file, line, spot.entry, what, mend, spot.where, severity)
        )

    def take_over(self, problems: Iterable[Problem]) -> None:
        """Note what another reading has found."""
        self._problems.extend(problems)

    @property
    def count(self) -> int:
        """How many problems have been noted so far."""
        return len(self._problems)

    def about(self, file: str) -> bool:
        """Whether anything was noted of a file."""
        return any(problem.file == file for problem in self._problems)

    @property
    def fatal(self) -> bool:
        """Whether anything found keeps the set from being served."""
        return any(problem.severity is Severity.ERROR for problem in self._problems)

    def in_order(self) -> tuple[Problem, ...]:
        """All problems by file and line."""
        return tuple(sorted(self._problems, key=lambda problem: (problem.file, problem.line)))


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, or None."""
    by_folded = {name.casefold(): name for name in known}
    found = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


def suggestion(word: str, known: Sequence[str]) -> str:
    """A mend for an unknown word: the one probably meant, or else all that are known."""
    meant = closest(word, known)
    if meant:
        return f'Did you mean "{meant}"?'
    if not known:
        return "None are known yet."
    if len(known) > _MOST_LISTED:
        return "Look its right name up, or take it out."
    return "Use one of: " + ", ".join(known) + "."
