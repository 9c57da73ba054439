"""What came of tickets: the outcome in the clear, the note sealed."""

from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.cases.closing import Closing, Ending
from counselling.store.conversations import Conversations
from counselling.store.tables_case import closing as table
from counselling.tickets.ticket import Ticket


class Closings:
    """Add and read how tickets ended."""

    def __init__(self, connection: AsyncConnection, conversations: Conversations) -> None:
        self._connection = connection
        self._conversations = conversations

    async def add(self, of: Ticket, outcome: Ending, note: str, *, at: datetime) -> None:
        """Note how a ticket ended."""
        sealed = None
        if note:
            sealer = await self._conversations.sealer(of.conversation_id)
            sealed = sealer.seal(note, place(of.id))
        await self._connection.execute(
            insert(table).values(ticket_id=of.id, outcome=outcome, at=at, sealed=sealed)
        )

    async def of(self, of: Ticket) -> Closing | None:
        """How a ticket ended, if a counsellor said; raises Unreadable."""
        query = select(table).where(table.c.ticket_id == of.id)
        row = (await self._connection.execute(query)).mappings().one_or_none()
        if row is None:
            return None
        note = ""
        if row["sealed"]:
            sealer = await self._conversations.sealer(of.conversation_id)
            note = sealer.open(row["sealed"], place(of.id))
        return Closing(Ending(row["outcome"]), row["at"], note)


def place(ticket_id: str) -> str:
    """Where the note on a ticket's end is sealed to."""
    return f"closing {ticket_id}"
