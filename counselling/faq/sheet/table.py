"""A sheet as rows of texts, whatever file it came from, and what can be wrong with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One row: its ``number`` as the spreadsheet shows it, and its cells by column key.

    A column that the sheet does not have is missing in ``cells``.
    """

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class RowProblem:
    """Something wrong in the sheet: where, what, and the mend, as for files."""

    row: int
    column: str
    what: str
    mend: str

    def __str__(self) -> str:
        place = f"row {self.row}" + (f", {self.column}" if self.column else "")
        return f"{place}: {self.what}. {self.mend}"


class SheetProblems(Exception):
    """The sheet cannot be taken. ``problems`` are all that were found, by row."""

    def __init__(self, problems: Iterable[object]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True)
class Table:
    """The rows of a sheet below its headings."""

    rows: tuple[Row, ...]
    problems: tuple[RowProblem, ...] = ()
