"""How often somebody may try to sign in: token buckets per login and per address."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

MOST_BUCKETS = 10_000  # the least recently used are forgotten first


@dataclass
class _Bucket:
    tokens: float
    at: float


class TokenBuckets:
    """``burst`` tries at once for each key, then one more every ``refill`` seconds."""

    def __init__(
        self, burst: int, refill: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._burst = burst
        self._refill = refill
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, key: str) -> float:
        """Take one token; the seconds to wait before the next try, 0 if this one may go on."""
        bucket = self._current(key)
        if bucket.tokens < 1:
            return (1 - bucket.tokens) * self._refill
        bucket.tokens -= 1
        return 0.0

    def give_back(self, key: str) -> None:
        """Return a token: the try was a success and shall not count."""
        bucket = self._current(key)
        bucket.tokens = min(self._burst, bucket.tokens + 1)

    def __len__(self) -> int:
        return len(self._buckets)

    def _current(self, key: str) -> _Bucket:
        now = self._clock()
        bucket = self._buckets.setdefault(key, _Bucket(self._burst, now))
        self._buckets.move_to_end(key)
        bucket.tokens = min(self._burst, bucket.tokens + (now - bucket.at) / self._refill)
        bucket.at = now
        if len(self._buckets) > MOST_BUCKETS:
            self._buckets.popitem(last=False)
        return bucket


class LoginThrottle:
    """Slows guessing down without telling whether a login exists: unknown ones count alike.

    A whole office shares one address, so an address may fail more often than a login.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._logins = TokenBuckets(burst=6, refill=30, clock=clock)
        self._addresses = TokenBuckets(burst=30, refill=5, clock=clock)

    def wait(self, login: str, address: str) -> float:
        """Count one try; the seconds to wait, 0 if the password may be looked at."""
        return self._addresses.take(address) or self._logins.take(_same(login))

    def succeeded(self, login: str, address: str) -> None:
        """Only failures count."""
        self._addresses.give_back(address)
        self._logins.give_back(_same(login))


def _same(login: str) -> str:
    return login.strip().casefold()[:200]
