"""What members of staff say of themselves, in the database."""

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store.tables_queue import presence


class PresenceRows:
    """Read and write it."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def choose(self, staff_id: str, chosen: str) -> None:
        """She says so from now on."""
        await self._connection.execute(delete(presence).where(presence.c.staff_id == staff_id))
        await self._connection.execute(presence.insert().values(staff_id=staff_id, chosen=chosen))

    async def chosen(self) -> dict[str, str]:
        """What everybody has said last, by staff id."""
        return {
            row.staff_id: row.chosen for row in await self._connection.execute(select(presence))
        }
