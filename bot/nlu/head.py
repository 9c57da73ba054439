"""The classifier: which label's examples a message is like, over entries and intents alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.linalg import cholesky, solve_triangular
from sklearn.linear_model import LogisticRegression

from bot.nlu.spelling import Spelling, with_unmarked_copies
from bot.nlu.views import Views

STRENGTH = 10.0
"""Inverse of the L2 penalty. Between 3 and 30 cross-validation saw no difference beyond noise."""

JITTER = 1e-6  # keeps the kernel's square root defined when two examples are the same


@dataclass(frozen=True)
class Ranking:
    """A message's labels, best first, with their probabilities and its likeness to each.

    ``likeness`` is the cosine (0 to 1) to the label's nearest training example. Probabilities
    sum to 1 over all labels and are no measure of being right: that is bot/nlu/confidence.py.
    """

    labels: tuple[str, ...]
    probabilities: tuple[float, ...]
    likeness: tuple[float, ...]


class Head:
    """Multinomial logistic regression on the four views, fitted in its dual form.

    There are far fewer examples than letter groups: with the kernel's square root as features,
    the same optimum is found tens of times sooner than over the letter groups themselves.
    """

    def __init__(self, spellings: Sequence[Spelling], labels: Sequence[str]) -> None:
        grown, grown_labels = with_unmarked_copies(spellings, labels)
        self._views = Views()
        examples = self._views.fit(grown)
        self._examples = examples.T.tocsr()  # turned once: turning it per message costs 5 ms
        self.labels, self._label_of = np.unique(grown_labels, return_inverse=True)
        self._weights, self._bias = self._learn((examples @ self._examples).toarray())

    def _learn(self, kernel: Any) -> tuple[Any, Any]:
        root = cholesky(kernel + JITTER * np.eye(len(kernel)), lower=True)
        model = LogisticRegression(C=STRENGTH, class_weight="balanced", tol=1e-3, max_iter=300)
        model.fit(root, self._label_of)
        weights = solve_triangular(root, model.coef_.T, lower=True, trans="T")
        return weights, model.intercept_

    def rank(self, spellings: Sequence[Spelling]) -> list[Ranking]:
        """Each message's ranking."""
        kernel = (self._views.transform(spellings) @ self._examples).toarray()
        return [
            self._ranking(near, scores)
            for near, scores in zip(kernel, kernel @ self._weights + self._bias, strict=True)
        ]

    def _ranking(self, near: Any, scores: Any) -> Ranking:
        chances = np.exp(scores - scores.max())
        chances /= chances.sum()
        likeness = np.zeros(len(self.labels))
        np.maximum.at(likeness, self._label_of, near / Views.FULL)
        order = np.argsort(-chances, kind="stable")
        return Ranking(
            tuple(str(label) for label in self.labels[order]),
            tuple(chances[order].tolist()),
            tuple(likeness[order].tolist()),
        )
