"""One spelling for letters that can be typed in several ways, phrases and messages alike."""

from __future__ import annotations

import re
from unicodedata import normalize

from language.normalise import clean

_MARKS = re.compile("[\u0300-\u036f]+")
_LIGATURES = re.compile("[\u3200-\u33ff\ufb50-\ufdff\ufe70-\ufefc]+")
_APOSTROPHES = "'’‘ʼ`"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# Old and new way to place the tone: hòa and hoà are one word.
_TONE_PLACES = {
    normalize("NFC", first + tone + second): normalize("NFC", first + second + tone)
    for first, second in ("oa", "oe", "uy")
    for tone in _TONES
}
_LETTERS = frozenset(
    "abcdefghijklmnpqrstvwxyzđăâêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
)
# "uu" and "oo" stand in words: bare "cuu" (save) is not "cu" (old).
_TWICE_AT_MOST = {letter * 3: letter * 2 for letter in "uo"} | {
    letter + "uu": letter + "u" for letter in "ưừứửữự"
}


def one_spelling(text: str) -> str:
    """The text in lower case on one line, composed, without what makes one word look like two.

    Invisible signs, apostrophes and stray marks go, fullwidth letters become plain, the tone
    stands where the new spelling puts it, and a letter held down counts once. Linear in the text.
    """
    line = clean(text, max_chars=3 * len(text))  # composing may lengthen a text, threefold at most
    if not line.isascii():
        # NFKC writes one Arabic or CJK sign out as up to 18; no phrase is written with them.
        line = normalize("NFKC", _LIGATURES.sub(" ", line))
    line = _MARKS.sub("", line.lower())
    for apostrophe in _APOSTROPHES:
        line = line.replace(apostrophe, "")
    for old, new in _TONE_PLACES.items():
        line = line.replace(old, new)
    return squeeze(line)


def squeeze(line: str) -> str:
    """Every letter as often as it is spelt where it was held down: "chếttttt" gives "chết"."""
    for letter in _LETTERS.intersection(line):
        line = _all_replaced(line, letter * 2, letter)
    for many, few in _TWICE_AT_MOST.items():
        line = _all_replaced(line, many, few)
    return line


def _all_replaced(line: str, many: str, few: str) -> str:
    while many in line:
        line = line.replace(many, few)
    return line


def toneless(word: str) -> str:
    """The word without its tone mark but with its letters: "đánh" gives "đanh"."""
    apart = normalize("NFD", word)
    return normalize("NFC", "".join(sign for sign in apart if sign not in _TONES))
