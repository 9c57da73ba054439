"""Learns the danger classifier: ``python -m bot.danger.learn WORDS [SENSE] < examples``.

The examples are JSON lines ``{"text", "level", "category", "hand", "counts"}``, the text as
language.spelling.in_full writes it; the first line is ``{"learnt_from"}``, which goes into the
model's head. WORDS and SENSE are the files to write, the sense only if it is named (it takes half
an hour); counselling/safety/classifier.py and
sense.py read them.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import scipy.sparse
from sklearn.linear_model import LogisticRegression

from bot.danger.sense import CATEGORIES, LEVELS, learnt_sense
from language.grams import BITS, grams

PENALTY = 10.0  # scikit-learn's C
STEPS = 60
"""Of lbfgs. It has not quite arrived then, and says so: more steps take minutes and do not see
better what other hands wrote."""
RARE = 2
"""The power of the inverse document frequency (Spärck Jones 1972) that groups are learnt with:
the rare ones, which carry the story, may then weigh as much as those every message has."""
MIDDLING = 6.0
"""That of a word in one of 150 messages: it is learnt as it would be without."""

HARMLESS, GLUED = "harmless", "glued"
"""The hands of texts nobody wrote for this: the Q&A set's own, and messages made of two."""
SENSED = 4
"""Of the harmless texts every so many-th is embedded, of the glued ones none: embedding takes
most of the time."""

_MOST = np.iinfo(np.int16).max


def main() -> None:
    """Learn from standard input."""
    words, *senses = map(Path, sys.argv[1:])
    head = json.loads(sys.stdin.readline())
    examples = [json.loads(line) for line in sys.stdin]
    matrix = matrix_of(example["text"] for example in examples)
    told, weights = packed(*fitted(matrix, examples))
    for sense in senses:
        with sense.open("wb") as file:
            np.savez_compressed(file, **learnt_sense(_sensed(examples)))
    words.write_bytes(json.dumps(head | told).encode() + b"\n" + weights)


def _sensed(examples: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for each in examples:
        chosen = each["hand"] != HARMLESS or zlib.crc32(each["text"].encode()) % SENSED == 0
        if chosen and each["hand"] != GLUED:
            yield each


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


def fitted(matrix: Any, examples: Sequence[dict[str, Any]]) -> tuple[Any, Any]:
    """Weights (2 ** BITS, levels and categories) and their bias."""
    level = np.array([LEVELS.index(example["level"]) for example in examples])
    counts = np.array([each["counts"] for each in examples])
    rare = _rareness(matrix)
    matrix = matrix @ scipy.sparse.diags(rare)
    levels = _regression(matrix, level, counts)
    danger = np.flatnonzero(level)
    category = np.array([CATEGORIES.index(examples[at]["category"]) for at in danger])
    categories = _regression(matrix[danger], category, np.ones(len(danger)))
    weights = np.concatenate([levels.coef_, categories.coef_]).T * rare[:, None]
    return weights, np.concatenate([levels.intercept_, categories.intercept_])


def _rareness(matrix: Any) -> Any:
    """A factor for each group; 0 for those nobody wrote."""
    texts, groups = matrix.shape
    written_in = np.bincount(matrix.indices, minlength=groups)
    rare = (np.log((texts + 1) / (written_in + 1)) + 1) / MIDDLING
    return np.where(written_in, rare, 0) ** RARE


def packed(weights: Any, bias: Any) -> tuple[dict[str, Any], bytes]:
    """What the model's head tells of the weights, and the weights as whole numbers."""
    scales = np.abs(weights).max(0) / _MOST
    whole = np.round(weights / scales).astype("<i2")
    head = {"columns": LEVELS + CATEGORIES, "scales": scales.tolist(), "bias": bias.tolist()}
    return head, zlib.compress(whole.tobytes(), 9)


def _regression(matrix: Any, wanted: Any, counts: Any) -> LogisticRegression:
    return LogisticRegression(C=PENALTY, max_iter=STEPS).fit(matrix, wanted, sample_weight=counts)


if __name__ == "__main__":
    main()
