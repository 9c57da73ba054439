"""From counts to figures that may be seen: small numbers, and what would give them away, go.

Figures that count the same things by different features share one total. Each is protected by
itself (suppression.py), given that total. Where one cannot be protected without hiding the total,
all of them must hide it, and with it everything but zeros: this happens to a handful only.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import product

from counselling.statistics.model import Figure, Line
from counselling.statistics.suppression import Cells, hidden
from counselling.statistics.table import with_totals

Counted = Mapping[str, int]


def figures(**by: Counted) -> tuple[Figure, ...]:
    """The same things counted by several features, each named: number by key, in this order.

    Raises ValueError if they do not add up to the same: then they do not count the same things.
    """
    if len({sum(counted.values()) for counted in by.values()}) > 1:
        raise ValueError(f"{', '.join(by)} do not count the same things")
    shown = tuple(_figure(name, counted) for name, counted in by.items())
    if any(figure.total is None for figure in shown):
        return tuple(_withheld(figure) for figure in shown)
    return shown


def crossed(
    row_name: str, column_name: str, counted: Mapping[tuple[str, str], int], rows: Sequence[str],
    columns: Sequence[str],
) -> tuple[Figure, Figure]:  # fmt: skip
    """Things counted by two features that depend on each other, as a figure by each.

    ``counted``: number by row and column. Both are protected together, because with what is known
    of one (only answers have a theme) something of the other could be worked out.
    """
    cells = with_totals([[counted.get((row, column), 0) for column in columns] for row in rows])
    last_row, last_column = len(rows), len(columns)
    hide = hidden(cells, unseen=[*product(range(last_row), range(last_column))])
    total = None if (last_row, last_column) in hide else cells[last_row][last_column]
    found = (
        Figure(row_name, _lines(rows, _column(cells, last_column), [
            (n, last_column) in hide for n in range(last_row)
        ]), total),
        Figure(column_name, _lines(columns, cells[last_row], [
            (last_row, n) in hide for n in range(last_column)
        ]), total),
    )  # fmt: skip
    return found if total is not None else (_withheld(found[0]), _withheld(found[1]))


def tabled(
    row_name: str, column_name: str, both_name: str, counted: Mapping[tuple[str, str], int],
    rows: Sequence[str], columns: Sequence[str],
) -> tuple[Figure, Figure, Figure]:  # fmt: skip
    """Things counted by two features: a figure by each, and one by both, all protected together.

    ``counted``: number by row and column. The lines by both have keys ``column/row``, none for 0.
    """
    cells = with_totals([[counted.get((row, column), 0) for column in columns] for row in rows])
    last_row, last_column = len(rows), len(columns)
    hide = hidden(cells)

    def line(key: str, place: tuple[int, int]) -> Line:
        return Line(key, None if place in hide else cells[place[0]][place[1]])

    by_row = [line(row, (n, last_column)) for n, row in enumerate(rows)]
    by_column = [line(column, (last_row, n)) for n, column in enumerate(columns)]
    both = [
        line(f"{columns[column]}/{rows[row]}", (row, column))
        for column, row in product(range(last_column), range(last_row))
        if cells[row][column]
    ]
    total = line("", (last_row, last_column)).number
    found = (
        Figure(row_name, tuple(by_row), total),
        Figure(column_name, tuple(by_column), total),
        Figure(both_name, tuple(both), total),
    )
    if total is None:
        return _withheld(found[0]), _withheld(found[1]), _withheld(found[2])
    return found


def part_of(line: Line, name: str, counted: Counted) -> Figure:
    """What a line of another figure counts, by a feature that only these things have.

    Without lines and total where the line is hidden, or nothing can be shown without hiding it.
    Raises ValueError if they do not add up to the line.
    """
    if line.number not in {None, sum(counted.values())}:
        raise ValueError(f"{name} does not count what {line.key} does")
    figure = _figure(name, counted)
    return Figure(name, (), None) if None in {line.number, figure.total} else figure


def ordered(counted: Counted, first: Sequence[str]) -> dict[str, int]:
    """The counts with the keys ``first`` in their order, 0 where missing; the others after them."""
    found = Counter(counted)
    others = sorted(key for key in found if key not in first)
    return {key: found[key] for key in (*first, *others)}


def alone(key: str, number: int) -> Line:
    """A number that stands in no figure."""
    return figures(alone={key: number})[0].lines[0]


def _figure(name: str, counted: Counted) -> Figure:
    # The table has one column beside its totals, so that a number stands in it twice.
    cells = with_totals([[number] for number in counted.values()])
    if not counted:
        return Figure(name, (), 0)
    places = {row for row, _ in hidden(cells)}
    total = None if len(counted) in places else sum(counted.values())
    gone = [n in places for n in range(len(counted))]
    return Figure(name, _lines(list(counted), list(counted.values()), gone), total)


def _lines(keys: Sequence[str], numbers: Sequence[int], gone: Sequence[bool]) -> tuple[Line, ...]:
    return tuple(
        Line(key, None if hide else number)
        for key, number, hide in zip(keys, numbers, gone, strict=False)
    )


def _column(cells: Cells, column: int) -> list[int]:
    return [row[column] for row in cells]


def _withheld(figure: Figure) -> Figure:
    lines = tuple(Line(line.key, 0 if line.number == 0 else None) for line in figure.lines)
    return Figure(figure.name, lines, None)
