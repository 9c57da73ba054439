"""A small memory of what was read last: bounded in number and in time."""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Kept = TypeVar("Kept")


class Recent(Generic[Kept]):
    """At most ``most`` values, none older than ``seconds``."""

    def __init__(
        self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._kept: OrderedDict[str, tuple[float, Kept]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def put(self, name: str, value: Kept) -> None:
        """Remember it for a while."""
        now = self._clock()
        self._kept[name] = (now, value)
        self._kept.move_to_end(name)
        while len(self._kept) > self._most or self._oldest() < now - self._seconds:
            self._kept.popitem(last=False)

    def get(self, name: str) -> Kept | None:
        """The value, unless it is too old or was never there."""
        if name not in self._kept:
            return None
        since, value = self._kept[name]
        if since < self._clock() - self._seconds:
            del self._kept[name]
            return None
        return value

    def drop(self, name: str) -> None:
        """Forget it now."""
        self._kept.pop(name, None)

    def _oldest(self) -> float:
        return next(iter(self._kept.values()))[0]
