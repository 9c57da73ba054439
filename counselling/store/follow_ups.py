"""Follow-ups in the database: what to ask and what came of it are sealed, the rest is in the clear.

Those that are due are a list of the queue (queue.py), which opens no text.
"""

import json
from datetime import date, datetime

from sqlalchemy import RowMapping, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.cases.follow_up import FollowUp
from counselling.store.conversations import Conversations
from counselling.store.tables import staff, ticket
from counselling.store.tables_case import follow_up as table
from counselling.store.transactions import held
from counselling.store.vault import Sealer
from counselling.tickets.ticket import Ticket


class FollowUps:
    """Add, find, change and cancel follow-ups."""

    def __init__(self, connection: AsyncConnection, conversations: Conversations) -> None:
        self._connection = connection
        self._conversations = conversations

    async def add(
        self, of: Ticket, follow_up_id: str, due: date, ask: str, *, who: str, at: datetime
    ) -> None:
        """A new one, due on the day ``due`` in Viet Nam."""
        await self._connection.execute(
            insert(table).values(
                id=follow_up_id,
                ticket_id=of.id,
                due=due,
                state="due",
                planned_by=who,
                planned_at=at,
                sealed=_seal(await self._sealer(of), follow_up_id, ask, ""),
            )
        )

    async def of(self, of: Ticket) -> list[FollowUp]:
        """All of a ticket, by day; raises Unreadable."""
        planner, ender = staff.alias("planner"), staff.alias("ender")
        query = (
            select(
                table,
                func.coalesce(planner.c.name, table.c.planned_by).label("planner"),
                func.coalesce(ender.c.name, table.c.ended_by).label("ender"),
            )
            .outerjoin(planner, planner.c.id == table.c.planned_by)
            .outerjoin(ender, ender.c.id == table.c.ended_by)
            .where(table.c.ticket_id == of.id)
            .order_by(table.c.due, table.c.planned_at, table.c.id)
        )
        rows = (await self._connection.execute(query)).mappings().all()
        if not rows:
            return []
        sealer = await self._sealer(of)
        return [_follow_up(sealer, row) for row in rows]

    async def is_due(self, of: Ticket, follow_up_id: str) -> bool:
        """Whether this one of the ticket is still to be done; locked where the database can."""
        query = select(table.c.id).where(
            table.c.id == follow_up_id, table.c.ticket_id == of.id, table.c.state == "due"
        )
        return await self._connection.scalar(held(self._connection, query)) is not None

    async def postpone(self, follow_up_id: str, due: date) -> None:
        """Another day."""
        await self._connection.execute(
            update(table).where(table.c.id == follow_up_id).values(due=due)
        )

    async def finish(
        self, of: Ticket, follow_up_id: str, outcome: str, note: str, *, who: str, at: datetime
    ) -> None:
        """It is done."""
        sealer = await self._sealer(of)
        this = table.c.id == follow_up_id
        sealed = (await self._connection.scalars(select(table.c.sealed).where(this))).one()
        ask = json.loads(sealer.open(sealed, place(follow_up_id)))["ask"]
        await self._connection.execute(
            update(table)
            .where(this)
            .values(
                state="done",
                outcome=outcome,
                ended_by=who,
                ended_at=at,
                sealed=_seal(sealer, follow_up_id, ask, note),
            )
        )

    async def cancel(self, ticket_id: str, *, who: str, at: datetime, only: str = "") -> int:
        """Cancel those of a ticket that are due, or ``only`` one; how many."""
        its = (table.c.ticket_id == ticket_id, table.c.state == "due")
        this = (table.c.id == only,) if only else ()
        done = await self._connection.execute(
            update(table).where(*its, *this).values(state="cancelled", ended_by=who, ended_at=at)
        )
        return done.rowcount

    async def move(self, ticket_id: str, to_ticket_id: str) -> None:
        """Those that are due belong to another ticket of the same conversation."""
        await self._connection.execute(
            update(table)
            .where(table.c.ticket_id == ticket_id, table.c.state == "due")
            .values(ticket_id=to_ticket_id)
        )

    async def cancel_of(self, conversation_id: str, *, who: str, at: datetime) -> None:
        """Cancel all that are due for a conversation."""
        hers = select(ticket.c.id).where(ticket.c.conversation_id == conversation_id)
        await self._connection.execute(
            update(table)
            .where(table.c.ticket_id.in_(hers), table.c.state == "due")
            .values(state="cancelled", ended_by=who, ended_at=at)
        )

    async def _sealer(self, of: Ticket) -> Sealer:
        return await self._conversations.sealer(of.conversation_id)


def place(follow_up_id: str) -> str:
    """Where the texts of a follow-up are sealed to."""
    return f"follow_up {follow_up_id}"


def _seal(sealer: Sealer, follow_up_id: str, ask: str, note: str) -> bytes:
    body = json.dumps({"ask": ask, "note": note}, ensure_ascii=False)
    return sealer.seal(body, place(follow_up_id))


def _follow_up(sealer: Sealer, row: RowMapping) -> FollowUp:
    body = json.loads(sealer.open(row["sealed"], place(row["id"])))
    return FollowUp(
        id=row["id"],
        due=row["due"],
        state=row["state"],
        outcome=row["outcome"],
        planned_by=row["planner"],
        planned_at=row["planned_at"],
        ended_by=row["ender"],
        ended_at=row["ended_at"],
        ask=body["ask"],
        note=body["note"],
    )
