"""Which cells of a row were changed, held against the file as it is now."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from counselling.faq.sheet.columns import CONTENT, MARK, Column
from counselling.faq.sheet.dates import as_written
from counselling.faq.sheet.rows import is_as_marked, marked, settled
from counselling.faq.sheet.table import Row, RowProblem


@dataclass(frozen=True)
class CellChange:
    """A cell that differs: what the file says now, and what the sheet wants (settled)."""

    column: Column
    now: str
    wanted: str


@dataclass(frozen=True)
class RowChanges:
    """What a row changes, and the problems of its cells."""

    cells: tuple[CellChange, ...]
    problems: tuple[RowProblem, ...]


def changes_of(row: Row, current: Mapping[str, str]) -> RowChanges:
    """Compare a row with its entry's present cells.

    The row's mark tells what the sheet said when it was written. So a cell that nobody touched
    never undoes what was changed in the file since, and one that both changed is a problem.
    """
    prints = marked(row.cells.get(MARK.key, ""))
    cells: list[CellChange] = []
    problems: list[RowProblem] = []
    for column, now, wanted in _differing(row, current):
        if prints is None or is_as_marked(column, now, prints):
            cells.append(CellChange(column, now, wanted))
        elif not is_as_marked(column, wanted, prints):
            what = "this was changed in the sheet, and in the file since the export"
            mend = "Export anew and make your change there."
            problems.append(RowProblem(row.number, column.heading, what, mend))
    return RowChanges(tuple(cells), tuple(problems))


def _differing(row: Row, current: Mapping[str, str]) -> Iterator[tuple[Column, str, str]]:
    for column in CONTENT:
        if column.key in row.cells:
            now = settled(column, current[column.key])
            wanted = settled(column, row.cells[column.key])
            if column.kind == "date":
                wanted = as_written(wanted, now)
            if wanted != now:
                yield column, now, wanted
