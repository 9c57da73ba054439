"""Which of many short texts are nearly the same: by the letters of their words, in any order.

Likeness is the Jaccard index of two texts' sets of three-letter pieces of words, from 0.0 (nothing
in common) to 1.0 (the same words, whatever their case, marks, short forms or order).
"""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from language.normalise import clean, fold
from language.teencode import write_out

Pieces = frozenset[str]

_WORD = re.compile(r"[^\W_]+")
_SIZE = 3


class Alike(NamedTuple):
    """Two texts that are alike, by their places in the sequence given; ``first < second``."""

    first: int
    second: int
    likeness: float


def pieces(text: str) -> Pieces:
    """The three-letter pieces of a text's words, short forms written out, marks left out."""
    found: set[str] = set()
    for word in _WORD.findall(fold(write_out(clean(text)))):
        # Short words, and the blanks around a word, count as letters.
        padded = f" {word} "
        found.update(padded[at : at + _SIZE] for at in range(len(padded) - _SIZE + 1))
    return frozenset(found)


def likeness(one: Pieces, other: Pieces) -> float:
    """The Jaccard index; 0.0 when both are empty."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def alike(texts: Sequence[Pieces], least: float) -> Iterator[Alike]:
    """Every pair whose likeness is at least ``least`` (above 0.0), each once.

    Two sets can only be so alike if they share one of their rarest pieces: only those are looked
    up (the prefix filter of Chaudhuri, Ganti and Kaushik, ICDE 2006), so that some thousand texts
    take a second or two.
    """
    frequency = Counter(piece for text in texts for piece in text)
    # As bits of one whole number, two texts are held together many times faster.
    bit = {piece: 1 << place for place, piece in enumerate(sorted(frequency))}
    bits = [sum(bit[piece] for piece in text) for text in texts]
    by_piece: defaultdict[str, deque[int]] = defaultdict(deque)
    # From small to large: what is too small for a text is too small for all that follow.
    for place in sorted(range(len(texts)), key=lambda place: len(texts[place])):
        text = texts[place]
        rare = sorted(text, key=lambda piece: (frequency[piece], piece))
        prefix = rare[: len(text) - ceil(least * len(text) - 1e-9) + 1]
        for other in _listed(prefix, by_piece, texts, least * len(text)):
            shared = (bits[place] & bits[other]).bit_count()
            found = shared / (len(text) + len(texts[other]) - shared)
            if found >= least:
                yield Alike(min(place, other), max(place, other), found)
        for piece in prefix:
            by_piece[piece].append(place)


def _listed(
    prefix: list[str],
    by_piece: defaultdict[str, deque[int]],
    texts: Sequence[Pieces],
    smallest: float,
) -> set[int]:
    """The texts of at least the ``smallest`` size that share a piece of the prefix."""
    found: set[int] = set()
    for piece in prefix:
        listed = by_piece[piece]
        while listed and len(texts[listed[0]]) < smallest:
            listed.popleft()
        found.update(listed)
    return found
