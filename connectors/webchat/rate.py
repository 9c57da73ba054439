"""Token buckets: how often one key may do something."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from connectors.webchat.rules import Rate

_PRUNE_EVERY = 60.0


@dataclass
class _Bucket:
    tokens: float
    at: float


class Buckets:
    """One bucket a key; a bucket that is full again is forgotten."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._buckets: dict[str, _Bucket] = {}
        self._pruned_at = clock()

    def __len__(self) -> int:
        return len(self._buckets)

    def take(self, key: str) -> float:
        """Take one; 0.0 if it was there, else the seconds until the next one is."""
        now = self._clock()
        self._prune(now)
        bucket = self._buckets.setdefault(key, _Bucket(self._rate.burst, now))
        bucket.tokens, bucket.at = self._level(bucket, now), now
        if bucket.tokens < 1:
            return (1 - bucket.tokens) / self._rate.per_second
        bucket.tokens -= 1
        return 0.0

    def give_back(self, key: str) -> None:
        """One that was taken was not used."""
        if bucket := self._buckets.get(key):
            bucket.tokens = min(self._rate.burst, bucket.tokens + 1)

    def _level(self, bucket: _Bucket, now: float) -> float:
        gained = (now - bucket.at) * self._rate.per_second
        return min(self._rate.burst, bucket.tokens + gained)

    def _prune(self, now: float) -> None:
        if now - self._pruned_at < _PRUNE_EVERY:
            return
        self._pruned_at = now
        full = [k for k, b in self._buckets.items() if self._level(b, now) >= self._rate.burst]
        for key in full:
            del self._buckets[key]
