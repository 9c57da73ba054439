"""The development set: messages with what they ask for, one file a group of themes."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

HEAD = ["text", "accepted", "language", "style"]
_BETWEEN = "|"


class Kind(StrEnum):
    """What a message asks for."""

    COVERED = "covered"
    UNCOVERED = "uncovered"
    PERSON = "person"
    SMALLTALK = "smalltalk"


class BadQuestion(ValueError):
    """A line is not as the head says; names file and line."""


@dataclass(frozen=True)
class Question:
    """One message. ``accepted`` are the entries that answer it, the likeliest first."""

    text: str
    kind: Kind
    accepted: tuple[str, ...]
    language: str
    style: str


def read_questions(folder: Path) -> list[Question]:
    """Every message of the folder's ``*.tsv``, in order of the files' names.

    Columns: text, accepted (entries joined by "|"; "person", "smalltalk"; empty where no entry
    covers it), language, style. Raises BadQuestion, OSError.
    """
    return [question for file in sorted(folder.glob("*.tsv")) for question in _read(file)]


def _read(file: Path) -> Iterator[Question]:
    lines = file.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, 1):
        cells = line.split("\t")
        if (number == 1) != (cells == HEAD) or len(cells) != len(HEAD):
            raise BadQuestion(f"{file.name}:{number}: expected {', '.join(HEAD)} between tabs")
        if number > 1:
            yield _question(*cells)


def _question(text: str, accepted: str, language: str, style: str) -> Question:
    if accepted in {Kind.PERSON, Kind.SMALLTALK}:
        return Question(text, Kind(accepted), (), language, style)
    entries = tuple(accepted.split(_BETWEEN)) if accepted else ()
    return Question(text, Kind.COVERED if entries else Kind.UNCOVERED, entries, language, style)
