"""Tickets and their history in the database."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, RowMapping, Select, case, func, or_, select, true, update
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.conversations import Country, Handler, Language
from counselling.permissions import User
from counselling.store.tables import conversation, message, staff, ticket, ticket_event
from counselling.tickets.states import TicketState
from counselling.tickets.ticket import Priority, Ticket

_MOST_URGENT_FIRST = case(
    {priority.value: rank for rank, priority in enumerate(Priority)}, value=ticket.c.priority
)


@dataclass(frozen=True)
class QueueRow:
    """One line of the desk's queue. ``waiting_*``: hers since a counsellor last wrote."""

    code: str
    state: TicketState
    priority: Priority
    danger: str | None
    language: Language | None
    country: Country | None
    channel: str
    handler: Handler
    holder_id: str | None
    holder_name: str | None
    opened_at: datetime
    last_message_at: datetime | None
    waiting_messages: int
    waiting_since: datetime | None
    office: str | None


@dataclass(frozen=True)
class TicketEvent:
    """One move of a ticket; ``who`` is a name, or ``woman``."""

    what: str
    who: str
    at: datetime


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
        return await self._one(
            ticket.c.conversation_id == conversation_id, ticket.c.ended_at.is_(None)
        )

    async def last_of(self, conversation_id: str) -> Ticket | None:
        """The conversation's newest ticket, ended or not."""
        query = (
            select(ticket)
            .where(ticket.c.conversation_id == conversation_id)
            .order_by(ticket.c.opened_at.desc())
            .limit(1)
        )
        row = (await self._connection.execute(query)).mappings().one_or_none()
        return _ticket(row) if row else None

    async def note(self, ticket_id: str, what: str, who: str, *, at: datetime) -> None:
        """Write a move into the ticket's history."""
        await self._connection.execute(
            ticket_event.insert().values(ticket_id=ticket_id, what=what, who=who, at=at)
        )

    async def history(self, ticket_id: str) -> list[TicketEvent]:
        """The ticket's moves, oldest first."""
        who = func.coalesce(staff.c.name, ticket_event.c.who)
        query = (
            select(ticket_event.c.what, who, ticket_event.c.at)
            .outerjoin(staff, staff.c.id == ticket_event.c.who)
            .where(ticket_event.c.ticket_id == ticket_id)
            .order_by(ticket_event.c.id)
        )
        return [TicketEvent(*row) for row in await self._connection.execute(query)]

    async def queue(self, reader: User, *, ended: bool, most: int = 200) -> list[QueueRow]:
        """Tickets that ``reader`` reaches (reach.py): running ones, most urgent and longest waiting
        first; or ended ones, newest first.
        """
        order = (
            [ticket.c.ended_at.desc()] if ended else [_MOST_URGENT_FIRST, ticket.c.opened_at.asc()]
        )
        query = (
            _queue_query()
            .where(ticket.c.ended_at.is_not(None) if ended else ticket.c.ended_at.is_(None))
            .where(_reached_by(reader))
            .order_by(*order)
            .limit(most)
        )
        return [_queue_row(row) for row in (await self._connection.execute(query)).mappings()]

    async def queue_row(self, code: str) -> QueueRow:
        """The line of a ticket that exists."""
        found = await self._connection.execute(_queue_query().where(ticket.c.code == code))
        return _queue_row(found.mappings().one())

    async def _one(self, *conditions: ColumnElement[bool]) -> Ticket | None:
        query = select(ticket).where(*conditions).with_for_update()
        row = (await self._connection.execute(query)).mappings().one_or_none()
        return _ticket(row) if row else None


def _reached_by(reader: User) -> ColumnElement[bool]:
    if reader.office is None:
        return true()
    here = or_(ticket.c.office.is_(None), ticket.c.office == reader.office)
    return or_(here, ticket.c.holder_id == reader.id)


def _queue_query() -> Select[Any]:
    of_this = message.c.conversation_id == ticket.c.conversation_id
    answered = (
        select(func.coalesce(func.max(message.c.seq), 0))
        .where(of_this, message.c.sender == "counsellor")
        .correlate(ticket)
        .scalar_subquery()
    )
    unanswered = (of_this, message.c.sender == "woman", message.c.seq > answered)
    waiting = select(func.count()).where(*unanswered).correlate(ticket).scalar_subquery()
    since = select(func.min(message.c.at)).where(*unanswered).correlate(ticket).scalar_subquery()
    newest = select(func.max(message.c.at)).where(of_this).correlate(ticket).scalar_subquery()
    return (
        select(
            ticket,
            conversation.c.language,
            conversation.c.country,
            conversation.c.channel,
            conversation.c.handler,
            staff.c.name.label("holder_name"),
            newest.label("last_message_at"),
            waiting.label("waiting_messages"),
            since.label("waiting_since"),
        )
        .join(conversation, conversation.c.id == ticket.c.conversation_id)
        .outerjoin(staff, staff.c.id == ticket.c.holder_id)
    )


def _queue_row(row: RowMapping) -> QueueRow:
    return QueueRow(
        code=row["code"],
        state=TicketState(row["state"]),
        priority=Priority(row["priority"]),
        danger=row["danger"],
        language=row["language"],
        country=row["country"],
        channel=row["channel"],
        handler=Handler(row["handler"]),
        holder_id=row["holder_id"],
        holder_name=row["holder_name"],
        opened_at=row["opened_at"],
        last_message_at=row["last_message_at"],
        waiting_messages=row["waiting_messages"],
        waiting_since=row["waiting_since"],
        office=row["office"],
    )


def _ticket(row: RowMapping) -> Ticket:
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
    )
