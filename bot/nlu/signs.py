"""What tells a sure match: signs read off a message's scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from bot.nlu.decision import FAQ
from bot.nlu.matcher import HIDDEN, View

OUT_OF_SCOPE = "out_of_scope"
FOLLOW_UP = "follow_up_"
SHOWN = 3  # titles offered when asking back


class Signs(NamedTuple):
    """For each message: the numbers to judge by, its best label, and its three best entries."""

    numbers: Any
    best: Any
    three: Any


class SignReader:
    """Reads the signs of scores over these labels."""

    def __init__(self, labels: Sequence[str]) -> None:
        self._entry = np.array([label.startswith(FAQ) for label in labels])
        self._follow_up = np.array([label.startswith(FOLLOW_UP) for label in labels])
        self._strange = labels.index(OUT_OF_SCOPE) if OUT_OF_SCOPE in labels else None

    def of_opening(self, view: View) -> View:
        """The view of a message that follows no answer: it cannot be a follow-up."""
        return View(np.where(self._follow_up, HIDDEN, view.scores), view.likest)

    def read(self, view: View) -> Signs:
        """The signs.

        How near the best label is and how far before the second, before the fourth entry and
        before whatever is out of scope; how like a single example the message is.
        """
        scores, rows = view.scores, np.arange(len(view.scores))
        entries = np.where(self._entry, scores, HIDDEN)
        others = np.where(self._entry, HIDDEN, scores).max(1)
        order, of_entries = np.argsort(-scores, axis=1), np.argsort(-entries, axis=1)
        best, second = scores[rows, order[:, 0]], scores[rows, order[:, 1]]
        strange = others if self._strange is None else scores[:, self._strange]
        first = entries[rows, of_entries[:, 0]]
        fourth = entries[rows, of_entries[:, min(SHOWN, len(self._entry) - 1)]]
        numbers = [
            best, best - second, best - strange, first, first - fourth, first - others,
            first - strange, view.likest,
        ]  # fmt: skip
        return Signs(np.stack(numbers, axis=1), order[:, 0], of_entries[:, :SHOWN])
