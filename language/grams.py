"""A text's words and groups of letters as numbers, for models small enough to ship.

The hashing trick (Weinberger et al., arXiv 0902.2206): no list of words is kept, each group's
CRC-32 is its number. Two groups with one number are so rare that they hardly count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from math import sqrt
from zlib import crc32

from language.normalise import fold

BITS = 18
LETTERS = (2, 3, 4, 5)
VIEWS = 4

_WORD = re.compile(r"\w+")
_LAST = (1 << BITS) - 1


def grams(written: str) -> dict[int, float]:
    """The numbers (below 2 ** BITS) of all groups with their values; the vector's length is 1.

    ``written``: a text in lower case with its short forms written out. Looked at are single
    words and pairs, and letters within a word, each as written and folded to plain letters
    (Hangul to jamo); the four count alike, however long the text is.
    """
    folded = unicodedata.normalize("NFD", fold(written))
    found: dict[int, float] = {}
    for kind, named in (
        ("w", set(_words(written))),
        ("l", set(_letters(written))),
        ("W", set(_words(folded))),
        ("L", set(_letters(folded))),
    ):
        value = 1 / sqrt(VIEWS * len(named)) if named else 0.0
        for group in named:
            number = crc32(f"{kind}{group}".encode()) & _LAST
            found[number] = found.get(number, 0.0) + value
    return found


def _words(text: str) -> Iterator[str]:
    words = _WORD.findall(text)
    yield from words
    for one, next_one in pairwise(words):
        yield f"{one} {next_one}"


def _letters(text: str) -> Iterator[str]:
    for word in _WORD.findall(text):
        held = f" {word} "
        for size in LETTERS:
            for start in range(max(1, len(held) - size + 1)):
                yield held[start : start + size]
