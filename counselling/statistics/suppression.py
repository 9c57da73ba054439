"""Which cells of a table must be hidden, so that no small one can be seen or worked out.

Cells of 1 to 4 are hidden (primary suppression). A hidden cell could still be worked out from its
row's or column's total, so others are hidden beside it (complementary suppression): for each small
cell a closed way through the table along which all numbers could be shifted, up and down by turns,
such that every total that is shown stays as it is. After it, what is shown fits just as well a
table in which the cell is FEWEST or more, so that nobody can tell that it is small.

Five is what some statistics offices require (threshold rule, https://stats.oecd.org/glossary/
detail.asp?ID=7010); hiding others beside it is secondary suppression, chapter 4 of the Handbook on
Statistical Disclosure Control of Europe's statistics offices (https://sdctools.github.io/
HandbookSDC/04-magnitude-tabular-data.html). Empty cells are shown as 0. All hidden ones look the
same: a sign for "small" and another for "beside it" would tell how big each can be.
"""

from collections.abc import Collection, Iterator, Sequence
from heapq import heappop, heappush
from math import inf

FEWEST = 5
Cells = Sequence[Sequence[int]]
Place = tuple[int, int]
_Node = tuple[str, int]  # ("row", number) or ("column", number)


def hidden(cells: Cells, unseen: Collection[Place] = ()) -> frozenset[Place]:
    """Where ``cells``, with their totals in the last row and column, must not be shown.

    ``unseen``: those that are not shown anyway, and so are not themselves protected. The total of
    all is hidden last.
    """
    small = [
        (row, column)
        for row, values in enumerate(cells)
        for column, value in enumerate(values)
        if 0 < value < FEWEST and (row, column) not in unseen
    ]
    hide = {*small, *unseen}
    for place in sorted(small, key=lambda one: (cells[one[0]][one[1]], one)):
        hide.update(_shift(cells, hide, place))
    return frozenset(hide)


def _shift(cells: Cells, hide: set[Place], place: Place) -> list[Place]:
    """The cells that must shift with ``place``, so that the fewest and smallest are lost.

    The cheapest way from its row to its column; a hidden cell costs nothing more.
    """
    start, end = ("row", place[0]), ("column", place[1])
    need = FEWEST - cells[place[0]][place[1]]
    upwards = not _is_margin(cells, place)  # does the signed value of ``place`` rise?
    best: dict[_Node, float] = {start: 0}
    came: dict[_Node, tuple[_Node, Place]] = {}
    queue: list[tuple[float, _Node]] = [(0, start)]
    while queue:
        cost, node = heappop(queue)
        if node == end:
            break
        for onward, through in _steps(cells, node, place):
            # The signs along the way go up and down by turns, beginning against ``place``.
            rises = (node[0] == "column") == upwards
            if _room(cells, through, rises=rises) < need:
                continue
            more = cost + (0 if through in hide else _loss(cells, through))
            if more < best.get(onward, inf):
                best[onward], came[onward] = more, (node, through)
                heappush(queue, (more, onward))
    return list(_way_back(came, end))


def _steps(cells: Cells, node: _Node, but: Place) -> Iterator[tuple[_Node, Place]]:
    """From a row to each column through their cell, or the other way round; not through 0."""
    kind, number = node
    if kind == "row":
        ways = [(("column", column), (number, column)) for column in range(len(cells[0]))]
    else:
        ways = [(("row", row), (row, number)) for row in range(len(cells))]
    for onward, place in ways:
        if place != but and cells[place[0]][place[1]] > 0:
            yield onward, place


def _room(cells: Cells, place: Place, *, rises: bool) -> float:
    """By how much a cell's signed value can move. Totals count as negative, so that rows and
    columns add up to 0; a hidden cell is known to be at least 1, because 0 would be shown.
    """
    grows = rises != _is_margin(cells, place)
    return inf if grows else cells[place[0]][place[1]] - 1


def _loss(cells: Cells, place: Place) -> int:
    """What hiding a cell costs: its size; for the total of all, more than any way around it."""
    row, column = place
    is_all = row == len(cells) - 1 and column == len(cells[0]) - 1
    return cells[row][column] * (len(cells) * len(cells[0]) if is_all else 1)


def _is_margin(cells: Cells, place: Place) -> bool:
    """Whether it is the total of one row or column; the total of all is both, and so neither."""
    return (place[0] == len(cells) - 1) != (place[1] == len(cells[0]) - 1)


def _way_back(came: dict[_Node, tuple[_Node, Place]], end: _Node) -> Iterator[Place]:
    node = end
    while node in came:
        node, through = came[node]
        yield through
