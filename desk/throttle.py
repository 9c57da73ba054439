"""How often somebody may try to sign in, per login and per address."""

import time
from collections.abc import Callable

from counselling.buckets import Buckets


class LoginThrottle:
    """Slows guessing down without telling whether a login exists: unknown ones count alike.

    A whole office shares one address, so an address may fail more often than a login.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._logins = Buckets(burst=6, per_second=1 / 30, clock=clock)
        self._addresses = Buckets(burst=30, per_second=1 / 5, clock=clock)

    def wait(self, login: str, address: str) -> float:
        """Count one try; the seconds to wait, 0 if the password may be looked at."""
        return self._addresses.take(address) or self._logins.take(_same(login))

    def succeeded(self, login: str, address: str) -> None:
        """Only failures count."""
        self._addresses.give_back(address)
        self._logins.give_back(_same(login))


def _same(login: str) -> str:
    return login.strip().casefold()[:200]
