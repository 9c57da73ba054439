"""What is learnt: the embedder's upper layers, and a small network that judges their vectors."""

from __future__ import annotations

from typing import Any

import numpy as np
import tensorflow as tf

from bot.danger.encoder import LAYERS, WIDE, layer_of, pooled, read, rounded, through
from bot.danger.fourbit import packed
from bot.danger.states import States, padded
from language.e5_file import tensors

LEARNT = range(LAYERS // 2, LAYERS)
HIDDEN = 256
SPREAD = 10.0  # vectors of length 1 have numbers too small to learn from quickly
DROPPED = 0.1

_AT_ONCE = 64


class Judge:
    """Layers and network; ``columns`` scores for each text, the levels' first."""

    def __init__(self, image: bytes, columns: int) -> None:
        places = tensors(image)
        self._weights = {
            name: tf.Variable(read(image, places, name))
            for name in places
            if layer_of(name) in LEARNT
        }
        draw = np.random.default_rng(0)
        self._centre = tf.Variable(tf.zeros(WIDE), trainable=False)
        self._first, self._first_bias = _layer(draw, WIDE, HIDDEN)
        self._last, self._last_bias = _layer(draw, HIDDEN, columns)
        self.layers = [*self._weights.values()]
        self.judging = [self._first, self._first_bias, self._last, self._last_bias]

    def centre(self, texts: list[str], states: States) -> None:
        """Take what all vectors have in common away from now on."""
        vectors = [
            self.vectors(*padded([states.of(text) for text in texts[at : at + _AT_ONCE]]))
            for at in range(0, len(texts), _AT_ONCE)
        ]
        self._centre.assign(tf.reduce_mean(tf.concat(vectors, 0), 0))

    def vectors(self, states: Any, there: Any, *, learning: bool = False) -> Any:
        """(texts, WIDE), of length 1."""
        kept = {
            name: rounded(weight) if len(weight.shape) == 2 else weight
            for name, weight in self._weights.items()
        }
        drop = DROPPED if learning else 0
        return pooled(through(states, there, LEARNT, kept, drop), there)

    def scores(self, states: Any, there: Any, *, learning: bool = False) -> Any:
        """(texts, columns)."""
        moved = self.vectors(states, there, learning=learning) - self._centre
        moved *= SPREAD / tf.maximum(tf.norm(moved, axis=1, keepdims=True), 1e-6)
        hidden = tf.nn.relu(_dropped(moved, learning) @ self._first + self._first_bias)
        return _dropped(hidden, learning) @ self._last + self._last_bias

    def learnt(self, levels: int) -> dict[str, Any]:
        """What counselling/safety/sense.py reads: the tensors as bytes, the network for levels."""
        layers = {
            name: packed(weight.numpy()) if len(weight.shape) == 2 else weight.numpy().tobytes()
            for name, weight in self._weights.items()
        }
        return {
            **{name: np.frombuffer(raw, np.uint8) for name, raw in layers.items()},
            "centre": self._centre.numpy(),
            "first": (self._first * SPREAD).numpy(),
            "first_bias": self._first_bias.numpy(),
            "last": self._last.numpy()[:, :levels],
            "last_bias": self._last_bias.numpy()[:levels],
        }


def _layer(draw: np.random.Generator, wide: int, high: int) -> tuple[Any, Any]:
    """Weights and biases (Glorot & Bengio, AISTATS 2010)."""
    weights = draw.normal(0, np.sqrt(2 / (wide + high)), (wide, high))
    return tf.Variable(weights.astype(np.float32)), tf.Variable(tf.zeros(high))


def _dropped(numbers: Any, learning: bool) -> Any:  # noqa: FBT001
    return tf.nn.dropout(numbers, DROPPED) if learning else numbers
