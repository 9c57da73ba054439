"""Who has given her password and not yet her code; kept in memory for some minutes."""

import secrets
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from counselling.permissions import User

LASTS = 300.0  # seconds
MOST = 1000


@dataclass(frozen=True)
class AtTheDoor:
    """Half signed in: nothing but the question for a code is open to her."""

    user: User
    to: str
    until: float


class Doorstep:
    """Those who stand there, each known by a token in her browser."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._waiting: OrderedDict[str, AtTheDoor] = OrderedDict()

    def arrive(self, user: User, to: str) -> str:
        """Her password was right; she wants to go on to ``to``. Returns her token."""
        token = secrets.token_urlsafe(32)
        self._waiting[token] = AtTheDoor(user, to, self._clock() + LASTS)
        while len(self._waiting) > MOST:
            self._waiting.popitem(last=False)
        return token

    def find(self, token: str | None) -> AtTheDoor | None:
        """Who stands there with this token, while she still may."""
        found = self._waiting.get(token or "")
        return found if found and found.until > self._clock() else None

    def leave(self, token: str | None) -> None:
        """She is in, or has given up."""
        self._waiting.pop(token or "", None)
