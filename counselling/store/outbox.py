"""Messages on their way out: a row stays until its channel took the message."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store.tables import outbox as table


@dataclass(frozen=True)
class Parcel:
    """One message to deliver; ``not_before`` is when it may be tried (again).

    ``unasked``: what it is news of, if nobody asked for it just now (counselling/news.py).
    """

    id: int
    conversation_id: str
    seq: int
    attempts: int
    not_before: datetime
    urgent: bool
    unasked: str | None


class OutboxRows:
    """The outbox in the database."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(
        self,
        conversation_id: str,
        seq: int,
        *,
        at: datetime,
        urgent: bool,
        unasked: str | None = None,
    ) -> None:
        """Put message ``seq`` on its way from ``at`` on."""
        await self._connection.execute(
            table.insert().values(
                conversation_id=conversation_id,
                seq=seq,
                state="pending",
                attempts=0,
                not_before=at,
                urgent=urgent,
                unasked=unasked,
            )
        )

    async def pending(self, conversation_id: str) -> list[Parcel]:
        """What waits for one conversation, in order."""
        query = (
            select(table)
            .where(table.c.conversation_id == conversation_id, table.c.state == "pending")
            .order_by(table.c.seq)
        )
        rows = (await self._connection.execute(query)).mappings()
        names = Parcel.__dataclass_fields__
        return [Parcel(**{name: row[name] for name in names}) for row in rows]

    async def is_pending(self, parcel_id: int) -> bool:
        """Whether it still waits: not if it was erased or is no longer to be sent."""
        query = select(table.c.id).where(table.c.id == parcel_id, table.c.state == "pending")
        return await self._connection.scalar(query) is not None

    async def conversations(self) -> list[str]:
        """The conversations with something on its way."""
        query = select(table.c.conversation_id).where(table.c.state == "pending").distinct()
        return list((await self._connection.execute(query)).scalars())

    async def delivered(self, parcels: Sequence[Parcel]) -> None:
        """The channel took these. A later row that was given an erased one's id stays."""
        its = tuple_(table.c.id, table.c.conversation_id, table.c.seq)
        taken = [(parcel.id, parcel.conversation_id, parcel.seq) for parcel in parcels]
        await self._connection.execute(delete(table).where(its.in_(taken)))

    async def retry(self, parcel: Parcel, *, not_before: datetime) -> None:
        """Try again later."""
        await self._connection.execute(
            update(table)
            .where(table.c.id == parcel.id)
            .values(attempts=parcel.attempts + 1, not_before=not_before)
        )

    async def refused(self, parcel: Parcel) -> None:
        """The channel will never take this one: keep the row as a record."""
        await self._connection.execute(
            update(table).where(table.c.id == parcel.id).values(state="refused")
        )

    async def failed(self, conversation_id: str) -> None:
        """The chat can't be reached any more: keep the rows, try none of them."""
        await self._change(conversation_id, "pending", "failed")

    async def revive(self, conversation_id: str) -> None:
        """She is back: what could not reach her goes out now."""
        await self._change(conversation_id, "failed", "pending")

    async def erase(self, conversation_id: str) -> None:
        """Nothing more goes out to this conversation."""
        await self._connection.execute(
            delete(table).where(table.c.conversation_id == conversation_id)
        )

    async def _change(self, conversation_id: str, state: str, to: str) -> None:
        its = (table.c.conversation_id == conversation_id, table.c.state == state)
        await self._connection.execute(update(table).where(*its).values(state=to))
