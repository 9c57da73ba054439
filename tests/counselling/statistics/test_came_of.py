"""What came of referrals and follow-ups, and what is hidden of it."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counselling.cases.follow_up import Outcome as FoundHer
from counselling.referrals.terms import Outcome, Refusal
from counselling.statistics.came_of import follow_ups, referrals
from counselling.statistics.model import Figure, Line
from counselling.statistics.showing import part_of, tabled
from counselling.statistics.suppression import FEWEST
from counselling.store.cells import Cell

DAY = date(2026, 11, 22)
Shown = dict[str, int | None]


def counted(kind: str, **by_result: int) -> dict[Cell, int]:
    """Cells of a kind at one agency."""
    return {Cell(DAY, kind, "", "vi", "hagar", result): n for result, n in by_result.items()}


def seen(figure: Figure) -> Shown:
    """The lines of a figure that are not 0."""
    return {line.key: line.number for line in figure.lines if line.number != 0}


def test_a_referral_stands_where_its_reason_or_outcome_says() -> None:
    section = referrals(counted(
        "referral", proposed=5, change_asked=6, agreed=7, refused=8, dropped=9, sent=10,
        accepted=11, no_place=12, wrong_agency=13, helped=14, did_not_go=15, revoked=16,
    ))  # fmt: skip
    stand, agency, both, refusal, outcome = section.figures
    assert seen(stand) == {
        "proposed": 18, "refused": 8, "dropped": 9, "sent": 10, "accepted": 11, "declined": 25,
        "done": 29, "revoked": 16,
    }  # fmt: skip
    assert seen(agency) == {"hagar": 126}
    assert seen(both) == {f"hagar/{state}": number for state, number in seen(stand).items()}
    assert (seen(refusal), refusal.total) == ({"no_place": 12, "wrong_agency": 13}, 25)
    assert (seen(outcome), outcome.total) == ({"helped": 14, "did_not_go": 15}, 29)


@pytest.mark.parametrize("results", [Refusal, Outcome])
def test_every_reason_and_outcome_is_counted(results: type[Refusal] | type[Outcome]) -> None:
    section = referrals(counted("referral", **{result.value: 6 for result in results}))
    assert section.figures[0].total == 6 * len(results)
    part = section.figures[3 if results is Refusal else 4]
    assert seen(part) == {result.value: 6 for result in results}


def test_outcomes_of_few_referrals_are_not_broken_down() -> None:
    """Where the number of those that are done is hidden, no zero says what did not happen."""
    section = referrals(counted("referral", sent=40, accepted=9, helped=2, partly=1))
    assert seen(section.figures[0])["done"] is None
    assert section.figures[4] == Figure("referral_outcome", (), None)


def test_two_agencies_side_by_side_hide_what_would_give_a_small_number_away() -> None:
    found = {("sent", "a"): 3, ("sent", "b"): 20, ("done", "a"): 30, ("done", "b"): 40}
    by_state, by_agency, both = tabled("s", "a", "sa", found, ("sent", "done"), ("a", "b"))
    assert seen(by_state) == {"sent": 23, "done": 70}
    assert seen(by_agency) == {"a": 33, "b": 60}
    assert set(seen(both).values()) == {None}  # any one of them would give the 3 away


small = st.one_of(st.integers(0, 6), st.integers(0, 60))


@settings(deadline=None)
@given(st.lists(st.lists(small, min_size=3, max_size=3), min_size=1, max_size=4))
def test_what_is_shown_of_a_table_is_true_and_never_small(table: list[list[int]]) -> None:
    rows, columns = [f"r{n}" for n in range(len(table))], ["a", "b", "c"]
    found = {(r, c): n for r, line in zip(rows, table, strict=True)
             for c, n in zip(columns, line, strict=True)}  # fmt: skip
    by_row, by_column, both = tabled("row", "column", "both", found, rows, columns)
    true = {f"{c}/{r}": n for (r, c), n in found.items()}
    true |= {r: sum(line) for r, line in zip(rows, table, strict=True)}
    true |= {c: sum(line[n] for line in table) for n, c in enumerate(columns)}
    for line in (*by_row.lines, *by_column.lines, *both.lines):
        assert line.number in {None, true[line.key]}
        assert line.number not in range(1, FEWEST)
    assert {figure.total for figure in (by_row, by_column, both)} <= {
        None,
        sum(true[r] for r in rows),
    }


def test_a_breakdown_that_does_not_add_up_to_its_line_is_refused() -> None:
    with pytest.raises(ValueError, match="does not count"):
        part_of(Line("done", 9), "outcome", {"helped": 8})


def test_follow_ups_are_counted_by_how_she_was_found() -> None:
    (figure,) = follow_ups(counted("follow_up", better=9, worse=6)).figures
    assert (seen(figure), figure.total) == ({"better": 9, "worse": 6}, 15)
    assert [line.key for line in figure.lines] == [how.value for how in FoundHer]
