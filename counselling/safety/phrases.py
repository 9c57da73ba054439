"""The file of danger phrases that counsellors edit: read, and checked as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from counselling.safety.reading import SIGNS

PLACE = "danger/phrases.tsv"
"""The file, within the folder of the Q&A set."""

COLUMNS = ("category", "language", "phrase", "level", "bare", "note")
CATEGORIES = ("suicide", "child-danger", "trafficking", "violence")
"""In the order in which they go first where a message shows several at the same level: what
kills soonest, then what needs a help line of its own, then what most messages of danger hold."""
LANGUAGES = ("vi", "en", "ko")
MAX_WORDS = 8
GAP = "*"
"""Stands for up to three words in a phrase."""


class Level(StrEnum):
    """What seeing a phrase means."""

    RED = "red"
    AMBER = "amber"
    QUIET = "quiet"


class Bare(StrEnum):
    """What a phrase means in a message written without diacritics."""

    SAME = "same"
    AMBER = "amber"
    NEVER = "never"


@dataclass(frozen=True)
class Phrase:
    """A row of the file."""

    category: str
    language: str
    text: str
    level: Level
    bare: Bare
    line: int


@dataclass(frozen=True)
class PhraseProblem:
    """Something wrong with a row: where, what, and how to mend it."""

    file: str
    line: int
    what: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.what}. {self.mend}"


class PhraseProblems(Exception):
    """The file can't be used; carries every problem in it."""

    def __init__(self, problems: list[PhraseProblem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def load(path: Path) -> tuple[Phrase, ...]:
    """The phrases of a file such as faq/danger/phrases.tsv.

    Raises PhraseProblems with all problems at once.
    """
    check = _Check(path.name)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        check.wrong(1, "the file is not UTF-8 text", "Save it as UTF-8")
        text = ""
    except OSError as error:
        check.wrong(1, f"the file cannot be read ({error.strerror})", "Put it back")
        text = ""
    rows = [
        (number, line)
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not line.startswith("#")
    ]
    if not rows or tuple(rows[0][1].rstrip("\t").split("\t")) != COLUMNS:
        check.wrong(
            rows[0][0] if rows else 1,
            "the row of column names is missing",
            f"Put {', '.join(COLUMNS)} between tabs before the first phrase",
        )
    phrases = [phrase for number, line in rows[1:] if (phrase := check.row(number, line))]
    if not check.problems and all(phrase.level is Level.QUIET for phrase in phrases):
        check.wrong(1, "the file holds no danger phrase", "Put the phrases back")
    if check.problems:
        raise PhraseProblems(check.problems)
    return tuple(phrases)


class _Check:
    """Reads rows and gathers what is wrong with them."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[PhraseProblem] = []
        self._first_lines: dict[str, int] = {}

    def wrong(self, line: int, what: str, mend: str) -> None:
        self.problems.append(PhraseProblem(self.file, line, what, mend))

    def row(self, line: int, row: str) -> Phrase | None:
        """The phrase of one row, or None with the problems noted."""
        before = len(self.problems)
        cells = [cell.strip() for cell in row.split("\t")]
        if len(cells) not in (len(COLUMNS) - 1, len(COLUMNS)):
            self.wrong(
                line,
                f"the row has {len(cells)} columns",
                f"It needs {len(COLUMNS)}, with a tab between: {', '.join(COLUMNS)}",
            )
            return None
        category, language, text, level, bare = cells[:5]
        self._one_of(line, "category", category, CATEGORIES)
        self._one_of(line, "language", language, LANGUAGES)
        self._one_of(line, "level", level, tuple(Level))
        self._one_of(line, "bare", bare, tuple(Bare))
        self._phrase(line, text, language, level)
        if language != "vi" and bare != Bare.SAME:
            self.wrong(line, "only Vietnamese is written without diacritics", 'Write "same"')
        if len(self.problems) > before:
            return None
        return Phrase(category, language, text, Level(level), Bare(bare), line)

    def _one_of(self, line: int, column: str, cell: str, allowed: tuple[str, ...]) -> None:
        if cell not in allowed:
            self.wrong(line, f'"{cell}" is no {column}', f"Write one of: {', '.join(allowed)}")

    def _phrase(self, line: int, text: str, language: str, level: str) -> None:
        words = text.split()
        if not any(letter.isalpha() or letter in SIGNS for letter in text):
            self.wrong(line, "the phrase is empty", "Write it, or delete the row")
            return
        if len(words) > MAX_WORDS:
            self.wrong(line, "the phrase is too long", f"Use {MAX_WORDS} words at most")
        if GAP in (words[0], words[-1]) or f"{GAP} {GAP}" in " ".join(words):
            self.wrong(line, "a * stands at the edge or beside another *", "Put it between words")
        if GAP in text and (level == Level.QUIET or language == "ko"):
            self.wrong(line, "a quiet or Korean phrase can't have a *", "Write the words out")
        first = self._first_lines.setdefault(" ".join(words).lower(), line)
        if first != line:
            self.wrong(line, f'"{text}" stands in line {first} already', "Delete one of the two")
