"""What tickets ask of somebody until it is done, in the database."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store.tables import ticket
from counselling.store.tables_talk import ticket_mark as table


class Mark(StrEnum):
    """``passed_on``: its receiver has not looked yet; ``supervisor``: one was asked for advice;
    ``advised``: one has answered, and its holder has not looked yet.
    """

    PASSED_ON = "passed_on"
    SUPERVISOR = "supervisor"
    ADVISED = "advised"


class Marks:
    """Set, read and take away marks."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def put(self, ticket_id: str, mark: Mark, by: str, *, at: datetime) -> None:
        """Mark a ticket; a mark it has already becomes new."""
        await self.take(ticket_id, mark)
        await self._connection.execute(
            insert(table).values(ticket_id=ticket_id, kind=mark, by=by, at=at)
        )

    async def take(self, ticket_id: str, *marks: Mark) -> bool:
        """Take marks away; whether there were any."""
        done = await self._connection.execute(
            delete(table).where(table.c.ticket_id == ticket_id, table.c.kind.in_(marks))
        )
        return done.rowcount > 0

    async def of(self, ticket_id: str) -> frozenset[Mark]:
        """The marks of one ticket."""
        found = await self._connection.scalars(
            select(table.c.kind).where(table.c.ticket_id == ticket_id)
        )
        return frozenset(Mark(kind) for kind in found)

    async def of_running(self) -> Mapping[str, frozenset[Mark]]:
        """The marks of all tickets that have not ended, by code."""
        query = (
            select(ticket.c.code, table.c.kind)
            .join(ticket, ticket.c.id == table.c.ticket_id)
            .where(ticket.c.ended_at.is_(None))
        )
        found: defaultdict[str, set[Mark]] = defaultdict(set)
        for code, kind in await self._connection.execute(query):
            found[code].add(Mark(kind))
        return {code: frozenset(marks) for code, marks in found.items()}

    async def erase(self, conversation_id: str) -> None:
        """Delete the marks of all tickets of a conversation."""
        its = select(ticket.c.id).where(ticket.c.conversation_id == conversation_id)
        await self._connection.execute(delete(table).where(table.c.ticket_id.in_(its)))
