"""The labels set apart from each other: kernel ridge regression on the examples' products."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from scipy.linalg import cho_factor, cho_solve
from scipy.linalg.lapack import spotri

PENALTY = 0.3
"""Between 0.05 and 1 the development set saw no difference beyond noise."""


class Ridge:
    """Regression of "is it this label?" on products with the examples, in closed form.

    Labels with many examples do not outweigh those with few. Closed form also gives what the
    regression would have said of examples it had not seen, without fitting it anew
    (Rifkin and Lippert, "Notes on Regularized Least Squares", MIT-CSAIL-TR-2007-025).
    """

    def __init__(self, products: Any, label_of: Sequence[int]) -> None:
        """``products``: (examples, examples); ``label_of``: each example's label, from 0."""
        self._label_of = np.asarray(label_of)
        labels = int(self._label_of.max()) + 1
        count = np.bincount(self._label_of)
        weigh = np.sqrt(count.mean() / count[self._label_of])
        self._wanted = np.full((len(label_of), labels), -1 / labels, dtype=np.float32)
        self._wanted[np.arange(len(label_of)), self._label_of] = 1
        penalised = products.astype(np.float32) + np.diag(PENALTY / weigh).astype(np.float32)
        self._factor = cho_factor(penalised, lower=True, overwrite_a=True, check_finite=False)
        self._weights = cho_solve(self._factor, self._wanted, check_finite=False)

    def score(self, products: Any) -> Any:
        """The labels' scores: products (messages, examples) give (messages, labels)."""
        return products @ self._weights

    def held_out(self, *groupings: Sequence[int]) -> list[Any]:
        """For each grouping the examples' scores (examples, labels), not having learnt their group.

        A grouping gives each example the number of its group, from 0.
        """
        inverse = self.inverse()
        return [self._without(inverse, np.asarray(grouping)) for grouping in groupings]

    def _without(self, inverse: Any, group_of: Any) -> Any:
        scores = np.empty_like(self._wanted)
        order = np.argsort(group_of, kind="stable")
        for group in np.split(order, np.flatnonzero(np.diff(group_of[order])) + 1):
            own = inverse[np.ix_(group, group)]
            scores[group] = self._wanted[group] - np.linalg.solve(own, self._weights[group])
        return scores

    def inverse(self) -> Any:
        """The system's inverse (examples, examples), for ``score_without``: large."""
        lower, _ = spotri(self._factor[0], lower=1)  # its upper half is not touched
        below = np.tril(lower, -1)
        return np.tril(lower) + below.T

    def score_without(self, products: Any, own: Any, inverse: Any) -> Any:
        """The labels' scores of messages, had the examples that are each one's own not been learnt.

        ``products``: (messages, examples); ``own``: (messages, examples), true where an example is
        the message itself or its copy. Of such a message the scores are those of ``held_out``.
        """
        scores = self.score(products)
        for row, group in enumerate(map(np.flatnonzero, own)):
            pulled = np.linalg.solve(inverse[np.ix_(group, group)], self._weights[group])
            scores[row] -= products[row] @ inverse[:, group] @ pulled
        return scores

    def forget(self) -> None:
        """Let go of what only ``held_out`` needs: it is large, and of no use to a message."""
        del self._factor, self._wanted, self._label_of
