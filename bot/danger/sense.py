"""Learning what the meaning of a text says about danger: small networks on sentence vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.neural_network import MLPClassifier

from bot.nlu.vectors import vectors_of
from language.embed import embedder

NETWORKS = 3
HIDDEN = 256
ROUNDS = 25
SPREAD = 10.0  # vectors of length 1 have numbers too small to learn from quickly


def learnt_sense(texts: Sequence[str], level: Any) -> dict[str, Any]:
    """What counselling/safety/sense.py reads. Raises LookupError where there is no embedder."""
    engine = embedder()
    if engine is None:
        raise LookupError("no embedder")
    vectors = vectors_of(texts)
    centre = vectors.mean(0)
    moved = vectors - centre
    moved *= SPREAD / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-6)
    networks = [_network(moved, level, seed) for seed in range(NETWORKS)]
    return {
        "make": np.array(engine.make),
        "centre": centre.astype(np.float32),
        "first": np.stack([each.coefs_[0] * SPREAD for each in networks]).astype(np.float32),
        "first_bias": np.stack([each.intercepts_[0] for each in networks]).astype(np.float32),
        "last": np.stack([each.coefs_[1] for each in networks]).astype(np.float32),
        "last_bias": np.stack([each.intercepts_[1] for each in networks]).astype(np.float32),
    }


def _network(vectors: Any, level: Any, seed: int) -> MLPClassifier:
    network = MLPClassifier(
        (HIDDEN,), alpha=1e-2, learning_rate_init=1e-3, batch_size=128,
        max_iter=ROUNDS, random_state=seed,
    )  # fmt: skip
    return network.fit(vectors, level)
