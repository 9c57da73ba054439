"""Women whom somebody answers in a platform's own inbox, as the database knows them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ScalarSelect, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.conversations import Sender
from counselling.store.tables import conversation, message, ticket


@dataclass(frozen=True)
class InInbox:
    """A channel's: how many ``women``, and how many of them ``wait``, the first ``since``."""

    channel: str
    women: int
    wait: int
    since: datetime | None


class InboxRows:
    """Reads who is answered there and who waits."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def unanswered(self, *, before: datetime) -> list[str]:
        """Conversations in which what she wrote was answered by nobody since ``before``."""
        query = select(conversation.c.id).where(
            conversation.c.elsewhere_since.is_not(None),
            conversation.c.erased_at.is_(None),
            _first_unanswered() < before,
        )
        return list(await self._connection.scalars(query))

    async def unseen(self, *, since: datetime) -> list[InInbox]:
        """By channel: those of whom the desk sees nothing else, for they have no running ticket.

        ``since``: who was not written to any more after it, and does not wait, is left out.
        """
        waits = _first_unanswered().label("waits")
        seen = select(ticket.c.id).where(
            ticket.c.conversation_id == conversation.c.id, ticket.c.ended_at.is_(None)
        )
        hers = (
            select(conversation.c.channel, conversation.c.elsewhere_since, waits)
            .where(conversation.c.elsewhere_since.is_not(None), conversation.c.erased_at.is_(None))
            .where(~seen.exists())
            .subquery()
        )
        query = (
            select(hers.c.channel, func.count(), func.count(hers.c.waits), func.min(hers.c.waits))
            .where((hers.c.elsewhere_since > since) | hers.c.waits.is_not(None))
            .group_by(hers.c.channel)
            .order_by(hers.c.channel)
        )
        return [InInbox(*row) for row in await self._connection.execute(query)]


def _first_unanswered() -> ScalarSelect[datetime | None]:
    """When she wrote the first message that nobody in the inbox has answered; NULL for none."""
    return (
        select(func.min(message.c.at))
        .where(
            message.c.conversation_id == conversation.c.id,
            message.c.sender == Sender.WOMAN,
            message.c.at > conversation.c.elsewhere_since,
        )
        .correlate(conversation)
        .scalar_subquery()
    )
