"""What the meaning of a text says about danger: a small network on its sentence vector.

Needs numpy and the embedder (language/embed.py); where that is missing there is no sense, and
the words alone are judged.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from language.embed import Embedder, embedder

SENSE = Path(__file__).with_name("danger_sense.npz")

MAX_CHARS = 280
"""Characters whose meaning is looked at: about a millisecond each eight of them."""


class Sense:
    """Several networks of one hidden layer, their scores averaged."""

    def __init__(self, engine: Embedder, learnt: dict[str, Any]) -> None:
        """``learnt``: centre (numbers), and for each network its weights and biases, stacked."""
        self._engine = engine
        self._centre = learnt["centre"]
        names = ("first", "first_bias", "last", "last_bias")  # kept small, reckoned in full
        self._layers = tuple(learnt[name].astype(np.float32) for name in names)

    def scores(self, written: str) -> Sequence[float]:
        """The levels' scores (logarithms of their chances) of a short text."""
        moved = self._engine.embed([written[:MAX_CHARS]])[0] - self._centre
        vector = moved / max(float(np.linalg.norm(moved)), 1e-6)
        first, first_bias, last, last_bias = self._layers
        hidden = np.maximum(np.einsum("i,nij->nj", vector, first) + first_bias, 0)
        scores = np.einsum("nj,njk->nk", hidden, last) + last_bias
        scores -= scores.max(1, keepdims=True)
        scores -= np.log(np.exp(scores).sum(1, keepdims=True))
        found: list[float] = scores.mean(0).tolist()
        return found


def load_sense(file: Path = SENSE) -> Sense | None:
    """The sense in a file, or None where there is no embedder, or not the one it learnt with."""
    engine = embedder()
    if engine is None:
        return None
    try:
        with np.load(file, allow_pickle=False) as kept:
            learnt = {name: kept[name] for name in kept.files}
    except (OSError, ValueError, zipfile.BadZipFile):
        return None
    return Sense(engine, learnt) if str(learnt.pop("make", "")) == engine.make else None
