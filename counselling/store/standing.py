"""How the office stands just now, in numbers alone: what waits and since when, what failed."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.clock import utc_now
from counselling.duty.page import PageState
from counselling.store.page_table import page
from counselling.store.tables import conversation, message, outbox, ticket


@dataclass(frozen=True)
class Waiting:
    """How many, and since when the oldest of them waits."""

    count: int = 0
    since: datetime | None = None

    def seconds(self, now: datetime) -> float:
        """How long the oldest has waited; 0 where nothing does."""
        return max((now - self.since).total_seconds(), 0.0) if self.since else 0.0


@dataclass(frozen=True)
class Standing:
    """``tickets``: by priority, those nobody has taken. ``held``: how many somebody has.

    ``turns``: messages whose answer is due. ``outgoing``: by channel, what may go out now.
    ``undelivered``: by channel and state (failed, refused). ``pages``: by state, in the last day.
    """

    tickets: dict[str, Waiting] = field(default_factory=dict)
    held: int = 0
    turns: Waiting = Waiting()
    outgoing: dict[str, Waiting] = field(default_factory=dict)
    undelivered: dict[tuple[str, str], int] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)


class StandingRows:
    """Counts in the database."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def now(self, at: datetime | None = None) -> Standing:
        """How it stands at ``at``."""
        moment = at or utc_now()
        held = select(func.count()).where(
            ticket.c.ended_at.is_(None), ticket.c.holder_id.is_not(None)
        )
        return Standing(
            tickets=await self._tickets(),
            held=int(await self._connection.scalar(held) or 0),
            turns=await self._turns(),
            outgoing=await self._outgoing(),
            undelivered=await self._undelivered(),
            pages=await self._pages(moment - timedelta(days=1)),
        )

    async def _tickets(self) -> dict[str, Waiting]:
        query = (
            select(ticket.c.priority, func.count(), func.min(ticket.c.opened_at))
            .where(ticket.c.ended_at.is_(None), ticket.c.holder_id.is_(None))
            .group_by(ticket.c.priority)
        )
        rows = await self._connection.execute(query)
        return {priority: Waiting(count, since) for priority, count, since in rows}

    async def _turns(self) -> Waiting:
        query = select(func.count(), func.min(message.c.at)).where(message.c.turn_due)
        count, since = (await self._connection.execute(query)).one()
        return Waiting(count, since)

    async def _outgoing(self) -> dict[str, Waiting]:
        """News that wait for an hour that is safe for her are not late, and left out."""
        its = and_(
            message.c.conversation_id == outbox.c.conversation_id, message.c.seq == outbox.c.seq
        )
        query = (
            select(conversation.c.channel, func.count(), func.min(message.c.at))
            .select_from(outbox)
            .join(message, its)
            .join(conversation, conversation.c.id == outbox.c.conversation_id)
            .where(outbox.c.state == "pending", outbox.c.unasked.is_(None))
            .group_by(conversation.c.channel)
        )
        rows = await self._connection.execute(query)
        return {channel: Waiting(count, since) for channel, count, since in rows}

    async def _undelivered(self) -> dict[tuple[str, str], int]:
        query = (
            select(conversation.c.channel, outbox.c.state, func.count())
            .join(conversation, conversation.c.id == outbox.c.conversation_id)
            .where(outbox.c.state != "pending")
            .group_by(conversation.c.channel, outbox.c.state)
        )
        rows = await self._connection.execute(query)
        return {(channel, state): count for channel, state, count in rows}

    async def _pages(self, since: datetime) -> dict[str, int]:
        query = select(page.c.state, func.count()).where(page.c.at >= since).group_by(page.c.state)
        found = {state: count for state, count in await self._connection.execute(query)}  # noqa: C416  # rows are no pairs
        return {state.value: found.get(state.value, 0) for state in PageState}
