"""Passwords of the desk: how long they are, and their argon2id hashes.

Hashed at the library's default cost (RFC 9106, low-memory profile).
"""

import asyncio
import secrets
from datetime import timedelta
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError, VerifyMismatchError

SHORTEST_PASSWORD = 12  # OWASP ASVS 5.0, 6.2.1 asks for 8 and recommends 15
LONGEST_PASSWORD = 256
FIRST_LASTS = timedelta(days=7)  # one that was made for her: OWASP ASVS 5.0, 6.4.1


class WeakPassword(Exception):
    """The password is too short or too long."""


class Passwords:
    """Hashes and checks, beside the event loop."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()

    async def hash(self, password: str) -> str:
        """Its argon2id hash; raises WeakPassword."""
        if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
            raise WeakPassword(
                f"a password needs {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters"
            )
        return await asyncio.to_thread(self._hasher.hash, password)

    async def fits(self, password_hash: str, typed: str) -> bool:
        """Whether it is the one that was hashed."""
        return await asyncio.to_thread(self._verify, password_hash, typed[:LONGEST_PASSWORD])

    @cached_property
    def nobodys(self) -> str:
        """What a login that does not exist is checked against, so that it takes as long."""
        return self._hasher.hash(secrets.token_urlsafe())

    def _verify(self, password_hash: str, password: str) -> bool:
        try:
            return self._hasher.verify(password_hash, password)
        except (VerifyMismatchError, VerificationError):
            return False


def first_password() -> str:
    """A fresh one of 64 bits; four groups read more easily from one screen to another."""
    return "-".join(secrets.token_hex(2) for _ in range(4))
