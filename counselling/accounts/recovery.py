"""Recovery codes: ten of them, each good for one sign-in without the phone."""

import hashlib
import hmac
import secrets

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
        self._key = hmac.digest(secret, b"osso recovery codes 1", hashlib.sha256)

    def hash(self, staff_id: str, typed: str) -> str:
        """64 hex digits; blanks, dashes and capitals make no difference."""
        code = "".join(sign for sign in typed.casefold() if sign.isalnum())
        return hmac.new(self._key, f"{staff_id} {code}".encode(), hashlib.sha256).hexdigest()


def _random() -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH // 2))
