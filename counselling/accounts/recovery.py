"""Recovery codes: ten of them, each good for one sign-in without the phone."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence

from counselling.chained import linked

COUNT = 10
_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"  # none looks like another
_LENGTH = 10  # 49 bits; the throttle allows some hundred guesses a day


def new_codes() -> list[str]:
    """Fresh ones, as ``abcde-fghjk``."""
    return [f"{_random()}-{_random()}" for _ in range(COUNT)]


class RecoveryHasher:
    """Hashes them under the office's ``secret`` (32 bytes): a copy of the database tells none.

    OWASP ASVS 5.0, 6.5.2 wants more than a plain hash for secrets of under 112 bits; the key is
    kept outside the database, as with return codes.
    """

    def __init__(self, secret: bytes) -> None:
        self.key = hmac.digest(secret, b"osso recovery codes 1", hashlib.sha256)
        self.former: Sequence[bytes] = ()
        """The keys from the office's secrets before, oldest first (rekeying.py)."""

    def hash(self, staff_id: str, typed: str) -> str:
        """64 hex digits; blanks, dashes and capitals make no difference."""
        code = "".join(sign for sign in typed.casefold() if sign.isalnum())
        return linked([*self.former, self.key], f"{staff_id} {code}".encode())


def _random() -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH // 2))
