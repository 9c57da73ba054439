"""How often one key may do something: token buckets, kept in memory alone."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

MOST = 100_000
"""Keys that are remembered at most; beyond that the one unused longest is forgotten."""


@dataclass
class _Bucket:
    tokens: float
    at: float


class Buckets:
    """For each key ``burst`` at once, then ``per_second``. A bucket that is full is forgotten.

    ``clock`` gives seconds and is never set back.
    """

    def __init__(
        self, burst: float, per_second: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._burst = burst
        self._per_second = per_second
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()  # the one unused longest first

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, key: str) -> float:
        """Take one; 0.0 if it was there, else the seconds until the next one is."""
        now = self._clock()
        bucket = self._buckets.setdefault(key, _Bucket(self._burst, now))
        self._buckets.move_to_end(key)
        bucket.tokens, bucket.at = self._level(bucket, now), now
        self._forget(now)
        if bucket.tokens < 1:
            return (1 - bucket.tokens) / self._per_second if self._per_second else math.inf
        bucket.tokens -= 1
        return 0.0

    def give_back(self, key: str) -> None:
        """One that was taken does not count."""
        if bucket := self._buckets.get(key):
            bucket.tokens = min(self._burst, bucket.tokens + 1)

    def _level(self, bucket: _Bucket, now: float) -> float:
        return min(self._burst, bucket.tokens + (now - bucket.at) * self._per_second)

    def _forget(self, now: float) -> None:
        """Never the last one, which is in use."""
        while len(self._buckets) > 1:
            oldest = next(iter(self._buckets.values()))
            if len(self._buckets) <= MOST and self._level(oldest, now) < self._burst:
                return
            self._buckets.popitem(last=False)
