"""Which provinces a woman names as hers. Careful: what is not plain is told as unsure.

Her texts are read while her ticket is opened; nothing of them is kept.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from counselling.routing.provinces import Province, by_key, key, provinces
from language.normalise import clean, fold

_CLAUSE_ENDS = re.compile(r"[.,;:!?\n()…]+")
_WORD = re.compile(r"\w+")
_HANGUL = re.compile("[가-힣]")
_LONGEST = 4  # words of a name
_TONES = "\u0300\u0301\u0303\u0309\u0323"
# What stands before a place; folded, so that "ở" and teencode's "o" are one.
_WHERE = frozenset(
    [
        "o",
        "tai",
        "que",
        "ve",
        "tinh",
        "tp",
        "pho",
        "song",
        "gan",
        "from",
        "in",
        "at",
        "near",
        "to",
        "live",
        "vung",
    ]
)
_BEFORE_PLACE = 3  # words
_NOT = frozenset(
    ["khong", "ko", "k", "kh", "hong", "chang", "chua", "dau", "not", "no", "never", "don", "dont"]
)
_BEFORE_NOT = 3
# Somebody else's place, one of before, or an authority's.
_NOT_HERS = frozenset(
    [
        "chong",
        "ck",
        "ban",
        "husband",
        "friend",
        "friends",
        "lanh",
        "quan",
        "san",
        "airport",
        "embassy",
        "consulate",
        "dsq",
        "truoc",
        "hoi",
        "xua",
        "tung",
        "used",
        "before",
    ]
)
_BEFORE_HERS = 5
_NOT_HERS_KO = ("남편", "친구", "대사관", "영사관", "공항", "시댁", "않", "아니", "전에")


@dataclass(frozen=True)
class Named:
    """The provinces named, and whether one of them may not be where she is at home."""

    provinces: frozenset[Province]
    unsure: bool = False


def provinces_in(texts: Iterable[str]) -> Named:
    """What she has named in ``texts``. "Hải Dương, now Hải Phòng" is Hải Dương alone."""
    found: set[Province] = set()
    unsure = False
    for text in texts:
        for clause in _CLAUSE_ENDS.split(text):
            for province, sure in _in_clause(clean(clause)):
                found.add(province)
                unsure = unsure or not sure
    wider = {one.now for one in found if one.name != one.now}
    return Named(frozenset(one for one in found if one.name not in wider), unsure)


def _in_clause(clause: str) -> Iterator[tuple[Province, bool]]:
    """Each province named, and whether it is plainly hers."""
    if _HANGUL.search(clause):
        yield from _in_korean(clause)
    words = _WORD.findall(clause)
    at = 0
    while at < len(words):
        length, province = _longest_at(words, at)
        if province and _is_meant(words, at, length, province):
            yield province, _is_hers([fold(word) for word in words[:at]])
        at += length


def _longest_at(words: Sequence[str], at: int) -> tuple[int, Province | None]:
    for length in range(min(_LONGEST, len(words) - at), 0, -1):
        found = by_key().get(key("".join(words[at : at + length])))
        if found:
            return length, found[0]
    return 1, None


def _is_meant(words: Sequence[str], at: int, length: int, province: Province) -> bool:
    """Whether these words are the name, and not others that look like it ("hai phòng")."""
    written = words[at : at + length]
    before = {fold(word) for word in words[max(0, at - _BEFORE_PLACE) : at]}
    if before & _WHERE or len(words) == length:
        return not _other_marks(written, province)
    if province.where:
        return False
    marked = any(not word.isascii() for word in written)
    if marked:
        return any(_plain_tones(" ".join(written)) == _plain_tones(n) for n in province.names)
    return _is_written_as_name(written)


def _is_written_as_name(written: Sequence[str]) -> bool:
    """Without marks: capital letters, or written as one word as in teencode."""
    one_word = len(written) == 1 and len(written[0]) > 4  # no word of Vietnamese
    return one_word or all(word[0].isupper() for word in written)


def _other_marks(written: Sequence[str], province: Province) -> bool:
    """Whether a word carries marks that no name of the province has: "ở hai phòng"."""
    marked = [word for word in written if not word.isascii()]
    if len(written) > 1 and marked and len(marked) < len(written):
        names = {_plain_tones(name) for name in province.names}
        return _plain_tones(" ".join(written)) not in names
    own = {syllable for name in province.names for syllable in _plain_tones(name).split()}
    return any(_plain_tones(word) not in own for word in marked if len(written) > 1)


def _is_hers(before: Sequence[str]) -> bool:
    if _NOT & set(before[-_BEFORE_NOT:]):
        return False
    return not _NOT_HERS & set(before[-_BEFORE_HERS:])


def _in_korean(clause: str) -> Iterator[tuple[Province, bool]]:
    sure = not any(word in clause for word in _NOT_HERS_KO)
    for province in provinces().values():
        if any(name in clause for name in province.names if _HANGUL.match(name)):
            yield province, sure


def _plain_tones(text: str) -> str:
    """In lower case, each syllable's tone behind it: "Hoà" and "Hòa" are written alike."""
    return " ".join(_tone_last(word) for word in _WORD.findall(text.lower()))


def _tone_last(word: str) -> str:
    apart = unicodedata.normalize("NFD", word)
    tones = "".join(sign for sign in apart if sign in _TONES)
    return "".join(sign for sign in apart if sign not in _TONES) + tones
