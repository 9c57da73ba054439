"""Which examples the judge keeps from the classifier, to see how it does on what it never saw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import numpy as np

FOLDS = 3
FAQ = "faq/"
_SEED = 0

_Card = TypeVar("_Card")


def folds(labels: Sequence[str]) -> Iterator[tuple[list[int], list[int]]]:
    """For each fold, the places of the examples to learn from and of those to be tested on.

    Tested are a third of each label's examples, and all examples of a third of the FAQ entries:
    the questions nobody has written an entry for yet.
    """
    shuffled = np.random.default_rng(_SEED)
    entries = sorted({label for label in labels if label.startswith(FAQ)})
    hidden = _dealt(shuffled.permutation(entries).tolist())
    held: dict[int, int] = {}
    for label in sorted(set(labels)):
        places = [place for place, each in enumerate(labels) if each == label]
        held |= _dealt(shuffled.permutation(places).tolist())
    for fold in range(FOLDS):
        out = {at for at, label in enumerate(labels) if fold in (held[at], hidden.get(label))}
        yield [at for at in range(len(labels)) if at not in out], sorted(out)


def _dealt(cards: list[_Card]) -> dict[_Card, int]:
    """Each card with the fold it falls to, dealt in turn."""
    return {card: place % FOLDS for place, card in enumerate(cards)}
