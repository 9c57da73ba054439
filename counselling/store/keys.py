"""Where the wrapped keys of conversations are kept: apart from the database and its backups.

A backup of the database holds sealed texts without a key, so that destroying the one key makes
every copy of a text unreadable, also the copies nobody can reach any more.

The order of steps, so that a crash at any of them does no harm:

- a new conversation: its key is on disk before its row is. A key whose row never came is an
  orphan; it opens nothing, and is swept away once it has been one for ORPHAN_DAYS.
- an erasure: the key is destroyed, and the erasure written down in the same transaction, before
  the conversation's rows are gone. ``counselling/erasing.py`` replays it at the next start.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

ORPHAN_DAYS = 30  # so that whoever starts with a wrong database by mistake loses no key


@dataclass(frozen=True)
class KeyRing:
    """Everything a copy of the key store must have: wrapped keys, and erasures with their time."""

    keys: Mapping[str, bytes]
    erasures: Mapping[str, datetime]


class KeyStore(Protocol):
    """Whoever keeps the keys. What a method has changed is on disk when it returns."""

    async def prepare(self) -> None:
        """Be ready."""
        ...

    async def add(self, conversation_id: str, wrapped: bytes, *, at: datetime) -> None:
        """Keep a new key."""
        ...

    async def get(self, conversation_id: str) -> bytes | None:
        """The wrapped key, or None if there is none (any more)."""
        ...

    async def destroy(self, conversation_id: str, *, at: datetime) -> None:
        """Destroy the key, and remember that and when this conversation was erased."""
        ...

    async def ring(self) -> KeyRing:
        """All keys and erasures there are."""
        ...

    async def erasures_of_others(self) -> int:
        """How many erasures there are that this process did not do; it only ever rises."""
        ...

    async def take_over(self, ring: KeyRing, *, at: datetime) -> None:
        """Add what ``ring`` has; an erasure on either side wins over a key on the other."""
        ...

    async def sweep(self, known: Collection[str], *, at: datetime) -> int:
        """Destroy keys that have long had none of the ``known`` conversations; how many."""
        ...

    async def forget_erasures(self, *, before: datetime) -> int:
        """Forget the erasures that no backup can undo any more; how many."""
        ...

    async def empty_wal(self) -> bool:
        """Leave no destroyed key in a log; False if that must be tried again."""
        ...

    async def close(self) -> None:
        """Let go of every connection."""
        ...
