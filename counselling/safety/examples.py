"""Messages written to learn danger from, or to test on: data/danger/*.tsv, one a row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from counselling.safety.phrases import CATEGORIES, LANGUAGES, PhraseProblem, PhraseProblems

COLUMNS = ("level", "category", "style", "pair", "text")
LEVELS = ("red", "amber", "none")
NO_CATEGORY = "-"
STYLES = {
    "red": ("plain", "oblique", "whisper", "story", "child", "third", "bare", "teen"),
    "none": ("twin", "trap", "ordinary"),
}
STYLES["amber"] = STYLES["red"]


@dataclass(frozen=True)
class Example:
    """One message. ``hand``: its file's name, which tells who wrote it; ``line`` from 1."""

    language: str
    level: str
    category: str
    style: str
    pair: str
    text: str
    hand: str
    line: int


def read_examples(folder: Path) -> tuple[Example, ...]:
    """All messages of a folder, whose files begin with their language, such as vi-coast.tsv.

    Raises PhraseProblems with every problem at once.
    """
    problems: list[PhraseProblem] = []
    found: list[Example] = []
    for file in sorted(folder.glob("*.tsv")):
        rows = list(_rows(file, problems))
        found += rows
        problems += _unpaired(file.name, rows)
    if not found and not problems:
        problems.append(PhraseProblem(folder.name, 1, "there is no message", "Put the files back"))
    if problems:
        raise PhraseProblems(problems)
    return tuple(found)


def _rows(file: Path, problems: list[PhraseProblem]) -> Iterator[Example]:
    language = file.name[:2]
    if language not in LANGUAGES:
        mend = f"Let it begin with one of: {', '.join(LANGUAGES)}"
        problems.append(PhraseProblem(file.name, 1, "the name tells no language", mend))
        return
    lines = file.read_text(encoding="utf-8").splitlines()
    if not lines or tuple(lines[0].split("\t")) != COLUMNS:
        mend = f"Put {', '.join(COLUMNS)} between tabs before the first message"
        problems.append(PhraseProblem(file.name, 1, "the row of column names is missing", mend))
        return
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        wrong = _wrong(cells)
        if wrong:
            problems.append(PhraseProblem(file.name, number, *wrong))
        else:
            level, category, style, pair, text = cells
            yield Example(language, level, category, style, pair, text, file.stem, number)


def _wrong(cells: list[str]) -> tuple[str, str] | None:
    """What is wrong with a row, and the mend."""
    if len(cells) != len(COLUMNS):
        return f"the row has {len(cells)} columns", f"It needs {len(COLUMNS)}: {', '.join(COLUMNS)}"
    level, category, style, _, text = cells
    if level not in LEVELS:
        return f'"{level}" is no level', f"Write one of: {', '.join(LEVELS)}"
    allowed = CATEGORIES if level != "none" else (*CATEGORIES, NO_CATEGORY)
    if category not in allowed:
        return f'"{category}" is no category here', f"Write one of: {', '.join(allowed)}"
    if style not in STYLES[level]:
        return f'"{style}" is no style of {level}', f"Write one of: {', '.join(STYLES[level])}"
    if not text.strip():
        return "the message is empty", "Write it, or delete the row"
    return None


def _unpaired(file: str, rows: list[Example]) -> Iterator[PhraseProblem]:
    """A twin without the message it is the harmless counterpart of, or the other way round."""
    count = Counter(row.pair for row in rows if row.pair != NO_CATEGORY)
    for row in rows:
        if row.pair in count and count[row.pair] != 2:
            mend = 'Give both the same, or write "-" for a message without a twin'
            yield PhraseProblem(file, row.line, f"{count[row.pair]} rows have {row.pair}", mend)
