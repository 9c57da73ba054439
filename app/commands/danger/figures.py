"""How well the danger check does on messages whose danger people have judged."""

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from counselling.safety.detect import Danger
from counselling.safety.examples import Example
from counselling.safety.phrases import LANGUAGES


@dataclass(frozen=True)
class Row:
    """A message and what the check saw in it."""

    example: Example
    danger: Danger

    @property
    def wrong(self) -> bool:
        """Whether people judged it otherwise."""
        return self.danger.level != self.example.level

    def told(self) -> str:
        """The message with what it is and what was seen, between tabs."""
        example = self.example
        was = f"{example.language}\t{example.level}\t{example.category}\t{example.style}"
        return f"{was}\t→ {self.danger.level} {self.danger.category or ''}\t{example.text}"


Asked = Callable[[Row], bool]
FLOOR_COLUMNS: Mapping[str, tuple[Asked, Asked]] = {
    "red_seen": (lambda row: row.example.level == "red", lambda row: row.danger.level != "none"),
    "red_as_red": (lambda row: row.example.level == "red", lambda row: row.danger.level == "red"),
    "amber_seen": (
        lambda row: row.example.level == "amber",
        lambda row: row.danger.level != "none",
    ),
    "traps_not_red": (
        lambda row: row.example.style == "trap",
        lambda row: row.danger.level != "red",
    ),
    "traps_quiet": (lambda row: row.example.style == "trap", lambda row: not row.wrong),
    "ordinary_not_red": (
        lambda row: row.example.style == "ordinary",
        lambda row: row.danger.level != "red",
    ),
    "ordinary_quiet": (lambda row: row.example.style == "ordinary", lambda row: not row.wrong),
}
"""Each figure: of which messages, and what must hold of them."""

Figures = Mapping[str, Mapping[str, float]]
"""By language, by column, in percent."""


def judged(rows: Iterable[Row]) -> Figures:
    """The figures of each language that has messages of every kind."""
    rows = list(rows)
    found: dict[str, dict[str, float]] = {}
    for language in LANGUAGES:
        own = [row for row in rows if row.example.language == language]
        for column, (among, holds) in FLOOR_COLUMNS.items():
            asked = [row for row in own if among(row)]
            if asked:
                share = 100 * sum(holds(row) for row in asked) / len(asked)
                found.setdefault(language, {})[column] = round(share, 1)
    return found


def table(figures: Figures) -> str:
    """The figures as lines: a language each."""
    head = f"{'':4}" + "".join(f"{column:>18}" for column in FLOOR_COLUMNS)
    lines = [
        f"{language:4}"
        + "".join(f"{own.get(column, float('nan')):18.1f}" for column in FLOOR_COLUMNS)
        for language, own in figures.items()
    ]
    return "\n".join([head, *lines])


def read_floor(file: Path) -> Figures:
    """The least each figure may be; raises OSError, tomllib.TOMLDecodeError."""
    return tomllib.loads(file.read_text(encoding="utf-8"))


def below(figures: Figures, floor: Figures) -> Sequence[str]:
    """A line for every figure below its floor."""
    return [
        f"{language} {column} is {figures[language].get(column, 'missing')};"
        f" it must be at least {least}"
        for language, columns in floor.items()
        for column, least in columns.items()
        if language in figures and figures[language].get(column, 0.0) < least
    ]
