"""A table of counts with its totals, some of which may not be shown."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

TOTAL = "total"


@dataclass(frozen=True)
class Table:
    """``cells``: counts, one row a label of ``rows``; the last row and column are the totals."""

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]


def table_of(title: str, counts: Mapping[tuple[str, str], int]) -> Table:
    """The table of counts by row and column label, both in alphabetical order."""
    rows = sorted({row for row, _ in counts})
    columns = sorted({column for _, column in counts})
    counted = Counter(counts)
    cells = [[counted[row, column] for column in columns] for row in rows]
    return Table(title, (*rows, TOTAL), (*columns, TOTAL), with_totals(cells))


def with_totals(cells: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    """The same with a total at the end of each row, and a row of totals at the end."""
    if not cells:
        return ((0,),)
    rows = [(*row, sum(row)) for row in cells]
    return (*rows, tuple(sum(column) for column in zip(*rows, strict=True)))
