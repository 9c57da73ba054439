"""Recovery codes: ten of them, each good for one sign-in without the phone."""

import asyncio
import hashlib
import hmac
import secrets
from collections.abc import Sequence

from argon2 import PasswordHasher
from argon2.low_level import Type, hash_secret_raw

from counselling.chained import linked

COUNT = 10
_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"  # none looks like another
_LENGTH = 10  # 49 bits; the throttle allows some hundred guesses a day
_LONGEST = 64  # characters that are looked at of what was typed
_SALT_BYTES, _HASH_BYTES = 16, 32  # RFC 9106, 4


def new_codes() -> list[str]:
    """Fresh ones, as ``abcde-fghjk``."""
    return [f"{_random()}-{_random()}" for _ in range(COUNT)]


class RecoveryHasher:
    """Hashes them slowly, and under the office's ``secret`` (32 bytes).

    argon2id with a salt for each account, at the cost of passwords (OWASP ASVS 5.0, 6.5.2): who has
    database and secret both still guesses one at a time. Then HMAC under a key that is kept outside
    the database, as with return codes: a copy of the database alone tells none.
    """

    def __init__(self, secret: bytes, cost: PasswordHasher | None = None) -> None:
        self.key = hmac.digest(secret, b"osso recovery codes 1", hashlib.sha256)
        self.former: Sequence[bytes] = ()
        """The keys from the office's secrets before, oldest first (rekeying.py)."""
        self._cost = cost or PasswordHasher()

    async def hash(self, staff_id: str, typed: str) -> str:
        """64 hex digits; blanks, dashes and capitals make no difference."""
        return (await self.hash_all(staff_id, [typed]))[0]

    async def hash_all(self, staff_id: str, typed: Sequence[str]) -> list[str]:
        """The hash of each, beside the event loop: ten take about a second."""
        return await asyncio.to_thread(lambda: [self._hash(staff_id, one) for one in typed])

    def _hash(self, staff_id: str, typed: str) -> str:
        code = "".join(sign for sign in typed.casefold() if sign.isalnum())[:_LONGEST]
        keys = [*self.former, self.key]
        salt = hmac.digest(keys[0], f"salt {staff_id}".encode(), hashlib.sha256)[:_SALT_BYTES]
        slow = hash_secret_raw(
            code.encode(), salt, self._cost.time_cost, self._cost.memory_cost,
            self._cost.parallelism, _HASH_BYTES, Type.ID,
        )  # fmt: skip
        return linked(keys, slow)


def _random() -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH // 2))
