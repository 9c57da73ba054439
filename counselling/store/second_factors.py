"""Second factors and recovery codes in the database; the secrets sealed under the office's key."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store.tables_staff import recovery_code, second_factor
from counselling.store.vault import Vault


@dataclass(frozen=True)
class FactorRow:
    """One account's secret; see the table."""

    secret: bytes
    made_at: datetime
    confirmed_at: datetime | None
    last_step: int | None


class SecondFactorRows:
    """At most one for each account, and its recovery codes."""

    def __init__(self, connection: AsyncConnection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    async def get(self, staff_id: str) -> FactorRow | None:
        """The account's, confirmed or not; raises Unreadable."""
        query = select(second_factor).where(second_factor.c.staff_id == staff_id)
        row = (await self._connection.execute(query)).mappings().one_or_none()
        if row is None:
            return None
        secret = self._vault.open(row["sealed"], _place(staff_id))
        return FactorRow(secret, row["made_at"], row["confirmed_at"], row["last_step"])

    async def begin(self, staff_id: str, secret: bytes, *, at: datetime) -> None:
        """A secret to be confirmed, in place of one that was not or is no longer to count."""
        await self.remove(staff_id)
        sealed = self._vault.seal(secret, _place(staff_id))
        await self._connection.execute(
            second_factor.insert().values(staff_id=staff_id, sealed=sealed, made_at=at)
        )

    async def confirm(self, staff_id: str, *, at: datetime) -> None:
        """From now on it counts."""
        await self._set(staff_id, confirmed_at=at)

    async def used(self, staff_id: str, step: int) -> None:
        """No code up to ``step`` is taken again."""
        await self._set(staff_id, last_step=step)

    async def remove(self, staff_id: str) -> None:
        """Forget secret and recovery codes."""
        for table in (recovery_code, second_factor):
            await self._connection.execute(delete(table).where(table.c.staff_id == staff_id))

    async def set_codes(self, staff_id: str, hashes: Iterable[str]) -> None:
        """These recovery codes in place of all before."""
        await self._connection.execute(
            delete(recovery_code).where(recovery_code.c.staff_id == staff_id)
        )
        rows = [{"code_hash": one, "staff_id": staff_id} for one in hashes]
        await self._connection.execute(recovery_code.insert(), rows)

    async def use_code(self, staff_id: str, code_hash: str) -> bool:
        """Whether there is such a recovery code; there is not any more."""
        done = await self._connection.execute(
            delete(recovery_code).where(
                recovery_code.c.staff_id == staff_id, recovery_code.c.code_hash == code_hash
            )
        )
        return done.rowcount == 1

    async def codes_left(self, staff_id: str) -> int:
        """How many recovery codes are not used yet."""
        query = select(func.count()).where(recovery_code.c.staff_id == staff_id)
        return await self._connection.scalar(query) or 0

    async def _set(self, staff_id: str, **values: object) -> None:
        await self._connection.execute(
            update(second_factor).where(second_factor.c.staff_id == staff_id).values(**values)
        )


def _place(staff_id: str) -> str:
    return f"second factor {staff_id}"
