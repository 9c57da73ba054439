"""A message in the two spellings the matcher looks at."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from language.normalise import clean, fold
from language.teencode import write_out

READ_CHARS = 600
"""Characters read of one message: more than a long story of 80 words, and a bound on time."""


class Spelling(NamedTuple):
    """One message: ``written`` as it should have been typed, ``folded`` to plain letters.

    Both are in lower case with short forms written out. In ``folded`` the diacritics are gone
    and Hangul is taken apart into jamo, so that endings do not hide a Korean word's stem.
    """

    written: str
    folded: str


def spell(text: str) -> Spelling:
    """Both spellings of a message."""
    written = write_out(clean(text, READ_CHARS)).lower()
    return Spelling(written, _letters(written))


def without_marks(spelling: Spelling) -> Spelling:
    """The same message as a woman writes it who leaves the diacritics out."""
    return Spelling(fold(spelling.written), spelling.folded)


def with_unmarked_copies(
    spellings: Iterable[Spelling], labels: Iterable[str]
) -> tuple[list[Spelling], list[str]]:
    """The examples, each followed by its copy without diacritics where that differs."""
    grown: list[Spelling] = []
    grown_labels: list[str] = []
    for spelling, label in zip(spellings, labels, strict=True):
        for variant in dict.fromkeys((spelling, without_marks(spelling))):
            grown.append(variant)
            grown_labels.append(label)
    return grown, grown_labels


def _letters(written: str) -> str:
    return unicodedata.normalize("NFD", fold(written))
