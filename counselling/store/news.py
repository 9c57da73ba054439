"""Messages on their way that nobody asked for: rows of the outbox that may have to wait."""

from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store.tables import outbox as table

_WAITS = (table.c.state == "pending", table.c.unasked.is_not(None))


class NewsRows:
    """The outbox's news."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def count(self, conversation_id: str) -> int:
        """How much of it is not delivered to this conversation."""
        query = select(func.count()).where(table.c.conversation_id == conversation_id, *_WAITS)
        return await self._connection.scalar(query) or 0

    async def due(self, now: datetime) -> list[str]:
        """The conversations with some that may go since ``now`` or before."""
        query = select(table.c.conversation_id).where(*_WAITS, table.c.not_before <= now)
        return list((await self._connection.execute(query.distinct())).scalars())

    async def drop(self, conversation_id: str, unasked: str, *, waiting_at: datetime) -> None:
        """Older news of the same that waits for a later hour is not sent any more."""
        its = (table.c.conversation_id == conversation_id, table.c.unasked == unasked)
        await self._connection.execute(
            delete(table).where(*its, *_WAITS, table.c.not_before > waiting_at)
        )

    async def release(self, conversation_id: str, *, at: datetime) -> None:
        """She is there: all of it may go from ``at`` on."""
        its = (table.c.conversation_id == conversation_id, table.c.not_before > at)
        await self._connection.execute(update(table).where(*its, *_WAITS).values(not_before=at))
