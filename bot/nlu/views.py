"""Messages as numbers: words and letter groups, as written and folded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from math import log, sqrt
from typing import Any

import numpy as np
import scipy.sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from language.spelling import Spelling

WORDS: dict[str, Any] = {"analyzer": "word", "ngram_range": (1, 2), "token_pattern": r"(?u)\b\w+\b"}
LETTERS: dict[str, Any] = {"analyzer": "char_wb", "ngram_range": (2, 5)}
VIEWS = (("written", WORDS), ("written", LETTERS), ("folded", WORDS), ("folded", LETTERS))
EVEN = sqrt(1 / len(VIEWS))  # the views count alike, and a message's product with itself is 1


class Views:
    """Four tf-idf views of a message, each of unit length, set side by side."""

    def __init__(self, spellings: Sequence[Spelling]) -> None:
        """Learn the words and letter groups of the examples; ``examples`` is their matrix."""
        parts = []
        self._views: list[tuple[str, _View]] = []
        start = 0
        for spelling, grams in VIEWS:
            counter = TfidfVectorizer(sublinear_tf=True, lowercase=False, dtype=np.float32, **grams)
            parts.append(counter.fit_transform(getattr(each, spelling) for each in spellings))
            self._views.append((spelling, _View(counter, start)))
            start += len(counter.vocabulary_)
        self.examples = scipy.sparse.hstack(parts, format="csr") * np.float32(EVEN)
        self._turned = self.examples.T.tocsr()

    def likeness(self, spellings: Sequence[Spelling]) -> Any:
        """The messages' products with the examples (0 to 1): an array (messages, examples)."""
        rows = [self._row(spelling) for spelling in spellings]
        ends = np.cumsum([0, *(len(places) for places, _ in rows)])
        places = np.concatenate([places for places, _ in rows])
        values = np.concatenate([values for _, values in rows])
        shape = (len(rows), self._turned.shape[0])
        messages = scipy.sparse.csr_matrix((values, places, ends), shape=shape)
        return (messages @ self._turned).toarray()

    def forget(self) -> None:
        """Let go of the examples' matrix, which only learning needs."""
        del self.examples

    def _row(self, spelling: Spelling) -> tuple[Any, Any]:
        parts = [view.look(getattr(spelling, kind)) for kind, view in self._views]
        places = np.concatenate([places for places, _ in parts])
        return places, np.concatenate([values for _, values in parts])


class _View:
    """What scikit-learn's vectorizer has learnt, applied to one message.

    The same numbers as its ``transform`` (a test compares them) in a tenth of the time: that
    one checks its own state and input anew at every call, several milliseconds for four views.
    """

    def __init__(self, learnt: Any, start: int) -> None:
        self._grams: Callable[[str], Iterable[str]] = learnt.build_analyzer()
        self._places: dict[str, int] = learnt.vocabulary_
        self._rarity = learnt.idf_.astype(np.float32)
        self._start = start

    def look(self, text: str) -> tuple[Any, Any]:
        """Where the message's known grams stand in the matrix, and what they weigh."""
        known = self._places
        counts = Counter(gram for gram in self._grams(text) if gram in known)
        places = np.fromiter((known[gram] for gram in counts), dtype=np.int32, count=len(counts))
        often = (1.0 + log(count) for count in counts.values())
        values = np.fromiter(often, dtype=np.float32, count=len(counts)) * self._rarity[places]
        length = float(np.linalg.norm(values)) or 1.0
        return places + self._start, values * np.float32(EVEN / length)
