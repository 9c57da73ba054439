"""Figures that count the same things, each by itself, without a number that may not be seen."""

from collections.abc import Iterable, Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counselling.statistics.model import Figure
from counselling.statistics.showing import alone, crossed, figures
from counselling.statistics.suppression import FEWEST

numbers = st.one_of(st.integers(0, 6), st.integers(0, 60))
SMALL = range(1, FEWEST)
ROWS, COLUMNS = ("answer", "fallback", "smalltalk"), ("legal", "vocational", "")


def by_key(values: list[int]) -> dict[str, int]:
    return {f"key-{n}": value for n, value in enumerate(values)}


def can_be_large(figure: Figure, key: str) -> bool:
    """Whether the hidden line ``key`` may be FEWEST or more, as far as this figure shows."""
    if figure.total is None:
        return True
    others = sum(
        1 if line.number is None else line.number for line in figure.lines if line.key != key
    )
    return figure.total - others >= FEWEST


@settings(deadline=None)
@given(st.lists(numbers, min_size=1, max_size=8))
def test_no_small_number_is_seen_nor_known_to_be_small(values: list[int]) -> None:
    both = figures(one=by_key(values), other={"all": sum(values)})
    for figure in both:
        for line in figure.lines:
            assert line.number not in SMALL
        assert figure.total not in SMALL
    for line, value in zip(both[0].lines, values, strict=True):
        if value in SMALL:
            assert line.number is None
            assert can_be_large(both[0], line.key)


@settings(deadline=None)
@given(st.lists(numbers, min_size=1, max_size=8))
def test_what_is_shown_is_true_and_adds_up(values: list[int]) -> None:
    (figure,) = figures(one=by_key(values))
    shown = {line.key: line.number for line in figure.lines if line.number is not None}
    assert shown.items() <= by_key(values).items()
    assert figure.total in {None, sum(values)}
    if len(shown) == len(values) and figure.total is not None:
        assert sum(shown.values()) == figure.total


@settings(deadline=None)
@given(st.lists(numbers, min_size=1, max_size=6), st.lists(numbers, min_size=1, max_size=6))
def test_a_total_is_shown_in_all_figures_of_the_same_things_or_in_none(
    first: list[int], second: list[int]
) -> None:
    gap = sum(first) - sum(second)
    both = figures(one=by_key([*first, max(0, -gap)]), other=by_key([*second, max(0, gap)]))
    assert both[0].total == both[1].total
    if both[0].total is None:  # what adds up to a hidden total must not be seen elsewhere
        assert not any(line.number for figure in both for line in figure.lines)


def test_what_does_not_add_up_to_the_same_is_refused() -> None:
    with pytest.raises(ValueError, match="one, other do not count the same"):
        figures(one={"a": 10}, other={"b": 11})


@pytest.mark.parametrize(("number", "shown"), [(0, 0), (1, None), (4, None), (5, 5), (900, 900)])
def test_a_number_by_itself_is_hidden_from_1_to_4(number: int, shown: int | None) -> None:
    assert alone("visits", number).number == shown


def explanations(pair: tuple[Figure, Figure]) -> Iterator[dict[str, int]]:
    """All numbers that fit what is shown, knowing that answers, and they alone, have a theme."""
    shown = {line.key or "none": line.number for figure in pair for line in figure.lines}
    total = pair[0].total

    def may_be(key: str) -> Iterable[int]:
        known = shown[key]
        return range(1, 15) if known is None else [known]

    for legal, vocational in product(may_be("legal"), may_be("vocational")):
        for fallback, smalltalk in product(may_be("fallback"), may_be("smalltalk")):
            of = {
                "legal": legal, "vocational": vocational, "answer": legal + vocational,
                "fallback": fallback, "smalltalk": smalltalk, "none": fallback + smalltalk,
            }  # fmt: skip
            sums = [key for key in ("answer", "none") if shown[key] not in {None, of[key]}]
            if not sums and total in {None, of["answer"] + of["none"]}:
                yield of


few = st.integers(0, 7)


@settings(deadline=None)
@given(few, few, few, few)
def test_two_figures_of_which_one_explains_the_other_hide_together(
    legal: int, vocational: int, fallback: int, smalltalk: int
) -> None:
    counted = {("answer", "legal"): legal, ("answer", "vocational"): vocational}
    counted |= {("fallback", ""): fallback, ("smalltalk", ""): smalltalk}
    fitting = list(explanations(crossed("decision", "theme", counted, ROWS, COLUMNS)))
    truth = {
        "legal": legal, "vocational": vocational, "answer": legal + vocational,
        "fallback": fallback, "smalltalk": smalltalk, "none": fallback + smalltalk,
    }  # fmt: skip
    assert truth in fitting
    for key, value in truth.items():
        if value in SMALL:
            assert any(guess[key] >= FEWEST for guess in fitting), key
