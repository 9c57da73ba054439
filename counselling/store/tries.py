"""How often one key has tried something, on a server that several services share.

Each statement takes its row alone and is a transaction of its own: whoever guesses passwords must
not make the women's messages wait for him. PostgreSQL only; a service alone counts in memory.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, text
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store.tables_tries import tries as table

_NOW = "extract(epoch FROM clock_timestamp())::float8"
_BURST, _RATE = "CAST(:burst AS float8)", "CAST(:per_second AS float8)"
_LEVEL = f"least({_BURST}, tries.remaining + ({_NOW} - tries.at) * {_RATE})"
_FULL_AT = f"CASE WHEN {_RATE} > 0 THEN {_NOW} + {_BURST} / {_RATE} ELSE 'Infinity'::float8 END"

# A row is changed only if there is one to take: who is refused costs no write.
_TAKE = text(f"""
INSERT INTO tries (key_hash, remaining, at, until)
VALUES (:key, {_BURST} - 1, {_NOW}, {_FULL_AT})
ON CONFLICT (key_hash) DO UPDATE
SET remaining = {_LEVEL} - 1, at = excluded.at, until = excluded.until
WHERE {_LEVEL} >= 1 RETURNING 1
""")  # noqa: S608  # ours
_WANTING = text(f"SELECT 1 - {_LEVEL} FROM tries WHERE key_hash = :key")  # noqa: S608  # ours
_GIVE_BACK = text(f"""
UPDATE tries SET remaining = least({_BURST}, tries.remaining + 1) WHERE key_hash = :key
""")  # noqa: S608  # ours
_KNOW = text(f"""
INSERT INTO tries (key_hash, remaining, at, until)
VALUES (:key, 0, {_NOW}, {_NOW} + CAST(:seconds AS float8))
ON CONFLICT (key_hash) DO UPDATE SET until = excluded.until
""")  # noqa: S608  # ours
_KNOWN = text(f"SELECT 1 FROM tries WHERE key_hash = :key AND until > {_NOW}")  # noqa: S608  # ours


@dataclass(frozen=True)
class Rate:
    """``burst`` tries at once, then ``per_second``."""

    burst: float
    per_second: float


class TriesRows:
    """Token buckets, by the server's clock."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def take(self, key: str, rate: Rate) -> float | None:
        """Take one. None if it was there; else the share of one that is wanting, 0 to 1."""
        asked = {"key": key, "burst": rate.burst, "per_second": rate.per_second}
        if await self._connection.scalar(_TAKE, asked):
            return None
        return max(0.0, float(await self._connection.scalar(_WANTING, asked) or 0.0))

    async def give_back(self, key: str, rate: Rate) -> None:
        """One that was taken does not count."""
        await self._connection.execute(_GIVE_BACK, {"key": key, "burst": rate.burst})

    async def know(self, key: str, seconds: float) -> None:
        """Remember ``key`` for so long from now on."""
        await self._connection.execute(_KNOW, {"key": key, "seconds": seconds})

    async def knows(self, key: str) -> bool:
        """Whether it is remembered."""
        return bool(await self._connection.scalar(_KNOWN, {"key": key}))

    async def forget(self, before: datetime) -> None:
        """Delete what has said nothing any more since ``before``: it would be full again."""
        await self._connection.execute(delete(table).where(table.c.until < before.timestamp()))
