"""How near a message is to each label: to all of its examples together, and to its nearest few."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import scipy.sparse

NEAREST = 3
_FAR = np.float32(-1.0)  # below every product of two messages
_TINY = np.float32(1e-9)
_ROWS = 128  # messages looked at at once, so that memory stays small in training


class Nearness:
    """Sums products of messages with examples to a score for each label.

    The score is the cosine to the label's centre (the sum of its examples) plus the mean product
    with its nearest three: the first carries what an entry is about, the second a rare way of
    asking (docs/understanding.md has what each alone is worth).
    """

    def __init__(self, label_of: Sequence[int], examples: Any) -> None:
        """Learn the labels' sums.

        ``label_of``: each example's label, from 0, every label having an example; ``examples``:
        (examples, numbers), a matrix or a sparse one.
        """
        counts = np.bincount(label_of)
        ones = np.ones(len(label_of), dtype=np.float32)
        places = np.arange(len(label_of)), label_of
        self._belongs = scipy.sparse.csr_matrix((ones, places))
        self._own = _by_size(np.asarray(label_of), counts)
        sums = self._belongs.T @ examples
        squares = sums.multiply(sums) if scipy.sparse.issparse(sums) else sums * sums
        self._lengths = np.sqrt(np.maximum(np.asarray(squares.sum(1)).ravel(), _TINY))

    def score(self, products: Any) -> Any:
        """The labels' scores: products (messages, examples) give (messages, labels)."""
        return (products @ self._belongs) / self._lengths + self._nearest(products)

    def held_out(self, products: Any, label_of: Any, same: Any) -> Any:
        """Scores of some of the examples as if they, and their copies, were not among them.

        ``products``: (some, examples); ``label_of``: their labels; ``same``: (some, examples),
        true where an example is the row's own or its copy. That a centre grows a little shorter
        without them is left aside.
        """
        rows = np.arange(len(products))
        sums = products @ self._belongs
        sums[rows, label_of] -= np.where(same, products, 0).sum(1)
        return sums / self._lengths + self._nearest(np.where(same, _FAR, products))

    def _nearest(self, products: Any) -> Any:
        found = [
            self._mean_of_best(products[start : start + _ROWS])
            for start in range(0, len(products), _ROWS)
        ]
        return np.concatenate(found)

    def _mean_of_best(self, products: Any) -> Any:
        best = np.empty((len(products), len(self._lengths)), dtype=products.dtype)
        for labels, places in self._own:
            found = products[:, places]
            found[:, places < 0] = _FAR
            best[:, labels] = np.partition(found, -NEAREST, axis=2)[:, :, -NEAREST:].mean(2)
        return best


def _by_size(label_of: Any, counts: Any) -> list[tuple[Any, Any]]:
    """Labels of about one size together, with the places of their examples, -1 where none is.

    Each is (labels), (labels, places): a label of a thousand examples would otherwise cost as
    much room and time at every small one too.
    """
    widths = np.maximum(NEAREST, 2 ** np.ceil(np.log2(counts)).astype(int))
    order = np.argsort(label_of, kind="stable")
    own = np.split(order, np.cumsum(counts)[:-1])
    found = []
    for width in np.unique(widths):
        labels = np.flatnonzero(widths == width)
        places = np.full((len(labels), width), -1)
        for row, label in enumerate(labels):
            # one or two examples count as often as three would
            padded = np.resize(own[label], max(NEAREST, len(own[label])))
            places[row, : len(padded)] = padded
        found.append((labels, places))
    return found
