"""Taking out of a question what could tell who asked it, before an editor sees it.

No rule finds every name, so the rules lean to the careful side: a capital letter inside a
sentence, on a word that stands nowhere in the Q&A set, is taken for a name. Lower-case names are
found only behind words that announce one. What is shown is for the office's own editors.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from language.normalise import clean, fold

BLANK = "▢"
LONGEST = 110
"""Letters shown of one text: a story is told by its beginning."""


def _words(name: str) -> frozenset[str]:
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


_CONTACT = re.compile(r"\S+@\S+|https?://\S+|www\.\S+|@\w{3,}", re.IGNORECASE)
# Four digits or more, however they are parted: phones, papers, dates of birth, accounts.
_DIGITS = re.compile(r"[A-Za-z]{0,3}\+?\(?\d(?:[ .,/()\-]{0,2}\d){3,}\w*")
_STREET = re.compile(
    r"\b\d+[a-z]?(?:[/\-]\d+)*,?(?: [A-Z]\w+){1,3}(?= (?:[Ss]treet|[Ss]t|[Rr]oad|[Rr]d)\b)"
)
_KOREAN_PLACE = re.compile(
    r"[가-힣]+(?:시|군|구|읍|면|동|로|길)(?: [가-힣]+(?:구|읍|면|동|로|길))*"
    r" ?\d+[\d\-]*\S*"
)
_KOREAN_NAME = re.compile(
    r"((?:이름은|이름이|저는|나는)\s*)[가-힣A-Za-z ]{2,12}?"
    r"(?=\s?(?:이에요|예요|입니다|이라고|라고|이고))"
)
_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")

_SURNAMES = _words("surnames.txt")
# Without marks "thi" is mostly "thì", so that the surname before it must be a frequent one.
_MIDDLE = frozenset({"thị", "văn"})
_BARE_MIDDLE = frozenset({"thi", "van"})
_FREQUENT = frozenset(
    {"nguyen", "tran", "le", "pham", "hoang", "huynh", "phan", "vu", "dang", "bui", "trinh"}
)
# Words that announce a name, a place, and one of the two if a capital letter follows.
_NAME_WORD = re.compile(r"\b(?:tên|ten)(?: (?:em|mình|minh|tôi|toi|chồng|chong|con|bé|be))?$")
_NAMES = re.compile(
    r"\b(?:(?:tên|ten)(?: (?:em|mình|minh|tôi|toi|chồng|chong|con|bé|be))? (?:là|la)"
    r"|my name is|named|call me)$"
)
_ENDED = re.compile(r"(?:^|[.!?…:\n])\s*$")
_PLACES = re.compile(r"\b(?:ngõ|hẻm|thôn|thon|xóm|xom|ấp|khu phố|khu pho|huyện|huyen|thị trấn)$")
_CAPITAL_FOLLOWS = re.compile(
    r"\b(?:đường|duong|phố|pho|tỉnh|tinh|thành phố|thanh pho|tp|quận|quan|phường|phuong|xã|xa|"
    r"ông|ong|bà|ba|anh|chị|chi|cô|co|chú|chu|bác|bac|cháu|chau|bé|be|em|mr|mrs|ms|miss)$"
)
# "xa" and "quan" have many meanings; beside another place they are one too.
_BESIDE = re.compile(
    rf"({BLANK}[, ]+(?:xã|xa|phường|phuong|quận|quan|tỉnh|tinh) )\w+(?: \w+)?"
    rf"|(\b(?:xã|xa|phường|phuong) )\w+(?: \w+)?(?=,? (?:huyện|huyen|quận|quan) {BLANK})"
)
_NUMBERED = re.compile(
    r"\b((?:số nhà|so nha|nhà số|nha so|ngõ|ngo|ngách|ngach|hẻm|hem|đường|phố) )\d+\S*",
    re.IGNORECASE,
)
# What may follow those words without being a name or a place.
_PLAIN = _words("no_names.txt")
_COUNTRIES = frozenset({"quoc", "nam", "loan"})
_LONGEST_NAME = 4  # words
_LOOK_BACK = 40  # letters


class Masker:
    """Masks texts; ``vocabulary`` are texts of the Q&A set, whose words are nobody's name."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        words = {word.lower() for text in vocabulary for word in _WORD.findall(clean(text))}
        self._known = frozenset(words | {fold(word) for word in words})

    def mask(self, text: str) -> str:
        """The text on one line, cut, with BLANK for each thing taken out."""
        text = clean(text)
        for pattern in (_CONTACT, _KOREAN_PLACE, _STREET, _DIGITS):
            text = pattern.sub(BLANK, text)
        text = _NUMBERED.sub(rf"\1{BLANK}", text)
        text = _KOREAN_NAME.sub(rf"\1{BLANK}", text)
        text = self._without_names(text)
        text = _BESIDE.sub(lambda found: f"{found[1] or found[2]}{BLANK}", text)
        text = re.sub(rf"{BLANK}(?:[\s,.\-]*{BLANK})+", BLANK, text)
        return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"

    def _without_names(self, text: str) -> str:
        words = list(_WORD.finditer(text))
        out, end, place = "", 0, 0
        while place < len(words):
            out += text[end : words[place].start()]
            size = self._name_at(text, words[place:])
            last = words[place + max(size, 1) - 1]
            out += BLANK if size else last[0]
            end, place = last.end(), place + max(size, 1)
        return out + text[end:]

    def _name_at(self, text: str, words: list[re.Match[str]]) -> int:
        """How many words the name or place has that begins with the first of the words; or 0."""
        run = list(_unparted(words[:_LONGEST_NAME]))
        capitals = next((n for n, word in enumerate(run) if not word[0].isupper()), len(run))
        folded = [fold(word) for word in run]
        before = text[: words[0].start()][-_LOOK_BACK:].lower()
        if _has_middle_name(run):
            return max(capitals, min(len(run), 3))
        named = _announced(before, _CAPITAL_FOLLOWS) or _announced(before, _NAME_WORD)
        if capitals and (named or self._is_strange(run[0])):
            # A sentence begins with a capital letter, whatever the word.
            return 0 if capitals == 1 and _ENDED.search(before) else capitals
        if (
            capitals > 1
            and len(run[1]) > 1
            and folded[0] in _SURNAMES
            and fold(run[1]) not in _COUNTRIES
        ):
            return capitals
        if _announced(before, _NAMES) or _announced(before, _PLACES):
            plain = next((n for n, word in enumerate(folded) if word in _PLAIN), len(run))
            return max(capitals, min(plain, 2))
        return 0

    def _is_strange(self, word: str) -> bool:
        # With its marks if it has any: a week is no Mr Tuấn.
        return word[0].isupper() and not word.isupper() and word.lower() not in self._known


def _has_middle_name(run: list[str]) -> bool:
    surname, middle = fold(run[0]), run[1].lower() if len(run) > 1 else ""
    if middle in _MIDDLE:
        return surname in _SURNAMES
    likely = surname in _FREQUENT or (run[0][0].isupper() and surname in _SURNAMES)
    return likely and middle in _BARE_MIDDLE


def _unparted(words: list[re.Match[str]]) -> Iterator[str]:
    """The words up to the first comma, full stop or other sign between them."""
    for place, word in enumerate(words):
        if place and word.string[words[place - 1].end() : word.start()] != " ":
            return
        yield word[0]


def _announced(before: str, by: re.Pattern[str]) -> bool:
    return bool(by.search(before.rstrip(" :")))
