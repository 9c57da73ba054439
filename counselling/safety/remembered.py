"""What the meaning of a text said about danger is computed once: "dạ", "cảm ơn chị" come all day.

Kept are the scores under a keyed hash whose key lives and ends with the process: no text, and
nothing that tells a text from outside (BLAKE2, RFC 7693, keyed mode). Two are computed at a time:
more would only make each of them late.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Sequence
from hashlib import blake2b
from threading import BoundedSemaphore, Lock

from counselling.safety.classifier import Sense

MOST = 4000
"""Texts; some 200 bytes each."""

AT_ONCE = 2
"""Texts weighed at the same time, some 15 ms of one core each."""


class Remembered:
    """A Sense that asks ``sense`` about each text once. May be used from several threads."""

    def __init__(self, sense: Sense, most: int = MOST) -> None:
        self._sense = sense
        self._most = most
        self._key = secrets.token_bytes(32)
        self._known: OrderedDict[bytes, Sequence[float]] = OrderedDict()
        self._lock = Lock()
        self._places = BoundedSemaphore(AT_ONCE)

    def scores(self, written: str) -> Sequence[float]:
        """The logarithms of the levels' chances."""
        name = blake2b(written.encode("utf-8", "replace"), key=self._key, digest_size=16).digest()
        with self._lock:
            if name in self._known:
                self._known.move_to_end(name)
                return self._known[name]
        with self._places:
            found = self._sense.scores(written)
        with self._lock:
            self._known[name] = found
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return found
