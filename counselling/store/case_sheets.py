"""Every version of a ticket's case record and safety assessment, sealed."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store.conversations import Conversations
from counselling.store.tables import staff
from counselling.store.tables_case import case_sheet as table
from counselling.tickets.ticket import Ticket

# Who was taken off the staff list still stands here, by an id.
_WHO = func.coalesce(staff.c.name, table.c.who).label("who")
Kind = Literal["record", "safety"]


@dataclass(frozen=True)
class Version:
    """Who wrote a version, and when; ``who`` is a name."""

    number: int
    who: str
    at: datetime


@dataclass(frozen=True)
class Sheet:
    """One version with what is written on it."""

    version: Version
    body: dict[str, Any]


class CaseSheets:
    """Add and read versions. They are never changed."""

    def __init__(self, connection: AsyncConnection, conversations: Conversations) -> None:
        self._connection = connection
        self._conversations = conversations

    async def versions(self, ticket_id: str, kind: Kind) -> list[Version]:
        """Who wrote them and when, oldest first."""
        rows = await self._connection.execute(
            select(table.c.version, _WHO, table.c.at)
            .outerjoin(staff, staff.c.id == table.c.who)
            .where(table.c.ticket_id == ticket_id, table.c.kind == kind)
            .order_by(table.c.version)
        )
        return [Version(*row) for row in rows]

    async def read(self, ticket: Ticket, kind: Kind, number: int | None = None) -> Sheet | None:
        """Version ``number``, or the newest; None if there is none. Raises Unreadable."""
        query = (
            select(table.c.version, _WHO, table.c.at, table.c.sealed)
            .outerjoin(staff, staff.c.id == table.c.who)
            .where(table.c.ticket_id == ticket.id, table.c.kind == kind)
            .order_by(table.c.version.desc())
            .limit(1)
        )
        if number is not None:
            query = query.where(table.c.version == number)
        row = (await self._connection.execute(query)).one_or_none()
        if row is None:
            return None
        sealer = await self._conversations.sealer(ticket.conversation_id)
        body = json.loads(sealer.open(row.sealed, place(kind, ticket.id, row.version)))
        return Sheet(Version(row.version, row.who, row.at), body)

    async def add(
        self,
        ticket: Ticket,
        kind: Kind,
        number: int,
        body: dict[str, Any],
        *,
        who: str,
        at: datetime,
    ) -> None:
        """Keep version ``number``, which must be new."""
        sealer = await self._conversations.sealer(ticket.conversation_id)
        text = json.dumps(body, ensure_ascii=False)
        await self._connection.execute(
            insert(table).values(
                ticket_id=ticket.id,
                kind=kind,
                version=number,
                who=who,
                at=at,
                sealed=sealer.seal(text, place(kind, ticket.id, number)),
            )
        )


def place(kind: str, ticket_id: str, number: int) -> str:
    """Where a version is sealed to."""
    return f"{kind} {number} of {ticket_id}"
