"""What came in from a channel, what things are called there, and what is to be deleted there."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.conversations import Conversation
from counselling.store.tables_channels import arrival, clearing, outside
from counselling.store.tables_hers import wish

CLEARABLE = timedelta(hours=48)
"""So long a bot may delete a message: https://core.telegram.org/bots/api#deletemessages"""


@dataclass(frozen=True)
class Chat:
    """A chat and messages in it, by the channel's own names."""

    channel: str
    address: str
    outside_ids: tuple[str, ...]


class ChannelRows:
    """Arrivals, outside names and clearings."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def arrived_before(self, channel: str, arrival_id: str) -> bool:
        """Whether this delivery was taken in before."""
        query = select(arrival.c.id).where(arrival.c.channel == channel, arrival.c.id == arrival_id)
        return await self._connection.scalar(query) is not None

    async def knows(self, channel: str, address: str, name: str) -> bool:
        """Whether the delivery ``name`` was taken in before, or is a message we sent ourselves."""
        ours = select(outside.c.seq).where(
            outside.c.channel == channel, outside.c.address == address, outside.c.outside_id == name
        )
        if await self._connection.scalar(ours) is not None:
            return True
        return await self.arrived_before(channel, name)

    async def note_arrival(self, channel: str, arrival_id: str, *, at: datetime) -> None:
        """This delivery is taken in with the transaction."""
        await self._connection.execute(
            insert(arrival).values(channel=channel, id=arrival_id, at=at)
        )

    async def forget_arrivals(self, *, before: datetime) -> None:
        """No channel delivers again after so long."""
        await self._connection.execute(delete(arrival).where(arrival.c.at < before))

    async def note_outside(
        self, conversation: Conversation, seq: int, outside_id: str, *, at: datetime
    ) -> None:
        """Message ``seq``, or a part of it, is called so in the conversation's chat."""
        here = {
            "channel": conversation.channel,
            "address": conversation.address,
            "outside_id": outside_id,
        }
        same = and_(*(outside.c[name] == value for name, value in here.items()))
        if await self._connection.scalar(select(outside.c.seq).where(same)) is not None:
            return  # an edited message, or a long one taken in parts
        values = here | {"conversation_id": conversation.id, "seq": seq, "at": at}
        await self._connection.execute(insert(outside).values(values))

    async def parts_sent(self, conversation: Conversation, seq: int) -> int:
        """How many parts of message ``seq`` are in the conversation's chat."""
        query = select(func.count()).where(
            outside.c.conversation_id == conversation.id,
            outside.c.seq == seq,
            outside.c.channel == conversation.channel,
            outside.c.address == conversation.address,
        )
        return int(await self._connection.scalar(query) or 0)

    async def clear(
        self, channel: str, address: str, outside_id: str, *, since: datetime, now: datetime
    ) -> None:
        """Delete one message, there ``since`` then, from its chat as soon as may be."""
        same = and_(_in(channel, address), clearing.c.outside_id == outside_id)
        await self._connection.execute(delete(clearing).where(same))
        values = {"channel": channel, "address": address, "outside_id": outside_id}
        when = {"not_before": now, "too_late_at": since + CLEARABLE}
        await self._connection.execute(insert(clearing).values(values | when))

    async def clear_all(
        self, conversation_id: str, *, now: datetime, before: datetime | None = None
    ) -> None:
        """Delete its messages (sent ``before``) from their chats; their names go from here."""
        its = outside.c.conversation_id == conversation_id
        if before is not None:
            its = and_(its, outside.c.at < before)
        for row in (await self._connection.execute(select(outside).where(its))).mappings().all():
            if row["at"] + CLEARABLE > now:
                await self.clear(
                    row["channel"], row["address"], row["outside_id"], since=row["at"], now=now
                )
        await self._connection.execute(delete(outside).where(its))

    async def clears_daily(self) -> list[str]:
        """The conversations whose women want their chat emptied each day."""
        query = (
            select(wish.c.conversation_id)
            .join(outside, outside.c.conversation_id == wish.c.conversation_id)
            .where(wish.c.clears_daily)
            .distinct()
        )
        return list(await self._connection.scalars(query))

    async def due(self, *, now: datetime, most: int = 100) -> Chat | None:
        """What is to be deleted now, of one chat."""
        first = select(clearing).where(clearing.c.not_before <= now).limit(1)
        one = (await self._connection.execute(first)).mappings().one_or_none()
        if one is None:
            return None
        same = _in(one["channel"], one["address"])
        its = select(clearing.c.outside_id).where(same, clearing.c.not_before <= now).limit(most)
        found = tuple(await self._connection.scalars(its))
        return Chat(one["channel"], one["address"], found)

    async def cleared(self, chat: Chat) -> None:
        """These are deleted, or can't be."""
        await self._connection.execute(delete(clearing).where(_these(chat)))

    async def clear_later(self, chat: Chat, *, not_before: datetime) -> None:
        """It did not work: try again then."""
        await self._connection.execute(
            update(clearing).where(_these(chat)).values(not_before=not_before)
        )

    async def drop_late(self, *, now: datetime) -> int:
        """Give up what can't be deleted any more; how many."""
        done = await self._connection.execute(delete(clearing).where(clearing.c.too_late_at <= now))
        return done.rowcount


def _in(channel: str, address: str) -> ColumnElement[bool]:
    return and_(clearing.c.channel == channel, clearing.c.address == address)


def _these(chat: Chat) -> ColumnElement[bool]:
    return and_(_in(chat.channel, chat.address), clearing.c.outside_id.in_(chat.outside_ids))
