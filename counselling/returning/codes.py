"""Return codes: they look like a telephone number, and nobody in the world has that number.

+83 is no country: ITU-T's list of assigned E.164 country codes has 830 to 839 as "Spare code",
with the remark that such a group of ten is given out last of all (note d; seen in the transcript
https://www.rubydoc.info/gems/itu_codes/0.2/ItuCodes). Behind it stand 11 random digits, which are
36.5 bits, and a check digit, so that a slip of the finger is told at once and costs no try.
"""

import re
import secrets
import unicodedata
from collections.abc import Sequence

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from counselling.chained import linked

COUNTRY = "83"
RANDOM_DIGITS = 11
_DIGITS = RANDOM_DIGITS + 1
_SETTING = re.compile(r"[\s.,+()/_\u200b\u2060\u00ad-]|[\u2010-\u2015]")
# H. M. Damm, Total anti-symmetrische Quasigruppen (Marburg 2004): finds every single wrong digit
# and every two neighbours that changed places.
_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip


class Misread(ValueError):
    """What she typed cannot be a code: too few or many digits, or the check digit says no."""


def new_code() -> str:
    """A fresh code as she is shown it, such as ``+83 104 821 773 025``."""
    random = f"{secrets.randbelow(10**RANDOM_DIGITS):0{RANDOM_DIGITS}}"
    digits = random + str(_damm(random))
    groups = (digits[at : at + 3] for at in range(0, _DIGITS, 3))
    return f"+{COUNTRY} {' '.join(groups)}"


def digits_of(typed: str) -> str:
    """The 12 digits of a code, with or without +83, spaces, dots or dashes; raises Misread."""
    plain = _SETTING.sub("", unicodedata.normalize("NFKC", typed[:200]))
    if not (plain.isascii() and plain.isdigit()):
        raise Misread("a code is made of digits")
    for before in ("00" + COUNTRY, COUNTRY):
        if len(plain) == len(before) + _DIGITS and plain.startswith(before):
            plain = plain.removeprefix(before)
    if len(plain) != _DIGITS:
        raise Misread(f"a code has {_DIGITS} digits after +{COUNTRY}")
    if _damm(plain):
        raise Misread("the check digit does not fit")
    return plain


class CodeHasher:
    """What is stored of a code: its HMAC-SHA256 under a key of its own from the office's secret.

    A plain hash would not do: 10**11 codes are tried in minutes by whoever reads the database.
    """

    def __init__(self, secret: bytes) -> None:
        kdf = HKDF(hashes.SHA256(), 32, None, b"osso return codes 1")
        self.key = kdf.derive(secret)
        self.former: Sequence[bytes] = ()
        """The keys from the office's secrets before, oldest first (rekeying.py)."""

    def hash(self, typed: str) -> str:
        """The stored form, 64 hex digits, of a code in any spelling; raises Misread."""
        return linked([*self.former, self.key], digits_of(typed).encode())


def _damm(digits: str) -> int:
    interim = 0
    for digit in digits:
        interim = int(_DAMM[interim][int(digit)])
    return interim
