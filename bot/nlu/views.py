"""Messages as numbers: words and letter groups, as written and folded."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import scipy.sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.spelling import Spelling

WORDS: dict[str, Any] = {"analyzer": "word", "ngram_range": (1, 2), "token_pattern": r"(?u)\b\w+\b"}
LETTERS: dict[str, Any] = {"analyzer": "char_wb", "ngram_range": (2, 5)}


class Views:
    """Four tf-idf views of a message, each of unit length, weighed and set side by side.

    Letters count more than words (typos, Korean endings), folded letters most (what most women
    type). The weights were chosen by three-fold cross-validation on the first 24 entries.
    """

    WEIGHTS = (
        ("written", WORDS, 0.5),
        ("written", LETTERS, 0.7),
        ("folded", WORDS, 0.5),
        ("folded", LETTERS, 1.0),
    )
    FULL = sum(weight * weight for _, _, weight in WEIGHTS)
    """The product of a message with itself when no view of it is empty."""

    def __init__(self) -> None:
        self._views = [
            (spelling, weight, TfidfVectorizer(sublinear_tf=True, lowercase=False, **grams))
            for spelling, grams, weight in self.WEIGHTS
        ]

    def fit(self, spellings: Sequence[Spelling]) -> Any:
        """Learn the words and letter groups; gives the messages' sparse matrix (rows: messages)."""
        return self._stack(spellings, "fit_transform")

    def transform(self, spellings: Sequence[Spelling]) -> Any:
        """The sparse matrix of other messages; what was never seen in training counts nothing."""
        return self._stack(spellings, "transform")

    def _stack(self, spellings: Sequence[Spelling], step: str) -> Any:
        parts = []
        for spelling, weight, view in self._views:
            texts = [getattr(each, spelling) for each in spellings]
            parts.append(getattr(view, step)(texts) * weight)
        return scipy.sparse.hstack(parts, format="csr")
