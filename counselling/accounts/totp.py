"""Codes that an app makes from a secret and the time (RFC 6238), as all such apps know them.

SHA-1, six digits, thirty seconds: the only kind that every app makes, and no weaker for it
(RFC 6238, 1.2; RFC 4226, appendix B).
"""

import base64
import os
from datetime import datetime

from cryptography.hazmat.primitives.constant_time import bytes_eq
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

DIGITS = 6
STEP = 30  # seconds, RFC 6238, 5.2
SKEW = 1  # steps that her phone's clock may be wrong by, either way (RFC 6238, 5.2)
SECRET_BYTES = 20  # RFC 4226, 4, R6
ISSUER = "OSSO"


def new_secret() -> bytes:
    """Fresh random bytes for one account."""
    return os.urandom(SECRET_BYTES)


def step_at(moment: datetime) -> int:
    """The number of the half minute that ``moment`` (aware) is in."""
    return int(moment.timestamp()) // STEP


def code_of(secret: bytes, step: int) -> str:
    """The six digits of one half minute."""
    return _maker(secret).generate(step * STEP).decode()


def step_of(secret: bytes, code: str, *, at: datetime, after: int | None = None) -> int | None:
    """The step that ``code`` belongs to, None if it is of none near ``at``.

    Steps up to ``after`` count as used: a code is taken once (RFC 6238, 5.2).
    """
    now = step_at(at)
    for step in (now, now - 1, now + 1):
        if bytes_eq(code_of(secret, step).encode(), code.encode()):
            return step if after is None or step > after else None
    return None


def as_text(secret: bytes) -> str:
    """The secret to type in where no camera is: base32 in groups of four (RFC 4648)."""
    plain = base64.b32encode(secret).decode()
    return " ".join(plain[at : at + 4] for at in range(0, len(plain), 4))


def as_address(secret: bytes, login: str) -> str:
    """The secret for an app's camera: an ``otpauth://`` address with the login as its name."""
    return _maker(secret).get_provisioning_uri(login, ISSUER)


def _maker(secret: bytes) -> TOTP:
    return TOTP(secret, DIGITS, SHA1(), STEP)  # noqa: S303  # see above
