"""Vietnamese as it should have been typed: diacritics put back, unknown syllables mended.

Most women leave the diacritics out ("ly hon o toa nao"). What they meant is searched for among
the spellings our own texts know, by a hidden Markov model over syllables: every known spelling
of a bare syllable is a state, pairs of syllables seen in our texts decide. The search is
Viterbi's (IEEE Transactions on Information Theory 13, 1967).
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable
from itertools import pairwise

from language.lexicon import has_vietnamese_letter, weigh
from language.mend import Speller
from language.normalise import fold

MARKED_ENOUGH = 0.4
"""Share of syllables with diacritics from which on a text counts as written with them. Nearly
four of five Vietnamese syllables carry one."""

_PAIR_PRIOR = 1.5  # how many seen pairs weigh as much as what is known of the syllable alone
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[a-zA-ZÀ-ỹ]+")
_BREAK = re.compile(r"[.!?,;:()\n\d]")


class Restorer:
    """Puts diacritics back as the texts it has learnt from have them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        for text in texts:
            for phrase in _BREAK.split(text.lower()):
                words = _WORD.findall(phrase)
                self._words.update(words)
                self._pairs.update(pairwise(words))
        self._all = sum(self._words.values()) or 1
        self._spellings: dict[str, list[str]] = {}
        for word, _ in self._words.most_common():
            self._spellings.setdefault(fold(word), []).append(word)
        known = {
            bare: sum(self._words[spelling] for spelling in spellings)
            for bare, spellings in self._spellings.items()
        }
        bare_pairs: Counter[tuple[str, str]] = Counter()
        for (before, after), count in self._pairs.items():
            bare_pairs[fold(before), fold(after)] += count
        self._speller = Speller(known, bare_pairs)

    def restore(self, text: str, typed: str | None = None) -> str:
        """The lower-case text with its diacritics; other languages and written ones stay.

        `text` should be cleaned, in lower case, with its short forms written out; `typed` is the
        same with the short forms as they came, whose diacritics would not be hers.
        """
        words = _LATIN.findall(text)
        own = words if typed is None else _kept(typed, words)
        if not looks_bare(words, own):
            return text
        return "".join(self._phrase(part) for part in _split(text))

    def _phrase(self, part: str) -> str:
        if not _LATIN.search(part):
            return part
        mended = " ".join(self._speller.mend(word) for word in part.split(" "))
        words = mended.split(" ")
        return " ".join(self._best(words))

    def _best(self, words: list[str]) -> list[str]:
        """The likeliest spelling of each word, the pairs they make considered."""
        paths: dict[str, tuple[float, list[str]]] = {"": (0.0, [])}
        for word in words:
            paths = {spelling: self._longer(paths, spelling) for spelling in self._candidates(word)}
        return max(paths.values(), key=lambda found: found[0])[1]

    def _longer(
        self, paths: dict[str, tuple[float, list[str]]], spelling: str
    ) -> tuple[float, list[str]]:
        chances = ((paths[end][0] + self._chance(end, spelling), end) for end in paths)
        score, end = max(chances, key=lambda found: found[0])
        return score, [*paths[end][1], spelling]

    def _candidates(self, word: str) -> list[str]:
        if has_vietnamese_letter(word):
            return [word]
        return self._spellings.get(word) or [word]

    def _chance(self, before: str, word: str) -> float:
        alone = (self._words[word] + 0.1) / self._all
        pair = self._pairs[before, word] + _PAIR_PRIOR * alone
        return math.log(pair / (self._words[before] + _PAIR_PRIOR))


def looks_bare(words: Collection[str], own: Collection[str]) -> bool:
    """Whether lower-case Latin words are Vietnamese typed (mostly) without diacritics.

    ``own``: those of them that she typed so herself, no short form written out.
    """
    marked = sum(map(has_vietnamese_letter, own))
    if marked >= MARKED_ENOUGH * len(own):
        return False
    evidence = weigh(words)
    return evidence.vietnamese > evidence.english


def _kept(typed: str, words: list[str]) -> list[str]:
    """The words she typed that are still there, each as often as she typed it."""
    there = set(words)
    return [word for word in _LATIN.findall(typed) if word in there]


def _split(text: str) -> list[str]:
    """The text in runs of Latin words and what stands between them."""
    return re.findall(r"[a-zA-ZÀ-ỹ]+(?: [a-zA-ZÀ-ỹ]+)*|[^a-zA-ZÀ-ỹ]+", text)
