"""Embeds texts with the real engine. Prints {"missing": true} where it is not installed."""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from language.embed import MAX_CHARS, SIZE, Embedder, Vectors, embedder

AWKWARD = {
    "the ligature that overflows": "\ufdfa" * 10,
    "NUL": "ly\x00 hôn",
    "NUL alone": "\x00",
    "a lone surrogate": "ly \ud800 hôn",
    "surrogates alone": "\udfff" * 10,
    "100 kB": "em muốn ly hôn " * 6000,
    "100 kB in one word": "x" * 100_000,
    "marks on one letter": "e" + "\u0300" * 50_000,
    "emoji": "👩‍👩‍👧‍👦" * 5,
    "nothing": "",
    "spaces": " \n\t ",
    "signs": "?!...",
}

FOREIGN = "".join(map(chr, range(0x4E00, 0x4E00 + MAX_CHARS)))


def random_texts(count: int) -> list[str]:
    """Texts of any code points at all, the same at every run."""
    dice = random.Random(7)  # noqa: S311  # no secret
    return ["".join(chr(dice.randrange(0x110000)) for _ in range(40)) for _ in range(count)]


def lengths(vectors: Vectors) -> list[float]:
    return [float(length) for length in np.linalg.norm(vectors, axis=1)]


def same(engine: Embedder, one: str, other: str) -> bool:
    return bool(np.ptp(engine.embed([one, other]), axis=0).max() == 0)


def look(engine: Embedder, texts: Sequence[str]) -> dict[str, Any]:
    vectors = engine.embed(texts)
    one_by_one = np.concatenate([engine.embed([text]) for text in texts])
    with ThreadPoolExecutor(2) as two:
        beside = list(two.map(engine.embed, [texts, texts]))
    long = ["ly hôn " * 200, ("ly hôn " * 200)[:MAX_CHARS]]
    capped = engine.embed(long)
    return {
        "shape": list(vectors.shape),
        "size": SIZE,
        "no texts": list(engine.embed([]).shape),
        "lengths": lengths(vectors),
        "again": bool((engine.embed(texts) == vectors).all()),
        "one by one": float(abs(one_by_one - vectors).max()),
        "beside": float(max(abs(each - vectors).max() for each in beside)),
        "capped": bool((capped[0] == capped[1]).all()),
        "likeness": (vectors @ vectors.T).tolist(),
        "awkward": dict(zip(AWKWARD, lengths(engine.embed(list(AWKWARD.values()))), strict=True)),
        "without heaps": same(engine, "ly\u0334\u0315\u0489 h\u0328ôn", "ly hôn"),
        "foreign": same(engine, FOREIGN, FOREIGN[: MAX_CHARS // 4]),
        "a run": same(engine, "ly hôn" + "n" * 1000, "ly hôn" + "n" * 7),
        "a long word": same(engine, "ly " + "hôn" * 1000, "ly " + "hôn" * 16),
        "no signs": same(engine, "ly \ue000\U00050000hôn", "ly hôn"),
        "without NUL": same(engine, "ly\x00 hôn", "ly hôn"),
        "random": lengths(engine.embed(random_texts(10))),
    }


def main() -> None:
    texts = json.load(sys.stdin)
    engine = embedder()
    json.dump({"missing": True} if engine is None else look(engine, texts), sys.stdout)


if __name__ == "__main__":
    main()
