"""Pages in the database: what is due, what became of it, and which emergencies wait."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Column, RowMapping, Select, delete, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.conversations import Handler
from counselling.duty.page import NO_WAY, Page, PageState, Why
from counselling.store.page_table import page as table
from counselling.store.tables import conversation, ticket, ticket_event
from counselling.tickets.states import TicketState
from counselling.tickets.ticket import Priority


class Pages:
    """Add and read pages."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def waiting(self) -> list[str]:
        """The codes of the emergencies that nobody has, the longest waiting first."""
        query = _waiting(ticket.c.code).order_by(ticket.c.opened_at)
        return list((await self._connection.execute(query)).scalars())

    async def is_waiting(self, ticket_id: str) -> bool:
        """Whether this is an emergency that nobody has."""
        query = _waiting(ticket.c.id).where(ticket.c.id == ticket_id)
        return await self._connection.scalar(query) is not None

    async def next_step(self, ticket_id: str) -> int:
        """The number of the ticket's next step."""
        query = select(func.coalesce(func.max(table.c.step), 0)).where(
            table.c.ticket_id == ticket_id
        )
        last: int = (await self._connection.execute(query)).scalar_one()
        return last + 1

    async def of(self, ticket_id: str) -> list[Page]:
        """Every page of a ticket, in order."""
        query = select(table).where(table.c.ticket_id == ticket_id)
        return await self._read(query.order_by(table.c.step, table.c.id))

    async def since_staff(self, ticket_id: str) -> list[Page]:
        """The ticket's pages since somebody of the staff last had it in hand, in order."""
        query = select(func.max(ticket_event.c.at)).where(
            ticket_event.c.ticket_id == ticket_id,
            ticket_event.c.who.not_in(("woman", "assistant")),
        )
        last: datetime | None = await self._connection.scalar(query)
        return [page for page in await self.of(ticket_id) if last is None or page.at >= last]

    async def call(
        self, ticket_id: str, step: int, person: str, ways: Iterable[str], *, at: datetime
    ) -> None:
        """``person`` is to be paged by each of ``ways``; the same step twice is an error."""
        for way in ways:
            await self._add(ticket_id, step, person, way, PageState.DUE, at=at)

    async def mark(self, ticket_id: str, step: int, state: PageState, *, at: datetime) -> None:
        """Nobody is called at this step, and she has been told so."""
        await self._add(ticket_id, step, None, NO_WAY, state, at=at)

    async def due(self) -> list[Page]:
        """What has to go out, the earliest first."""
        query = select(table).where(table.c.state == PageState.DUE)
        return await self._read(query.order_by(table.c.not_before))

    async def begin(self, page_id: int) -> bool:
        """It is being sent from now on; False if it is not due any more."""
        done = await self._connection.execute(
            update(table)
            .where(table.c.id == page_id, table.c.state == PageState.DUE)
            .values(state=PageState.SENDING, attempts=table.c.attempts + 1)
        )
        return done.rowcount == 1

    async def again(self, page_id: int, *, not_before: datetime) -> None:
        """It did not get through: try it again later."""
        await self._set(page_id, state=PageState.DUE, not_before=not_before)

    async def end(self, page_id: int, state: PageState, why: Why | None = None) -> None:
        """This became of it."""
        await self._set(page_id, state=state, why=why)

    async def drop(self, ticket_id: str) -> None:
        """Somebody has the ticket: nothing more goes out."""
        await self._connection.execute(
            update(table)
            .where(table.c.ticket_id == ticket_id, table.c.state == PageState.DUE)
            .values(state=PageState.DROPPED)
        )

    async def unfinished(self) -> list[int]:
        """What is just being sent, or was when somebody was stopped."""
        sending = select(table.c.id).where(table.c.state == PageState.SENDING)
        return list(await self._connection.scalars(sending))

    async def give_up_on(self, page_id: int) -> None:
        """What somebody was stopped in may have arrived: it is not sent again."""
        await self._connection.execute(
            update(table)
            .where(table.c.id == page_id, table.c.state == PageState.SENDING)
            .values(state=PageState.UNSURE)
        )

    async def newest_of_each(self) -> list[Page]:
        """The newest page of each person by each way."""
        newest = select(func.max(table.c.id)).where(table.c.person.is_not(None))
        grouped = newest.group_by(table.c.person, table.c.way)
        return await self._read(select(table).where(table.c.id.in_(grouped)))

    async def erase(self, conversation_id: str) -> None:
        """Nothing tells any more who was called for her."""
        hers = select(ticket.c.id).where(ticket.c.conversation_id == conversation_id)
        await self._connection.execute(delete(table).where(table.c.ticket_id.in_(hers)))

    async def _add(
        self,
        ticket_id: str,
        step: int,
        person: str | None,
        way: str,
        state: PageState,
        *,
        at: datetime,
    ) -> None:
        await self._connection.execute(
            table.insert().values(
                ticket_id=ticket_id,
                step=step,
                person=person,
                way=way,
                state=state,
                attempts=0,
                at=at,
                not_before=at,
            )
        )

    async def _set(self, page_id: int, **values: object) -> None:
        await self._connection.execute(update(table).where(table.c.id == page_id).values(values))

    async def _read(self, query: Select[Any]) -> list[Page]:
        return [_page(row) for row in (await self._connection.execute(query)).mappings()]


def _waiting(column: Column[Any]) -> Select[Any]:
    return (
        select(column)
        .join(conversation, conversation.c.id == ticket.c.conversation_id)
        .where(
            ticket.c.ended_at.is_(None),
            ticket.c.priority == Priority.EMERGENCY,
            # Passed to another office, she waits for people though the machine is silent.
            or_(conversation.c.handler == Handler.WAITING, ticket.c.state == TicketState.OPEN),
            conversation.c.erased_at.is_(None),
        )
    )


def _page(row: RowMapping) -> Page:
    return Page(
        id=row["id"],
        ticket_id=row["ticket_id"],
        step=row["step"],
        person=row["person"],
        way=row["way"],
        state=PageState(row["state"]),
        why=Why(row["why"]) if row["why"] else None,
        attempts=row["attempts"],
        at=row["at"],
        not_before=row["not_before"],
    )
