"""Tickets and their history in the database."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, bindparam, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store.tables import staff, ticket, ticket_event
from counselling.store.transactions import held
from counselling.tickets.states import TicketState
from counselling.tickets.ticket import Priority, Ticket


@dataclass(frozen=True)
class TicketEvent:
    """One move of a ticket; ``who`` is a name, or ``woman``; ``why`` a word, never her text."""

    what: str
    who: str
    at: datetime
    why: str | None = None


# Made once: it is asked for with every message.
_RUNNING = select(ticket).where(
    ticket.c.conversation_id == bindparam("its"), ticket.c.ended_at.is_(None)
)


class Tickets:
    """Add, find and save tickets."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, new: Ticket) -> None:
        """A new ticket; the database refuses a second running one for a conversation."""
        await self._connection.execute(ticket.insert().values(asdict(new)))

    async def save(self, changed: Ticket) -> None:
        """Write the ticket as it is now."""
        values = {key: value for key, value in asdict(changed).items() if key != "id"}
        await self._connection.execute(
            update(ticket).where(ticket.c.id == changed.id).values(values)
        )

    async def by_code(self, code: str) -> Ticket | None:
        """The ticket with this code; locked for this transaction where the database can."""
        return await self._one(ticket.c.code == code)

    async def running(self, conversation_id: str) -> Ticket | None:
        """The conversation's ticket that has not ended."""
        return await self._found(_RUNNING, {"its": conversation_id})

    async def last_of(self, conversation_id: str) -> Ticket | None:
        """The conversation's newest ticket, ended or not."""
        query = (
            select(ticket)
            .where(ticket.c.conversation_id == conversation_id)
            .order_by(ticket.c.opened_at.desc())
            .limit(1)
        )
        row = (await self._connection.execute(query)).mappings().one_or_none()
        return ticket_of(row) if row else None

    async def running_at(self, office: str) -> int:
        """How many of an office's tickets have not ended."""
        its = (ticket.c.office == office, ticket.c.ended_at.is_(None))
        return await self._connection.scalar(select(func.count()).where(*its)) or 0

    async def told(self, days: int) -> None:
        """Those of which it is not noted how long she was told they are kept: so many ``days``."""
        unknown = ticket.c.kept_days.is_(None)
        await self._connection.execute(update(ticket).where(unknown).values(kept_days=days))

    async def note(
        self, ticket_id: str, what: str, who: str, *, at: datetime, why: str | None = None
    ) -> None:
        """Write a move into the ticket's history; ``why`` is one word of a list, never text."""
        await self._connection.execute(
            ticket_event.insert().values(ticket_id=ticket_id, what=what, who=who, at=at, why=why)
        )

    async def history(self, ticket_id: str) -> list[TicketEvent]:
        """The ticket's moves, oldest first."""
        who = func.coalesce(staff.c.name, ticket_event.c.who)
        query = (
            select(ticket_event.c.what, who, ticket_event.c.at, ticket_event.c.why)
            .outerjoin(staff, staff.c.id == ticket_event.c.who)
            .where(ticket_event.c.ticket_id == ticket_id)
            .order_by(ticket_event.c.id)
        )
        return [TicketEvent(*row) for row in await self._connection.execute(query)]

    async def _one(self, *conditions: ColumnElement[bool]) -> Ticket | None:
        return await self._found(select(ticket).where(*conditions), {})

    async def _found(self, which: Select[Any], given: dict[str, str]) -> Ticket | None:
        query = held(self._connection, which)
        row = (await self._connection.execute(query, given)).mappings().one_or_none()
        return ticket_of(row) if row else None


def ticket_of(row: RowMapping) -> Ticket:
    """The ticket of a row that holds all its columns."""
    return Ticket(
        id=row["id"],
        code=row["code"],
        conversation_id=row["conversation_id"],
        opened_at=row["opened_at"],
        state=TicketState(row["state"]),
        priority=Priority(row["priority"]),
        danger=row["danger"],
        holder_id=row["holder_id"],
        ended_at=row["ended_at"],
        previous_code=row["previous_code"],
        office=row["office"],
        kept_days=row["kept_days"],
        told_opening=row["told_opening"],
    )
