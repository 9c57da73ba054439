"""Learns the danger classifier: ``python -m bot.danger.learn WORDS SENSE < examples``.

The examples are JSON lines ``{"text", "level", "category", "hand"}``, the text as
language.spelling.in_full writes it. WORDS and SENSE are the files to write;
counselling/safety/classifier.py and sense.py read them.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse
from sklearn.linear_model import LogisticRegression

from bot.danger.sense import learnt_sense
from language.grams import BITS, grams

LEVELS = ("none", "amber", "red")
CATEGORIES = ("suicide", "child-danger", "trafficking", "violence")

PENALTY = 10.0  # scikit-learn's C
HARMLESS = "harmless"
"""The hand of texts nobody wrote for this: the Q&A set's own. They are many, and count less."""
COUNTS = 0.3

SENSED = 4
"""Of the harmless texts every so many-th is embedded, which takes most of the time."""

_MOST = np.iinfo(np.int16).max


def main() -> None:
    """Learn from standard input."""
    words, sense = map(Path, sys.argv[1:])
    examples = [json.loads(line) for line in sys.stdin]
    matrix = matrix_of(example["text"] for example in examples)
    head, weights = packed(*fitted(matrix, examples))
    some = [
        each for at, each in enumerate(examples) if each["hand"] != HARMLESS or at % SENSED == 0
    ]
    level = np.array([LEVELS.index(example["level"]) for example in some])
    learnt = learnt_sense([example["text"] for example in some], level)
    with sense.open("wb") as file:
        np.savez(file, **learnt)
    words.write_bytes(head + b"\n" + weights)


def matrix_of(texts: Iterable[str]) -> Any:
    """The texts' groups: a sparse matrix (texts, 2 ** BITS)."""
    numbers: list[int] = []
    values: list[float] = []
    ends = [0]
    for text in texts:
        groups = grams(text)
        numbers += groups
        values += groups.values()
        ends.append(len(numbers))
    parts = np.array(values, np.float32), np.array(numbers, np.int32), np.array(ends)
    return scipy.sparse.csr_matrix(parts, shape=(len(ends) - 1, 1 << BITS))


def fitted(matrix: Any, examples: Sequence[dict[str, str]]) -> tuple[Any, Any]:
    """Weights (2 ** BITS, levels and categories) and their bias."""
    level = np.array([LEVELS.index(example["level"]) for example in examples])
    counts = np.array([COUNTS if each["hand"] == HARMLESS else 1.0 for each in examples])
    levels = _regression(matrix, level, counts)
    danger = np.flatnonzero(level)
    category = np.array([CATEGORIES.index(examples[at]["category"]) for at in danger])
    categories = _regression(matrix[danger], category, np.ones(len(danger)))
    weights = np.concatenate([levels.coef_, categories.coef_]).T
    return weights, np.concatenate([levels.intercept_, categories.intercept_])


def packed(weights: Any, bias: Any) -> tuple[bytes, bytes]:
    """The head of the model's file, and behind it the weights as whole numbers."""
    scales = np.abs(weights).max(0) / _MOST
    whole = np.round(weights / scales).astype("<i2")
    head = {"columns": LEVELS + CATEGORIES, "scales": scales.tolist(), "bias": bias.tolist()}
    return json.dumps(head).encode(), zlib.compress(whole.tobytes(), 9)


def _regression(matrix: Any, wanted: Any, counts: Any) -> LogisticRegression:
    return LogisticRegression(C=PENALTY, max_iter=500).fit(matrix, wanted, sample_weight=counts)


if __name__ == "__main__":
    main()
