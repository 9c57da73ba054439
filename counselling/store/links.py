"""Which tickets are one woman's: those of one conversation, and those she told a counsellor of."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store.tables import conversation, staff, ticket
from counselling.store.tables_case import ticket_link as table
from counselling.store.tickets import ticket_of
from counselling.tickets.ticket import Ticket

# Who was taken off the staff list still stands here, by an id.
_WHO = func.coalesce(staff.c.name, table.c.who).label("who_named")
Kind = Literal["told", "merged"]


@dataclass(frozen=True)
class Linked:
    """Another ticket of hers. ``kind``: same (one conversation), told, into (it goes on for this
    one), from (this one goes on for it); ``who``, a name, wrote it down.
    """

    ticket: Ticket
    channel: str
    kind: str
    who: str | None = None
    at: datetime | None = None


class Links:
    """Add, remove and read links."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, one: Ticket, other: Ticket, kind: Kind, *, who: str, at: datetime) -> None:
        """Link two tickets; ``merged``: ``one`` into ``other``."""
        await self.remove(one, other)
        await self._connection.execute(
            insert(table).values(ticket_id=one.id, other_id=other.id, kind=kind, who=who, at=at)
        )

    async def remove(self, one: Ticket, other: Ticket) -> None:
        """They are not linked any more."""
        await self._connection.execute(delete(table).where(_between(one.id, other.id)))

    async def kind(self, one: Ticket, other: Ticket) -> str | None:
        """How two tickets are linked, if they are."""
        found: str | None = await self._connection.scalar(
            select(table.c.kind).where(_between(one.id, other.id))
        )
        return found

    async def of(self, one: Ticket) -> list[Linked]:
        """Her other tickets as far as they are known, newest first."""
        found = [*await self._same_chat(one), *await self._told(one)]
        return sorted(found, key=lambda linked: linked.ticket.opened_at, reverse=True)

    async def _same_chat(self, one: Ticket) -> list[Linked]:
        query = (
            select(ticket, conversation.c.channel)
            .join(conversation, conversation.c.id == ticket.c.conversation_id)
            .where(ticket.c.conversation_id == one.conversation_id, ticket.c.id != one.id)
        )
        rows = (await self._connection.execute(query)).mappings()
        return [Linked(ticket_of(row), row["channel"], "same") for row in rows]

    async def _told(self, one: Ticket) -> list[Linked]:
        other = or_(
            and_(table.c.ticket_id == one.id, ticket.c.id == table.c.other_id),
            and_(table.c.other_id == one.id, ticket.c.id == table.c.ticket_id),
        )
        query = (
            select(
                ticket, conversation.c.channel, table.c.kind, _WHO,
                table.c.at.label("linked_at"), table.c.ticket_id.label("from_id"),
            )
            .join_from(table, ticket, other)
            .join(conversation, conversation.c.id == ticket.c.conversation_id)
            .outerjoin(staff, staff.c.id == table.c.who)
            .where(ticket.c.conversation_id != one.conversation_id)
        )  # fmt: skip
        found = []
        for row in (await self._connection.execute(query)).mappings():
            merged = "into" if row["from_id"] == one.id else "from"
            kind = merged if row["kind"] == "merged" else "told"
            found.append(
                Linked(ticket_of(row), row["channel"], kind, row["who_named"], row["linked_at"])
            )
        return found


def _between(one_id: str, other_id: str) -> ColumnElement[bool]:
    return or_(
        and_(table.c.ticket_id == one_id, table.c.other_id == other_id),
        and_(table.c.ticket_id == other_id, table.c.other_id == one_id),
    )
