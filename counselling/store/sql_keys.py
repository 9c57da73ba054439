"""The key store in a database of its own: ``keys.sqlite3`` unless OSSO_KEYS_URL says another."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store import postgres
from counselling.store.engine import empty_wal, open_engine
from counselling.store.key_tables import erasure, key, key_copy, key_metadata
from counselling.store.keys import ORPHAN_DAYS, KeyRing
from counselling.store.recent import Recent
from counselling.store.transactions import writing
from counselling.store.vault import Unreadable


@dataclass(frozen=True)
class Rewrapped:
    """How many keys were changed, had been already, and could not be opened."""

    moved: int
    left: int
    unreadable: int


class SqlKeys:
    """A KeyStore (keys.py) at ``url`` (SQLAlchemy, async driver)."""

    def __init__(self, url: str) -> None:
        self._engine = open_engine(url)
        self._one_writer = asyncio.Lock()
        self._own_erasures = 0
        # Nearly every message asks for a key. What another process destroys is forgotten soon.
        self._recent: Recent[bytes] = Recent(most=1000, seconds=30.0)

    async def prepare(self) -> None:
        """Make the tables if they are not there."""
        async with self._writing() as connection:
            await connection.run_sync(key_metadata.create_all)

    async def add(self, conversation_id: str, wrapped: bytes, *, at: datetime) -> None:
        """Keep a new key; raises NotSaved."""
        async with self._writing() as connection:
            await connection.execute(
                key.insert().values(conversation_id=conversation_id, wrapped=wrapped, made_at=at)
            )
        self._recent.put(conversation_id, wrapped)

    async def get(self, conversation_id: str) -> bytes | None:
        """The wrapped key, or None."""
        known = self._recent.get(conversation_id)
        if known is not None:
            return known
        query = select(key.c.wrapped).where(key.c.conversation_id == conversation_id)
        async with self._engine.connect() as connection:
            wrapped: bytes | None = await connection.scalar(query)
        if wrapped is not None:
            self._recent.put(conversation_id, wrapped)
        return wrapped

    async def destroy(self, conversation_id: str, *, at: datetime) -> None:
        """Destroy the key and write the erasure down, both or neither; raises NotSaved."""
        self._recent.drop(conversation_id)
        async with self._writing() as connection:
            self._own_erasures += await _erase(connection, {conversation_id: at})

    async def ring(self) -> KeyRing:
        """All keys and erasures."""
        async with self._engine.connect() as connection:
            keys = await connection.execute(select(key.c.conversation_id, key.c.wrapped))
            erased = await connection.execute(select(erasure.c.conversation_id, erasure.c.at))
            return KeyRing(
                {name: bytes(wrapped) for name, wrapped in keys},
                {name: moment for name, moment in erased},  # noqa: C416  # rows are no pairs
            )

    async def rewrap(self, change: Callable[[str, bytes], bytes | None]) -> Rewrapped:
        """Change wrapped keys, all or none: ``change`` gives another, None to leave it, or raises
        Unreadable. Raises NotSaved.
        """
        moved = left = unreadable = 0
        async with self._writing() as connection:
            rows = await connection.execute(select(key.c.conversation_id, key.c.wrapped))
            for name, wrapped in rows.all():
                try:
                    anew = change(name, bytes(wrapped))
                except Unreadable:
                    unreadable += 1
                    continue
                moved, left = moved + (anew is not None), left + (anew is None)
                if anew is not None:
                    mine = update(key).where(key.c.conversation_id == name)
                    await connection.execute(mine.values(wrapped=anew))
        self._recent = Recent(most=1000, seconds=30.0)
        return Rewrapped(moved, left, unreadable)

    async def erasures_of_others(self) -> int:
        """How many erasures there are that this process did not do."""
        async with self._engine.connect() as connection:
            last = await connection.scalar(select(func.max(erasure.c.number)))
        return int(last or 0) - self._own_erasures

    async def take_over(self, ring: KeyRing, *, at: datetime) -> None:
        """Add what ``ring`` has; erasures win. Raises NotSaved."""
        async with self._writing() as connection:
            self._own_erasures += await _erase(connection, ring.erasures)
            for name in ring.erasures:
                self._recent.drop(name)
            taken = set(await connection.scalars(select(key.c.conversation_id)))
            taken |= set(await connection.scalars(select(erasure.c.conversation_id)))
            for name, wrapped in ring.keys.items():
                if name not in taken:
                    new = key.insert().values(conversation_id=name, wrapped=wrapped, made_at=at)
                    await connection.execute(new)

    async def sweep(self, known: Collection[str], *, at: datetime) -> int:
        """Destroy keys that have been orphans for ORPHAN_DAYS; raises NotSaved."""
        async with self._writing() as connection:
            names = set(await connection.scalars(select(key.c.conversation_id)))
            for name in names.difference(known):
                await connection.execute(
                    update(key)
                    .where(key.c.conversation_id == name, key.c.orphan_since.is_(None))
                    .values(orphan_since=at)
                )
            marked = select(key.c.conversation_id).where(key.c.orphan_since.is_not(None))
            for name in set(await connection.scalars(marked)).intersection(known):
                await connection.execute(
                    update(key).where(key.c.conversation_id == name).values(orphan_since=None)
                )
            long_ago = at - timedelta(days=ORPHAN_DAYS)
            gone = await connection.execute(delete(key).where(key.c.orphan_since < long_ago))
            return gone.rowcount

    async def forget_erasures(self, *, before: datetime) -> int:
        """Forget the erasures older than ``before``; raises NotSaved."""
        async with self._writing() as connection:
            gone = await connection.execute(delete(erasure).where(erasure.c.at < before))
            return gone.rowcount

    async def copies(self) -> dict[str, datetime]:
        """The folders that have a copy of this store, and when each was last renewed."""
        async with self._engine.connect() as connection:
            rows = await connection.execute(select(key_copy.c.folder, key_copy.c.written_at))
            return {folder: moment for folder, moment in rows}  # noqa: C416  # as above

    async def copied(self, folder: str, *, at: datetime) -> None:
        """The copy in ``folder`` is now as this store is; raises NotSaved."""
        async with self._writing() as connection:
            await connection.execute(delete(key_copy).where(key_copy.c.folder == folder))
            await connection.execute(key_copy.insert().values(folder=folder, written_at=at))

    async def empty_wal(self) -> bool:
        """Leave no destroyed key in the log; False if somebody reads just now."""
        if self._engine.dialect.name == "postgresql":
            return await postgres.vacuum(self._engine, key.name)
        return await empty_wal(self._engine)

    async def close(self) -> None:
        """Let go of every connection."""
        await self._engine.dispose()

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[AsyncConnection]:
        async with self._one_writer, writing(self._engine) as connection:
            yield connection


async def _erase(connection: AsyncConnection, erased: Mapping[str, datetime]) -> int:
    """Returns how many were new."""
    new = 0
    for name, moment in erased.items():
        await connection.execute(delete(key).where(key.c.conversation_id == name))
        known = select(erasure.c.at).where(erasure.c.conversation_id == name)
        if await connection.scalar(known) is None:
            await connection.execute(erasure.insert().values(conversation_id=name, at=moment))
            new += 1
    return new
