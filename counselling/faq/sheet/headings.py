"""Which cell of a row belongs to which column: told by the headings in the first row."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from counselling.faq.problems import suggestion
from counselling.faq.sheet.columns import COLUMNS, ID
from counselling.faq.sheet.table import Row, RowProblem, Table

_HEADINGS = {column.heading.casefold(): column.key for column in COLUMNS}
_SHOWN = tuple(column.heading for column in COLUMNS)


def has_headings(first: Sequence[str]) -> bool:
    """Whether a sheet's first row is one of ours."""
    return ID.heading in {_plain(cell) for cell in first}


def as_table(rows: Iterable[tuple[int, Sequence[str]]]) -> Table:
    """The table in numbered rows of texts, the headings first. Empty rows are passed over."""
    numbered = iter(rows)
    number, first = next(numbered, (1, ()))
    problems: list[RowProblem] = []
    keys = [_key(cell, number, problems) for cell in first]
    for key in {key for key in keys if key and keys.count(key) > 1}:
        what = f'the heading "{key}" stands here twice'
        problems.append(RowProblem(number, "", what, "Delete one of the two columns."))
    if ID.key not in keys:
        what, mend = 'there is no column "id"', "Export anew, and keep the first row as it is."
        problems.append(RowProblem(number, "", what, mend))
        return Table((), tuple(problems))
    found = []
    for number, cells in numbered:
        if any(cell.strip() for cell in cells):
            found.append(Row(number, _by_key(keys, cells)))
            problems += _outside(first, cells, number)
    return Table(tuple(found), tuple(problems))


def _key(cell: str, number: int, problems: list[RowProblem]) -> str:
    plain = _plain(cell)
    if plain and plain not in _HEADINGS:
        mend = suggestion(plain, _SHOWN)
        what = f'"{cell.strip()}" is no heading of the sheet'
        problems.append(RowProblem(number, "", what, mend))
    return _HEADINGS.get(plain, "")


def _plain(cell: str) -> str:
    return " ".join(cell.split()).casefold()


def _by_key(keys: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    padded = [*cells, *[""] * (len(keys) - len(cells))]
    return {key: cell for key, cell in zip(keys, padded, strict=False) if key}


def _outside(first: Sequence[str], cells: Sequence[str], number: int) -> Iterator[RowProblem]:
    """A text beside the columns, which nobody would read."""
    for heading, cell in zip_longest(first, cells, fillvalue=""):
        if heading.strip() or not cell.strip():
            continue
        what = f'"{cell.strip()[:30]}" stands under no heading'
        yield RowProblem(number, "", what, "Move it into its column, or delete it.")
