"""What was counted, added up by the features that a figure asks for."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from counselling.store.cells import Cell

Counts = Mapping[Cell, int]


def total(counts: Counts, kind: str) -> int:
    """How many of a kind there are."""
    return sum(number for _, number in _of_kind(counts, kind))


def by(counts: Counts, kind: str, feature: Callable[[Cell], str]) -> Counter[str]:
    """How many of a kind there are by one feature."""
    found: Counter[str] = Counter()
    for cell, number in _of_kind(counts, kind):
        found[feature(cell)] += number
    return found


def by_two(
    counts: Counts, kind: str, features: Callable[[Cell], tuple[str, str]]
) -> Counter[tuple[str, str]]:
    """How many of a kind there are by two features."""
    found: Counter[tuple[str, str]] = Counter()
    for cell, number in _of_kind(counts, kind):
        found[features(cell)] += number
    return found


def _of_kind(counts: Counts, kind: str) -> Iterator[tuple[Cell, int]]:
    return ((cell, number) for cell, number in counts.items() if cell.kind == kind)
