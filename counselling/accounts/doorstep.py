"""Who has given her password and not yet her code: a token in her browser says so for minutes.

It is signed, not kept: whichever service she is at next reads it. Alone it opens nothing but the
question for a code, and a code is good once.
"""

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta

from counselling.clock import Clock

LASTS = timedelta(minutes=5)
_PARTS = 3


@dataclass(frozen=True)
class AtTheDoor:
    """Half signed in; ``to``: the page she wants to go on to."""

    staff_id: str
    to: str


class Doorstep:
    """Makes and reads the tokens. ``secret``: the office's, 32 bytes."""

    def __init__(self, secret: bytes, now: Clock) -> None:
        self._key = hmac.digest(secret, b"osso doorstep 1", hashlib.sha256)
        self._now = now

    def arrive(self, staff_id: str, to: str) -> str:
        """Her password was right; she wants to go on to ``to``. Returns her token."""
        until = int((self._now() + LASTS).timestamp())
        said = f"{staff_id} {until} {to}".encode()
        return f"{base64.urlsafe_b64encode(said).decode().rstrip('=')}.{self._mac(said)}"

    def find(self, token: str | None) -> AtTheDoor | None:
        """Who stands there with this token, while she still may."""
        written, _, mac = (token or "").partition(".")
        try:
            said = base64.urlsafe_b64decode(written + "=" * (-len(written) % 4))
        except (binascii.Error, ValueError):
            return None
        if not mac.isascii() or not hmac.compare_digest(mac, self._mac(said)):
            return None
        staff_id, until, to = said.decode().split(" ", _PARTS - 1)
        return AtTheDoor(staff_id, to) if int(until) > self._now().timestamp() else None

    def _mac(self, said: bytes) -> str:
        return hmac.new(self._key, said, hashlib.sha256).hexdigest()
