"""Learning what the meaning of a text says about danger: small networks on sentence vectors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from bot.danger.network import learnt_network
from bot.nlu.vectors import vectors_of
from language.embed import embedder

LEVELS = ("none", "amber", "red")
NETWORKS = 6
SPREAD = 10.0  # vectors of length 1 have numbers too small to learn from quickly


def learnt_sense(examples: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What counselling/safety/sense.py reads. Raises LookupError where there is no embedder."""
    engine = embedder()
    if engine is None:
        raise LookupError("no embedder")
    vectors = vectors_of([example["text"] for example in examples])
    levels = np.array([LEVELS.index(example["level"]) for example in examples])
    counts = np.array([example["counts"] for example in examples], np.float32)
    centre = vectors.mean(0)
    moved = vectors - centre
    moved *= SPREAD / np.maximum(np.linalg.norm(moved, axis=1, keepdims=True), 1e-6)
    networks = [learnt_network(moved, levels, counts, seed).parts for seed in range(NETWORKS)]
    first, first_bias, last, last_bias = map(np.stack, zip(*networks, strict=True))
    small = {"first": first * SPREAD, "first_bias": first_bias, "last": last}
    return {
        "make": np.array(engine.make),
        "centre": centre.astype(np.float32),
        **{name: part.astype(np.float16) for name, part in small.items()},
        "last_bias": last_bias,
    }
