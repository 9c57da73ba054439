"""No number from 1 to 4 can be seen, worked out, or known to be that small."""

from collections.abc import Iterator
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from counselling.statistics.suppression import FEWEST, Place, hidden
from counselling.statistics.table import with_totals

Rows = tuple[tuple[int, ...], ...]


def grids(rows: int, columns: int, most: int) -> st.SearchStrategy[list[list[int]]]:
    cell = st.one_of(st.integers(0, 6), st.integers(0, most))
    row = st.integers(1, columns).flatmap(
        lambda width: st.lists(
            st.lists(cell, min_size=width, max_size=width), min_size=1, max_size=rows
        )
    )
    return row  # noqa: RET504  # the name says what one draw is


def small(cells: Rows) -> list[Place]:
    return [
        (r, c) for r, row in enumerate(cells) for c, value in enumerate(row) if 0 < value < FEWEST
    ]


def equations(cells: Rows, hide: frozenset[Place]) -> Iterator[tuple[dict[Place, int], int]]:
    """Each row and column adds up to its total: what is hidden in it, and what the rest gives."""
    last_row, last_column = len(cells) - 1, len(cells[0]) - 1
    lines = [[(r, c) for c in range(last_column + 1)] for r in range(last_row + 1)]
    lines += [[(r, c) for r in range(last_row + 1)] for c in range(last_column + 1)]
    for line in lines:
        signs = {place: (-1 if place == line[-1] else 1) for place in line}
        unknown = {place: sign for place, sign in signs.items() if place in hide}
        yield (
            unknown,
            -sum(sign * cells[r][c] for (r, c), sign in signs.items() if (r, c) not in hide),
        )


def worked_out(cells: Rows, hide: frozenset[Place]) -> set[Place]:
    """The hidden places that follow from the equations alone (Gauss and Jordan, exact)."""
    places = sorted(hide)
    matrix = [
        [Fraction(unknown.get(place, 0)) for place in places] + [Fraction(known)]
        for unknown, known in equations(cells, hide)
    ]
    top = 0
    for column in range(len(places)):
        pivot = next((n for n in range(top, len(matrix)) if matrix[n][column]), None)
        if pivot is None:
            continue
        matrix[top], matrix[pivot] = matrix[pivot], matrix[top]
        matrix[top] = [value / matrix[top][column] for value in matrix[top]]
        for n, row in enumerate(matrix):
            if n != top and row[column]:
                matrix[n] = [a - row[column] * b for a, b in zip(row, matrix[top], strict=True)]
        top += 1
    return {
        places[found[0]]
        for row in matrix
        if len(found := [n for n, value in enumerate(row[:-1]) if value]) == 1
    }


def another_table(cells: Rows, hide: frozenset[Place], place: Place) -> bool:
    """Whether there is a table that shows the same and has FEWEST or more at ``place``.

    Looked for blindly, cell by cell: whole numbers, hidden ones at least 1.
    """
    most = max(map(max, cells)) + FEWEST
    inner = [(r, c) for r in range(len(cells) - 1) for c in range(len(cells[0]) - 1)]

    def fits(guess: list[list[int]]) -> bool:
        whole = with_totals(guess)
        return whole[place[0]][place[1]] >= FEWEST and all(
            (value >= 1) if (r, c) in hide else value == cells[r][c]
            for r, row in enumerate(whole)
            for c, value in enumerate(row)
        )

    def too_much(guess: list[list[int]]) -> bool:
        shown = [r for r in range(len(guess)) if (r, len(cells[0]) - 1) not in hide]
        return any(sum(guess[r]) > cells[r][-1] for r in shown)

    def search(guess: list[list[int]], left: list[Place]) -> bool:
        if not left:
            return fits(guess)
        (r, c), *rest = left
        for value in range(1, most + 1):
            guess[r][c] = value
            if not too_much(guess) and search(guess, rest):
                return True
        guess[r][c] = 0
        return False

    start = [[0 if (r, c) in hide else cells[r][c] for c in range(len(cells[0]) - 1)]
             for r in range(len(cells) - 1)]  # fmt: skip
    return search(start, [one for one in inner if one in hide])


@given(grids(9, 5, 200))
@settings(max_examples=400, deadline=None)
def test_no_small_number_is_shown_or_follows_from_the_totals(grid: list[list[int]]) -> None:
    cells = with_totals(grid)
    hide = hidden(cells)
    assert set(small(cells)) <= hide
    assert worked_out(cells, hide).isdisjoint(small(cells))


@given(grids(2, 2, 8))
@settings(max_examples=300, deadline=None)
def test_what_is_shown_fits_a_table_in_which_it_is_not_small(grid: list[list[int]]) -> None:
    cells = with_totals(grid)
    hide = hidden(cells)
    for place in small(cells):
        assert another_table(cells, hide, place), (cells, sorted(hide), place)


@given(grids(9, 5, 200))
@settings(max_examples=200, deadline=None)
def test_an_empty_cell_is_shown_and_without_small_ones_all_are(grid: list[list[int]]) -> None:
    cells = with_totals(grid)
    hide = hidden(cells)
    assert all(cells[r][c] > 0 for r, c in hide)
    if not small(cells):
        assert not hide


def test_one_small_cell_takes_three_others_with_it() -> None:
    cells = with_totals([[2, 30, 40], [50, 6, 70], [80, 90, 100]])
    assert hidden(cells) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_two_ones_under_a_total_of_twelve_are_not_given_away() -> None:
    # 12 - 10 = 2 for two cells that are not empty: both would be known to be 1.
    cells = with_totals([[10, 1, 1]])
    assert len(hidden(cells)) > 4


def test_little_more_is_lost_than_must_be() -> None:
    cells = with_totals([[2, 300], [400, 500], [4, 600]])
    assert hidden(cells) == {(0, 0), (0, 1), (2, 0), (2, 1)}


def test_the_look_for_what_can_be_worked_out_finds_it() -> None:
    cells = with_totals([[2, 30], [40, 50]])
    assert worked_out(cells, frozenset({(0, 0)})) == {(0, 0)}
    assert worked_out(cells, frozenset({(0, 0), (0, 1), (1, 0), (1, 1)})) == set()
    assert not another_table(cells, frozenset({(0, 0), (0, 1)}), (0, 0))


def test_what_is_not_shown_anyway_takes_nothing_with_it() -> None:
    cells = with_totals([[30, 2], [20, 25]])
    inside = [(r, c) for r in range(2) for c in range(2)]
    assert hidden(cells, unseen=inside) == set(inside)


def test_the_total_of_all_is_hidden_last() -> None:
    cells = with_totals([[400], [1]])
    assert (2, 1) not in hidden(cells)
