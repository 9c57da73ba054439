"""A network of one hidden layer, learnt with weights on the examples and with dropout.

scikit-learn's has neither. Adam (Kingma & Ba, arXiv 1412.6980), dropout (Srivastava et al.,
JMLR 15, 2014) on the numbers that go in and on the hidden ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

HIDDEN = 256
ROUNDS = 25
AT_ONCE = 128
RATE = 1e-3  # falls to a tenth
DROPPED = 0.2
SHRINKING = 1e-2

_FADING = (0.9, 0.999)  # Adam's two memories


@dataclass
class Network:
    """Weights and biases: ``first`` (numbers, HIDDEN), ``last`` (HIDDEN, levels)."""

    first: Any
    first_bias: Any
    last: Any
    last_bias: Any

    @property
    def parts(self) -> tuple[Any, ...]:
        """All that is learnt."""
        return self.first, self.first_bias, self.last, self.last_bias


def learnt_network(vectors: Any, levels: Any, counts: Any, seed: int) -> Network:
    """``vectors``: (examples, numbers); ``levels``: their numbers from 0; ``counts``: weights.

    The same seed gives the same network.
    """
    draw = np.random.default_rng(seed)
    wanted = np.eye(levels.max() + 1, dtype=np.float32)[levels]
    network = _fresh(draw, vectors.shape[1], wanted.shape[1])
    steps = ROUNDS * -(-len(vectors) // AT_ONCE)
    adam = _Adam(network, steps)
    for _ in range(ROUNDS):
        order = draw.permutation(len(vectors))
        for start in range(0, len(order), AT_ONCE):
            some = order[start : start + AT_ONCE]
            adam.step(_slopes(network, vectors[some], wanted[some], counts[some], draw))
    return network


def _fresh(draw: np.random.Generator, numbers: int, levels: int) -> Network:
    def layer(wide: int, high: int) -> Any:
        return draw.normal(0, np.sqrt(2 / (wide + high)), (wide, high)).astype(np.float32)

    return Network(
        layer(numbers, HIDDEN), np.zeros(HIDDEN, np.float32),
        layer(HIDDEN, levels), np.zeros(levels, np.float32),
    )  # fmt: skip


def _slopes(
    network: Network, vectors: Any, wanted: Any, counts: Any, draw: np.random.Generator
) -> tuple[Any, ...]:
    """How the loss changes with each part, some numbers left out by chance."""
    seen = vectors * _kept(draw, vectors.shape)
    raw = seen @ network.first + network.first_bias
    kept = _kept(draw, raw.shape)
    hidden = np.maximum(raw, 0) * kept
    scores = hidden @ network.last + network.last_bias
    chances = np.exp(scores - scores.max(1, keepdims=True))
    chances /= chances.sum(1, keepdims=True)
    wrong = (chances - wanted) * counts[:, None] / len(vectors)
    back = (wrong @ network.last.T) * kept * (raw > 0)
    shrink = SHRINKING / len(vectors)
    return (
        seen.T @ back + shrink * network.first,
        back.sum(0),
        hidden.T @ wrong + shrink * network.last,
        wrong.sum(0),
    )


def _kept(draw: np.random.Generator, shape: tuple[int, ...]) -> Any:
    return (draw.random(shape, dtype=np.float32) > DROPPED) / np.float32(1 - DROPPED)


class _Adam:
    def __init__(self, network: Network, steps: int) -> None:
        self._parts = network.parts
        self._steps = steps
        self._done = 0
        self._means = [np.zeros_like(part) for part in self._parts]
        self._squares = [np.zeros_like(part) for part in self._parts]

    def step(self, slopes: tuple[Any, ...]) -> None:
        self._done += 1
        short, long = _FADING
        fair = np.sqrt(1 - long**self._done) / (1 - short**self._done)
        rate = np.float32(RATE * (1 - 0.9 * self._done / self._steps) * fair)
        for part, slope, mean, square in zip(
            self._parts, slopes, self._means, self._squares, strict=True
        ):
            np.add(mean, (1 - short) * (slope - mean), out=mean)
            np.add(square, (1 - long) * (slope * slope - square), out=square)
            np.subtract(part, rate * mean / (np.sqrt(square) + 1e-8), out=part)
