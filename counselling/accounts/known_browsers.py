"""Browsers that somebody has signed in from before, known by a token that they keep.

So a stranger who guesses at her password slows himself down, not her. The token opens nothing.
Source: OWASP, "Slow Down Online Guessing Attacks with Device Cookies".
"""

import hashlib
import hmac
import secrets
from datetime import timedelta

from counselling.accounts.staff_add import plain_login
from counselling.clock import Clock

LASTS = timedelta(days=180)
MOST = 6  # people who share a computer
_BETWEEN = "~"


class KnownBrowsers:
    """Makes and reads the tokens. ``secret``: the office's, 32 bytes."""

    def __init__(self, secret: bytes, now: Clock) -> None:
        self._key = hmac.digest(secret, b"osso known browsers 1", hashlib.sha256)
        self._now = now

    def name_of(self, token: str, login: str) -> str | None:
        """A name for the browser, if ``login`` has signed in from it; None for any other."""
        for one in token.split(_BETWEEN)[:MOST]:
            if (name := self._read(one, login)) is not None:
                return name
        return None

    def sign(self, token: str, login: str) -> str:
        """What the browser is to keep from now on, others' signs among it."""
        others = [
            one
            for one in token.split(_BETWEEN)[:MOST]
            if one.count(".") == 2 and self._read(one, login) is None
        ]
        name = secrets.token_hex(8)
        until = f"{int((self._now() + LASTS).timestamp()):x}"
        fresh = f"{name}.{until}.{self._mac(name, until, login)}"
        return _BETWEEN.join([fresh, *others][:MOST])

    def _read(self, one: str, login: str) -> str | None:
        parts = one.split(".")
        if len(parts) != 3 or not one.isascii():
            return None
        name, until, mac = parts
        if not hmac.compare_digest(mac, self._mac(name, until, login)):
            return None
        return name if int(until, 16) > self._now().timestamp() else None

    def _mac(self, name: str, until: str, login: str) -> str:
        said = f"{name} {until} {plain_login(login)}".encode()
        return hmac.new(self._key, said, hashlib.sha256).hexdigest()[:32]
