"""Where she is, if she says it plainly: "em đang ở Hàn", "I am in Korea", "한국에 있어요".

Few words on purpose. A cue that is missed costs her one tap; a wrong one shows her numbers that do
not answer where she is. So the speaker herself must be the one who is there, now: not her husband,
not last year, not "back from Korea".
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from counselling.conversations import Country
from language.normalise import fold

_PLACES: Mapping[Country, tuple[str, str, str]] = {  # vi (folded), en, ko
    "kr": (r"han(?: quoc)?|seoul|busan|korea", r"(?:south )?korea|seoul|busan", "한국|서울|부산"),
    "tw": (r"dai loan|taiwan|dai bac", r"taiwan|taipei", "대만|타이베이"),
    "vn": (r"viet nam|vn|que(?: nha)?", r"viet ?nam", "베트남"),
}
_I = r"\b(?:em|chi|toi|minh|tui|tao|chau|e|t|mk) "
_NOW = (
    r"(?:dang|van|hien|con|gio|bay gio|hien tai|hien gio|van con|van dang|hien dang|con dang"
    r"|dang bi) "
)
_BE = r"(?:o(?: ben| tai)?|ben|song o|sinh song o|lam viec o|lam o|mac ket o|ket o|ket ben)"
_END = r"(?= (?:nay|day|a|nha|ne|roi|ma)\b|$)"


@dataclass(frozen=True)
class _Cue:
    """``shape`` with a country's names in it; what before or after it takes its meaning away.

    Before: somebody else, or another time. After: another time.
    """

    names: int
    shape: str
    before: re.Pattern[str]
    after: re.Pattern[str]

    def country(self, clause: str) -> Country | None:
        """The country the clause says she is in."""
        for country, names in _PLACES.items():
            found = re.search(self.shape.replace("{place}", names[self.names]), clause)
            if not found:
                continue
            before, after = clause[: found.start()], clause[found.end() :]
            if not self.before.search(before) and not self.after.search(after):
                return country
        return None


_OTHER_TIME = "ve|hoi|truoc|tung|xua|ngoai|sap"
_VIETNAMESE = _Cue(
    0,
    rf"(?:{_I}(?:{_NOW})*{_BE} (?:{{place}})\b|^(?:{_NOW})+{_BE} (?:{{place}})\b"
    rf"|^{_BE} (?:{{place}}){_END})",
    re.compile(
        rf"\b(?:{_OTHER_TIME}|luc|khi|muon|dinh|se|neu|da|chong|con|be|me|bo|ba|anh|vo|ban|di)\b"
    ),
    re.compile(rf"\b(?:{_OTHER_TIME})\b"),
)
_ENGLISH = _Cue(
    1,
    r"\b(?:i am|i'm|im|i live|i work|i stay|i still live|we are|we're|we live)"
    r"(?: (?:now|still|currently|here|right now|alone|living|working|staying|stuck|trapped))*"
    r" in (?:{place})\b",
    re.compile(r"\b(?:when|if|before|once|until|after|wish|says?|thinks?)\b"),
    re.compile(r"\b(?:ago|before|back|next|soon)\b"),
)
_KOREAN = _Cue(
    2,
    r"(?:{place})에 (?:아직 |지금 |혼자 |계속 )*"
    r"(?:있어|있습니|있는데|있고|살아(?!서)|살고 있(?!었)|삽니)",
    re.compile(r"남편|아이|아들|딸|애가|애는|시어머니|엄마|친구|언니|동생|전에|작년"),
    re.compile(r"때(?![려리렸])"),
)
_CLAUSE = re.compile(r"[^,.;:!?\n]+")
_HANGUL = re.compile("[가-힣]")


def country_in(text: str) -> Country | None:
    """The country she says she is in now; the last one counts; None where she says none."""
    found: Country | None = None
    for clause in _CLAUSE.findall(text):
        found = _in_clause(" ".join(clause.split())) or found
    return found


def _in_clause(clause: str) -> Country | None:
    if _HANGUL.search(clause):
        return _KOREAN.country(clause)
    english = clause.lower().replace("’", "'")  # telephones write it so
    return _ENGLISH.country(english) or _VIETNAMESE.country(fold(clause))
