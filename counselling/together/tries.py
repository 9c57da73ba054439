"""How often one key may try something, counted for all services on a database together.

Each service counts in its memory; where there may be others the database has the last word. What
this service alone would refuse the database need not be asked: a flood stays out of it. Keys are
stored as HMACs: they hold logins and network addresses.
"""

import hashlib
import hmac
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from counselling.buckets import Buckets
from counselling.store.not_saved import NotSaved
from counselling.store.store import Store
from counselling.store.tries import Rate

MOST_KNOWN = 10_000
KNOWN_FOR = 30 * 86400.0  # seconds; in memory until the service stops
Clock = Callable[[], float]


@dataclass(frozen=True)
class Counting:
    """Where tries are counted: in memory, and in ``shared`` if other services count there too.

    ``secret``: the office's, 32 bytes. ``clock``: seconds that are never set back, for the memory.
    """

    shared: Store | None = None
    secret: bytes = b""
    clock: Clock = time.monotonic

    def of(self, name: str, burst: float, per_second: float) -> "Tries":
        """The tries of one kind."""
        return Tries(self, name, Rate(burst, per_second))

    def hashed(self, name: str, key: str) -> str:
        """What stands in the database for a key."""
        return hmac.new(
            self.secret, f"osso tries 1 {name} {key}".encode(), hashlib.sha256
        ).hexdigest()


IN_MEMORY = Counting()
"""For a service that is alone."""


class Tries:
    """For each key so many at once, then so many a second."""

    def __init__(self, counting: Counting, name: str, rate: Rate) -> None:
        self._here = Buckets(rate.burst, rate.per_second, counting.clock)
        self._counting = counting
        self._name = name
        self._rate = rate

    async def take(self, key: str) -> float:
        """Take one; 0.0 if it was there, else the seconds until the next one is. NotSaved."""
        wait = self._here.take(key)
        if wait or not (shared := self._counting.shared):
            return wait
        wait = await shared.finish(self._take(shared, key))
        if wait:
            self._here.give_back(key)
        return wait

    async def give_back(self, key: str) -> None:
        """One that was taken does not count, unless the database cannot be told just now."""
        self._here.give_back(key)
        if shared := self._counting.shared:
            with suppress(NotSaved):
                await shared.finish(self._give_back(shared, key))

    async def _take(self, shared: Store, key: str) -> float:
        async with shared.write_beside() as tx:
            wanting = await tx.tries.take(self._hashed(key), self._rate)
        if wanting is None:
            return 0.0
        per_second = self._rate.per_second
        return max(wanting / per_second, 1e-3) if per_second else float("inf")

    async def _give_back(self, shared: Store, key: str) -> None:
        async with shared.write_beside() as tx:
            await tx.tries.give_back(self._hashed(key), self._rate)

    def _hashed(self, key: str) -> str:
        return self._counting.hashed(self._name, key)


class Known:
    """Keys that every service remembers; here only the newest MOST_KNOWN."""

    def __init__(self, counting: Counting, name: str) -> None:
        self._counting = counting
        self._name = name
        self._here: OrderedDict[str, None] = OrderedDict()

    async def add(self, key: str) -> None:
        """Remember it. NotSaved."""
        self._keep(key)
        if shared := self._counting.shared:
            await shared.finish(self._add(shared, key))

    async def has(self, key: str) -> bool:
        """Whether it is remembered. NotSaved."""
        if key in self._here:
            return True
        shared = self._counting.shared
        if shared is None or not await shared.finish(self._has(shared, key)):
            return False
        self._keep(key)
        return True

    def _keep(self, key: str) -> None:
        self._here[key] = None
        self._here.move_to_end(key)
        while len(self._here) > MOST_KNOWN:
            self._here.popitem(last=False)

    async def _add(self, shared: Store, key: str) -> None:
        async with shared.write_beside() as tx:
            await tx.tries.know(self._counting.hashed(self._name, key), KNOWN_FOR)

    async def _has(self, shared: Store, key: str) -> bool:
        async with shared.write_beside() as tx:
            return await tx.tries.knows(self._counting.hashed(self._name, key))
