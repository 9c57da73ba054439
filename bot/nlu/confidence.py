"""How sure the matcher may be: learnt from messages and entries it had not seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.nlu.decision import FAQ
from bot.nlu.matcher import Seen, View
from bot.nlu.signs import SignReader, Signs

UNWRITTEN = 0.5
"""How many questions there are that no entry answers for each that one does, as a guess."""


class Confidence(NamedTuple):
    """Chances, 0 to 1: that the best label is right, that the right entry is in the best three."""

    first: float
    among_three: float


class Judge:
    """Turns signs into chances of being right: logistic regression on messages held out.

    Each example is judged twice: its own text unknown, and its whole entry unknown, so that the
    chances also hold for questions the set does not answer. They are careful: an entry's
    examples were written to differ, and what women write is more like them than they are like
    each other.
    """

    def __init__(self, labels: Sequence[str], known: View, unwritten: View, seen: Seen) -> None:
        reader = SignReader(labels)
        signs = reader.read(known), reader.read(unwritten)
        entry = np.array([label.startswith(FAQ) for label in labels])[seen.labels]
        weights = np.concatenate([np.ones(len(entry)), np.where(entry, UNWRITTEN, 0.0)])
        never = np.zeros(len(entry), dtype=bool)
        first = signs[0].best == seen.labels
        three = (signs[0].three == seen.labels[:, None]).any(1)
        numbers = np.concatenate([each.numbers for each in signs])
        self._first = _fit(numbers, np.concatenate([first, never]), weights)
        self._three = _fit(numbers, np.concatenate([three, never]), weights)

    def judge(self, signs: Signs) -> list[Confidence]:
        """The chances of each message."""
        first = self._first.predict_proba(signs.numbers)[:, 1].tolist()
        three = self._three.predict_proba(signs.numbers)[:, 1].tolist()
        return [Confidence(*chances) for chances in zip(first, three, strict=True)]


def _fit(numbers: Any, right: Any, weights: Any) -> Any:
    if right.all() or not right.any():  # a set so small that there is nothing to tell apart
        right = np.arange(len(right)) < len(right) // 2
    return LogisticRegression(C=100.0, max_iter=3000).fit(numbers, right, sample_weight=weights)
