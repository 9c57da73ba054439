"""The examples' meanings: a vector each, for as many as there is time to embed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from bot.nlu.nearness import Nearness
from bot.nlu.vectors import vectors_of
from language.embed import embedder


class Meaning:
    """How near a message's meaning is to each label's."""

    def __init__(self, texts: Sequence[str], label_of: Sequence[int]) -> None:
        """Embed examples; raises LookupError where no embedder is installed."""
        vectors = vectors_of(texts)
        self._centre = vectors.mean(0)
        self._vectors = self._centred(vectors)
        self._label_of = np.asarray(label_of)
        self._near = Nearness(label_of, self._vectors)

    def score(self, texts: Sequence[str]) -> Any:
        """The labels' scores: an array (texts, labels)."""
        engine = embedder()
        if engine is None:
            raise LookupError("the model was trained with an embedder, and now there is none")
        return self._near.score(self._centred(engine.embed(texts)) @ self._vectors.T)

    def held_out(self, places: Any) -> Any:
        """The scores of the examples at these places, each without itself."""
        products = self._vectors[places] @ self._vectors.T
        same = np.asarray(places)[:, None] == np.arange(len(self._vectors))[None, :]
        return self._near.held_out(products, self._label_of[places], same)

    def _centred(self, vectors: Any) -> Any:
        """The vectors without what all texts of ours have in common, of length 1."""
        moved = vectors - self._centre
        return moved / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-6)
