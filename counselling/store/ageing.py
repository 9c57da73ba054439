"""What is past its time, found and removed a little at a time."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, case, delete, exists, func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store.tables import (
    UtcTime,
    audit,
    conversation,
    desk_session,
    message,
    ticket,
    ticket_event,
)
from counselling.store.tables_referral import referral, referral_event

_MOST_LINES = 500  # deleted in one transaction: live messages wait no longer than that takes


class Ageing:
    """Looks for and removes what is old."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def silent_chats(self, before: datetime) -> list[str]:
        """Conversations that never had a ticket, without a message since ``before``."""
        return await self._ids(
            conversation.c.erased_at.is_(None), ~_has_ticket(), _last_word() < before
        )

    async def ended_cases(self, days: int, silent_since: datetime, *, now: datetime) -> list[str]:
        """Conversations whose tickets ended so many ``days`` ago, silent since ``silent_since``.

        Of who was told of fewer days, those count.
        """
        told = await self._connection.scalars(select(ticket.c.kept_days).distinct())
        whens = [(ticket.c.kept_days == one, now - timedelta(days=min(one, days)))
                 for one in told if one is not None]  # fmt: skip
        usual = literal(now - timedelta(days=days), UtcTime)
        before = case(*whens, else_=usual) if whens else usual
        return await self._ids(
            conversation.c.erased_at.is_(None),
            _has_ticket(),
            ~_has_ticket(ticket.c.ended_at.is_(None)),
            ~_has_ticket(ticket.c.ended_at >= before),
            _last_word() < silent_since,
        )

    async def husks(self, before: datetime) -> list[str]:
        """Erased conversations of which a row, perhaps with tickets, is left since ``before``."""
        return await self._ids(conversation.c.erased_at < before)

    async def drop_husk(self, conversation_id: str) -> None:
        """Remove the last rows of an erased conversation; what they counted for is kept."""
        its = select(ticket.c.id).where(ticket.c.conversation_id == conversation_id)
        theirs = select(referral.c.id).where(referral.c.conversation_id == conversation_id)
        for query in (
            delete(referral_event).where(referral_event.c.referral_id.in_(theirs)),
            delete(referral).where(referral.c.conversation_id == conversation_id),
            delete(ticket_event).where(ticket_event.c.ticket_id.in_(its)),
            delete(ticket).where(ticket.c.conversation_id == conversation_id),
            delete(conversation).where(
                conversation.c.id == conversation_id, conversation.c.erased_at.is_not(None)
            ),
        ):
            await self._connection.execute(query)

    async def old_records(self, before: datetime) -> int:
        """How many audit lines are older."""
        return await self._count(select(func.count()).where(audit.c.at < before))

    async def drop_records(self, before: datetime) -> int:
        """Remove some of them; how many, 0 once there are none."""
        some = select(audit.c.id).where(audit.c.at < before).limit(_MOST_LINES)
        return (await self._connection.execute(delete(audit).where(audit.c.id.in_(some)))).rowcount

    async def old_sessions(self, before: datetime) -> int:
        """How many desk sessions began before."""
        return await self._count(select(func.count()).where(desk_session.c.started_at < before))

    async def drop_sessions(self, before: datetime) -> int:
        """Remove them; how many."""
        done = await self._connection.execute(
            delete(desk_session).where(desk_session.c.started_at < before)
        )
        return done.rowcount

    async def _ids(self, *conditions: ColumnElement[bool]) -> list[str]:
        query = select(conversation.c.id).where(*conditions).order_by(conversation.c.created_at)
        return list(await self._connection.scalars(query))

    async def _count(self, query: Select[int]) -> int:
        return int(await self._connection.scalar(query) or 0)


def _has_ticket(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(and_(ticket.c.conversation_id == conversation.c.id, *conditions))


def _last_word() -> ColumnElement[datetime]:
    newest = (
        select(func.max(message.c.at))
        .where(message.c.conversation_id == conversation.c.id)
        .correlate(conversation)
        .scalar_subquery()
    )
    return func.coalesce(newest, conversation.c.created_at)
