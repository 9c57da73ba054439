"""Counts in rows and columns, with their totals."""

from collections.abc import Sequence


def with_totals(cells: Sequence[Sequence[int]]) -> tuple[tuple[int, ...], ...]:
    """The same with a total at the end of each row, and a row of totals at the end."""
    if not cells:
        return ((0,),)
    rows = [(*row, sum(row)) for row in cells]
    return (*rows, tuple(sum(column) for column in zip(*rows, strict=True)))
