"""How the danger check reads a text: as words, however they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from counselling.safety.spelling import one_spelling, squeeze
from language.lexicon import short_forms
from language.normalise import fold

_WORD = re.compile("[가-힣]+|[^\\W_가-힣]+")
_HANGUL = re.compile("[가-힣]")
SIGNS = frozenset("🔪🗡🔫💣⚰🪦⚱☠🩸")
"""Pictures of harm, which a phrase may be: looked for behind the words, which they do not part."""
_SIGN = re.compile(f"[{''.join(sorted(SIGNS))}]")
# Letters one by one, at least three: "t ự t ử", "t.u t.u".
_SPELT_OUT = re.compile(r"\b[^\W\d_가-힣](?: [^\W\d_가-힣]\b){2,}")
# The same as it was typed, and a word cut in two: "gi.ết".
_SPREAD = re.compile(r"(?<![^\W_])[^\W\d_가-힣](?:[\s._*|/~-]+[^\W\d_가-힣](?![^\W_])){2,}")
_CUT = re.compile(r"(?<![^\W\d_])[^\W\d_]{1,7}(?:[._*|~·-][^\W\d_]{1,7}){1,7}(?![^\W\d_])")
_BETWEEN = re.compile(r"[\W_]+")


class Reading(NamedTuple):
    """A text in words: Latin by the word, Hangul by the syllable.

    `words` as written (lower case, with marks), `keys` the same folded, `glued[i]` 1 where
    word i stands with no space behind the one before it. All three have the same length.
    """

    words: list[str]
    keys: list[str]
    glued: bytearray


class Reader:
    """Reads texts; knows the words to look for where letters were typed one by one."""

    def __init__(self, vocabulary: Iterable[str] = ()) -> None:
        """`vocabulary`: folded words that a row of single letters may be spelling out."""
        self._known = _any_of(word for word in vocabulary if len(word) > 1)

    def read(self, text: str) -> Reading:
        """The words of `text`. Takes time linear in its length and never raises."""
        line = one_spelling(text)
        words = _write_out(self._put_together(_WORD.findall(line))) + _SIGN.findall(line)
        glued = bytearray(len(words))
        if _HANGUL.search(line):
            words, glued = _by_syllable(words)
        return Reading(words, fold(" ".join(words)).split(" ") if words else [], glued)

    def in_words(self, text: str) -> str:
        """The text with known words that were typed in pieces put together; else as it is."""
        joined = _CUT.sub(lambda found: self._whole(found.group()), text).replace("_", " ")
        return _SPREAD.sub(
            lambda found: self._spelt(_BETWEEN.sub(" ", found.group().lower())), joined
        )

    def _whole(self, cut: str) -> str:
        whole = _BETWEEN.sub("", cut)
        known = self._known and self._known.fullmatch(fold(whole))
        return whole if known and len(whole) > 1 else cut

    def _put_together(self, words: list[str]) -> list[str]:
        line = " ".join(words)
        joined = _SPELT_OUT.sub(lambda match: self._spelt(match.group()), line)
        return words if joined == line else joined.split(" ")

    def _spelt(self, spaced: str) -> str:
        letters = spaced.replace(" ", "")
        folded = fold(letters)
        if self._known is None or len(folded) != len(letters):
            return spaced
        spelt = self._known.findall(folded)
        # Short forms ("e k o") stay as they are: most of the letters must spell known words.
        if 2 * sum(len(word) == 1 for word in spelt) > len(letters):
            return spaced
        ends = [0, *accumulate(map(len, spelt))]
        return " ".join([letters[start:end] for start, end in pairwise(ends)])


def _write_out(words: list[str]) -> list[str]:
    """Short forms written out, whatever the language: a word too many does no harm here."""
    table = _short_forms()
    if table.keys().isdisjoint(words):
        return words
    return " ".join([table.get(word, word) for word in words]).split(" ")


@cache
def _short_forms() -> dict[str, str]:
    forms = short_forms()
    return {
        short: one_spelling(written)
        for short, written in {**forms.in_vietnamese, **forms.always}.items()
        if short == squeeze(short)
    }


def _by_syllable(words: Sequence[str]) -> tuple[list[str], bytearray]:
    """Hangul words taken apart; syllables that were typed one by one count as one word."""
    symbols: list[str] = []
    glued = bytearray()
    single = False
    for word in words:
        if "가" <= word[0] <= "힣":
            symbols.extend(word)
            glued.append(single and len(word) == 1)
            glued.extend(b"\1" * (len(word) - 1))
            single = len(word) == 1
        else:
            symbols.append(word)
            glued.append(0)
            single = False
    return symbols, glued


def _any_of(words: Iterable[str]) -> re.Pattern[str] | None:
    """Matches any of the words, the longest first, or else one letter; None without words."""
    by_letter: dict[str, list[str]] = {}  # so that a first letter is looked at only once
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    branches = [f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items()]
    return re.compile("|".join([*branches, "."])) if branches else None
