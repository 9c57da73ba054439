"""Which Latin words speak for Vietnamese and which for English, by list and by syllable shape."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from language.normalise import fold

_HERE = Path(__file__).parent

_INITIALS = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx]"
_RHYMES = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|e|ec|em|en|eng|eo|ep|et|enh|ech|eu|"
    "i|ia|ich|iec|iem|ien|ieng|iep|iet|ieu|im|in|inh|ip|it|iu|"
    "o|oa|oac|oach|oai|oam|oan|oang|oanh|oao|oat|oay|oc|oe|oen|oeo|oet|oi|om|on|ong|ooc|oong|op|ot|"
    "u|ua|uan|uang|uat|uay|uac|uc|ue|uech|uenh|ui|um|un|ung|uo|uoc|uoi|uom|uon|uong|uop|uot|uou|up|"
    "ut|uu|uy|uya|uych|uyen|uyet|uynh|uyt|uyu|y|yem|yen|yet|yeu"
)
_SYLLABLE = re.compile(f"(?:{_INITIALS})?(?:{_RHYMES})")
_VIETNAMESE_LETTER = re.compile(
    "[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]"
)


class ShortForms(NamedTuple):
    """Short forms in lower case and what they stand for: a row of teencode.tsv each."""

    always: dict[str, str]
    in_vietnamese: dict[str, str]


class Evidence(NamedTuple):
    """How much Latin words speak for each of the two languages, in words of average weight."""

    vietnamese: float
    english: float


def has_vietnamese_letter(word: str) -> bool:
    """Whether a lower-case, composed word carries a letter or tone mark of Vietnamese."""
    return bool(_VIETNAMESE_LETTER.search(word))


def is_syllable(word: str) -> bool:
    """Whether a lower-case word could be one Vietnamese syllable with its diacritics left out."""
    return bool(_SYLLABLE.fullmatch(word))


def weigh(words: Iterable[str]) -> Evidence:
    """The evidence of lower-case, composed Latin words."""
    vietnamese = english = 0.0
    for word in words:
        for_vietnamese, for_english = _weight(word)
        vietnamese += for_vietnamese
        english += for_english
    return Evidence(vietnamese, english)


def _weight(word: str) -> Evidence:
    if has_vietnamese_letter(word):
        return Evidence(3.0, 0.0)
    if word in short_forms().always:
        return Evidence(2.0, 0.0)
    if word in short_forms().in_vietnamese:
        return Evidence(0.4, 0.0) if word != "a" else Evidence(0.0, 0.0)
    syllable, english = is_syllable(word), word in english_words()
    if word in vietnamese_words():
        return Evidence(0.2, 0.2) if english else Evidence(1.5, 0.0)
    if english:
        return Evidence(0.0, 1.2 if syllable else 2.0)
    return Evidence(0.6, 0.0) if syllable else Evidence(0.0, 0.4)


@cache
def short_forms() -> ShortForms:
    """The table of teencode.tsv, read once."""
    forms = ShortForms({}, {})
    for line in (_HERE / "teencode.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            short, written, *when = line.split("\t")
            (forms.in_vietnamese if when == ["vi"] else forms.always)[short] = written
    return forms


@cache
def english_words() -> frozenset[str]:
    """Words that show a text to be English."""
    return _read_words("words_en.txt")


@cache
def vietnamese_words() -> frozenset[str]:
    """Frequent Vietnamese syllables without diacritics."""
    return _read_words("words_vi.txt")


def _read_words(name: str) -> frozenset[str]:
    lines = (_HERE / name).read_text(encoding="utf-8").splitlines()
    return frozenset(
        word for line in lines if not line.startswith("#") for word in fold(line).split()
    )
