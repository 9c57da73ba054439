"""What the meaning of a text says about danger: a sentence vector learnt for it, and a small
network on the vector.

Needs numpy and the embedder (language/tuned.py); where that is missing there is no sense, and
the words alone are judged.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from language.embed import Embedder, package_at_hand
from language.tuned import LONGEST, tuned_embedder

SENSE = Path(__file__).with_name("danger_sense.npz")

NETWORK = ("centre", "first", "first_bias", "last", "last_bias")


class Sense:
    """A network of one hidden layer on the vector."""

    def __init__(self, engine: Embedder, network: Mapping[str, Any]) -> None:
        """``network``: weights and biases, by the names in NETWORK."""
        self._engine = engine
        self._parts = tuple(np.asarray(network[name], np.float32) for name in NETWORK)

    def scores(self, written: str) -> Sequence[float]:
        """The levels' scores (logarithms of their chances) of a short text."""
        centre, first, first_bias, last, last_bias = self._parts
        moved = self._engine.embed([written[:LONGEST]])[0] - centre
        vector = moved / max(float(np.linalg.norm(moved)), 1e-6)
        scores = np.maximum(vector @ first + first_bias, 0) @ last + last_bias
        scores -= scores.max()
        scores -= np.log(np.exp(scores).sum())
        found: list[float] = scores.tolist()
        return found


def load_sense(file: Path = SENSE) -> Sense | None:
    """The sense in a file, or None where there is no embedder, or not the one it learnt with."""
    package = package_at_hand()
    if package is None:
        return None
    try:
        with np.load(file, allow_pickle=False) as kept:
            learnt = {name: kept[name] for name in kept.files}
        if str(learnt.pop("make", "")) != package.__version__:
            return None
        network = {name: learnt.pop(name) for name in NETWORK}
        engine = tuned_embedder({name: part.tobytes() for name, part in learnt.items()})
    except (OSError, ValueError, KeyError, zipfile.BadZipFile):
        return None
    return Sense(engine, network) if engine else None
