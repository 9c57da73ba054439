"""One spelling for every text: cleaned of what cannot be seen, and folded to plain letters."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MAX_CHARS = 4000
"""What is read of one message where nothing else is said: a long page of writing, in characters."""

MAX_MARKS = 4
"""Combining marks kept on one letter. Vietnamese needs two; putting thousands of them in order
(which NFC does) would take time growing with their square."""

_INVISIBLE_LETTERS = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"  # fillers drawn as nothing
_LAST_MARK = 0x1E94A  # no combining mark stands behind it in Unicode 15
_VARIATION_SELECTORS = (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0000, 0xE01F0))


def _character_class(points: Iterable[int]) -> str:
    """The inside of a regular expression's [...] for these code points, as ranges."""
    ranges: list[list[int]] = []
    for point in sorted(points):
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)


def _invisible() -> str:
    unseen = {ord(letter) for letter in _INVISIBLE_LETTERS} | set(_VARIATION_SELECTORS)
    for point in (*range(0x20000), *range(0xE0000, 0xE0080)):
        # Whitespace such as tab and line feed is "Cc" too, and stays as a space.
        if unicodedata.category(chr(point)) in ("Cc", "Cf", "Cs") and not chr(point).isspace():
            unseen.add(point)
    return _character_class(unseen)


_marks = _character_class(
    point for point in range(0x300, _LAST_MARK + 1) if unicodedata.combining(chr(point))
)
_UNSEEN = re.compile(f"[{_invisible()}]+")
_TOO_MANY_MARKS = re.compile(f"([{_marks}]{{{MAX_MARKS}}})[{_marks}]+")
# Letters, signs and spaces that are seen and composed already: what most messages consist of.
_ORDINARY = re.compile("[\t-\r -~\xa0-\xac\xae-\u02ff\u1ea0-\u1ef9가-힣]*")
_LATIN_MARKS = re.compile("[\u0300-\u036f]+")
_VIETNAMESE_MARKS = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b"


def clean(text: str, max_chars: int = MAX_CHARS) -> str:
    """The text as it can be read: composed (NFC), on one line, without what cannot be seen.

    NUL and other control signs, zero-width and direction signs, soft hyphens, lone surrogates
    and variation selectors go; every kind of space becomes one space; the rest stays as
    written. No more than `max_chars` characters are kept. Takes time linear in the text,
    never raises, and changes nothing when done twice.
    """
    if not _ORDINARY.fullmatch(text):
        seen = _TOO_MANY_MARKS.sub(r"\1", _UNSEEN.sub("", text))
        # Again behind NFC, which takes a few signs apart into several marks.
        text = _TOO_MANY_MARKS.sub(r"\1", unicodedata.normalize("NFC", seen))
    return " ".join(text.split())[:max_chars].rstrip()


def fold(text: str) -> str:
    """The text in lower case without diacritics: "Ly Hôn Ở ĐÂU" gives "ly hon o dau".

    Compatibility forms become plain (NFKC: fullwidth letters, ligatures), đ becomes d, all
    marks on Latin letters go, and Hangul stays composed. Spaces are kept as they are.
    """
    if text.isascii():
        return text.lower()
    lowered = unicodedata.normalize("NFKC", text).lower().replace("đ", "d").replace("ð", "d")
    bare = unicodedata.normalize("NFD", lowered)
    for mark in _VIETNAMESE_MARKS:  # one by one is several times faster than all by pattern
        bare = bare.replace(mark, "")
    return unicodedata.normalize("NFC", _LATIN_MARKS.sub("", bare))
