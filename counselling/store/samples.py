"""Some sealed rows, chosen by chance."""

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store.tables import message
from counselling.store.tables_attachments import attachment


class Samples:
    """Names rows; each by its conversation's id and its number there."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def messages(self, most: int) -> list[tuple[str, int]]:
        """At most ``most`` messages."""
        query = select(message.c.conversation_id, message.c.seq).order_by(func.random())
        rows = await self._connection.execute(query.limit(most))
        return [(name, seq) for name, seq in rows]

    async def attachments(self, most: int) -> list[tuple[str, int]]:
        """At most ``most`` attachments."""
        query = select(attachment.c.conversation_id, attachment.c.seq).order_by(func.random())
        rows = await self._connection.execute(query.limit(most))
        return [(name, seq) for name, seq in rows]
