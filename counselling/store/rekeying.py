"""Everything in the database that hangs on the office's secret key, to be carried to a new one."""

from collections.abc import Callable, Sequence

from sqlalchemy import Column, delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store.tables import conversation
from counselling.store.tables_channels import clearing, outside
from counselling.store.tables_hers import return_code
from counselling.store.tables_secret import former_key
from counselling.store.tables_staff import recovery_code, second_factor
from counselling.store.vault import Vault

_ADDRESSED = (conversation, outside, clearing)


class RekeyingRows:
    """Reads and replaces; ``vault`` is the present secret's."""

    def __init__(self, connection: AsyncConnection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault

    async def former(self, vault: Vault | None = None) -> list[bytes]:
        """What is left of the secrets before, oldest first; raises Unreadable."""
        rows = await self._connection.execute(select(former_key).order_by(former_key.c.number))
        opens = vault or self._vault
        kept = [opens.open(sealed, _place(number)) for number, sealed in rows]
        return kept[1:]  # the first says only which secret the database is under

    async def is_marked(self) -> bool:
        """Whether the database says under which secret it is."""
        query = select(former_key.c.number).where(former_key.c.number == 0)
        return await self._connection.scalar(query) is not None

    async def set_former(self, kept: Sequence[bytes]) -> None:
        """These in place of those before, sealed under the present secret."""
        await self._connection.execute(delete(former_key))
        for number, plain in enumerate([b"", *kept]):
            sealed = self._vault.seal(plain, _place(number))
            new = insert(former_key).values(number=number, sealed=sealed)
            await self._connection.execute(new)

    async def second_factors(self, before: Vault) -> int:
        """Seal them anew; how many."""
        rows = await self._connection.execute(
            select(second_factor.c.staff_id, second_factor.c.sealed)
        )
        count = 0
        for staff_id, sealed in rows.all():
            place = f"second factor {staff_id}"
            anew = self._vault.seal(before.open(sealed, place), place)
            mine = second_factor.c.staff_id == staff_id
            await self._connection.execute(update(second_factor).where(mine).values(sealed=anew))
            count += 1
        return count

    async def return_codes(self, change: Callable[[str], str]) -> int:
        """Change each stored hash; how many."""
        return await self._change(return_code.c.code_hash, change)

    async def recovery_codes(self, change: Callable[[str], str]) -> int:
        """Change each stored hash; how many."""
        return await self._change(recovery_code.c.code_hash, change)

    async def channels(self) -> set[str]:
        """The channels that any address is of."""
        found: set[str] = set()
        for table in _ADDRESSED:
            found |= set(await self._connection.scalars(select(table.c.channel).distinct()))
        return found

    async def addresses(self, channel: str, change: Callable[[str], str | None]) -> int:
        """Change each address on ``channel`` for which there is another; how many."""
        count = 0
        for table in _ADDRESSED:
            column, of_it = table.c.address, table.c.channel == channel
            for old in set(await self._connection.scalars(select(column).where(of_it))):
                if (new := change(old)) is not None:
                    those = update(table).where(of_it, column == old)
                    count += (await self._connection.execute(those.values(address=new))).rowcount
        return count

    async def _change(self, column: Column[str], change: Callable[[str], str]) -> int:
        stored = list(await self._connection.scalars(select(column)))
        for old in stored:
            await self._connection.execute(
                update(column.table).where(column == old).values({column: change(old)})
            )
        return len(stored)


def _place(number: int) -> str:
    return f"former key {number}"
