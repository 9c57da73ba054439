"""Typing slips in bare Vietnamese: the known syllable that was meant.

"hkong" was "khong", "lyhon" was "ly hon". Only syllables that none of our texts knows and that
Vietnamese does not have are touched: a wrong guess at a right word would be worse.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from language.lexicon import english_words, has_vietnamese_letter, is_syllable
from language.normalise import fold

_LEAST = 3  # letters; anything shorter is like too many syllables
_MOST = 14
_LETTERS = "abcdeghiklmnopqrstuvxy"


class Speller:
    """Mends bare syllables by what is known: syllables and pairs of them with their counts."""

    def __init__(self, known: Mapping[str, int], pairs: Mapping[tuple[str, str], int]) -> None:
        self._known = known
        self._pairs = pairs

    def mend(self, word: str) -> str:
        """The lower-case word as it was meant; a known one stays, and one nothing is like."""
        if word in self._known or not _LEAST <= len(word) <= _MOST or not word.isalpha():
            return word
        bare = fold(word)
        if bare in self._known or bare in english_words() or is_syllable(bare):
            return word
        apart = max(self._apart(bare), default=None)
        if apart is not None:
            return apart[1]
        if has_vietnamese_letter(word):
            return word
        found = [slip for slip in set(_slips(bare)) if slip in self._known]
        return max(found, key=lambda slip: (self._known[slip], slip), default=word)

    def _apart(self, bare: str) -> Iterator[tuple[int, str]]:
        """Two known syllables that were typed as one, with how often they follow each other."""
        for at in range(1, len(bare)):
            seen = self._pairs.get((bare[:at], bare[at:]), 0)
            if seen:
                yield seen, f"{bare[:at]} {bare[at:]}"


def _slips(word: str) -> Iterator[str]:
    """Every word one slip away: a letter changed places, too many, wrong, or missing."""
    halves = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    for head, tail in halves:
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in _LETTERS)
        yield from (head + letter + tail for letter in _LETTERS)
