"""A message in the two spellings the matcher looks at."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from language.normalise import clean, fold
from language.restore import Restorer
from language.teencode import write_out

READ_CHARS = 600
"""Characters read of one message: more than a long story of 80 words, and a bound on time."""


class Spelling(NamedTuple):
    """One message: ``written`` as it should have been typed, ``folded`` to plain letters.

    Both are in lower case with short forms written out. ``written`` has its diacritics put back
    where she left them out; in ``folded`` they are gone and Hangul is taken apart into jamo, so
    that endings do not hide a Korean word's stem.
    """

    written: str
    folded: str


def spell(text: str, restorer: Restorer) -> Spelling:
    """Both spellings of a message."""
    cleaned = clean(text, READ_CHARS)
    return _spelling(write_out(cleaned).lower(), cleaned.lower(), restorer)


def in_full(text: str) -> str:
    """The text cleaned, in lower case, its short forms written out."""
    return write_out(clean(text, READ_CHARS)).lower()


def spellings(text: str, restorer: Restorer) -> tuple[Spelling, ...]:
    """The message as it is typed and, where that differs, as it comes back when typed bare."""
    cleaned = clean(text, READ_CHARS)
    full = write_out(cleaned).lower()
    typed, bare = _spelling(full, cleaned.lower(), restorer), fold(full)
    if bare == full:  # bare already, as most English and all Korean is
        return (typed,)
    return tuple(dict.fromkeys((typed, spell(bare, restorer))))


def _spelling(full: str, typed: str, restorer: Restorer) -> Spelling:
    written = restorer.restore(full, typed)
    return Spelling(written, unicodedata.normalize("NFD", fold(written)))
