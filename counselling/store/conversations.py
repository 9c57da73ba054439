"""Conversations in the database, and the keys of their texts."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import ColumnElement, RowMapping, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.conversations import Conversation, Handler
from counselling.store.tables import conversation as table
from counselling.store.vault import Sealer, Unreadable, Vault

_KEPT = ("language", "language_chosen", "handler", "awaiting", "last_faq", "last_seq")


class Conversations:
    """Find, add, save and erase conversations."""

    def __init__(self, connection: AsyncConnection, vault: Vault) -> None:
        self._connection = connection
        self._vault = vault
        self._sealers: dict[str, Sealer] = {}

    async def add(self, conversation: Conversation) -> None:
        """A new conversation, with a new key."""
        wrapped = self._vault.new_key(conversation.id)
        row = asdict(conversation) | {"wrapped_key": wrapped}
        await self._connection.execute(table.insert().values(row))
        self._sealers[conversation.id] = self._vault.open_key(wrapped, conversation.id)

    async def at(self, channel: str, address: str) -> Conversation | None:
        """The conversation of a chat; locked for this transaction where the database can."""
        return await self._one(table.c.channel == channel, table.c.address == address)

    async def get(self, conversation_id: str) -> Conversation | None:
        """The conversation with this id, unless it was erased."""
        return await self._one(table.c.id == conversation_id, table.c.erased_at.is_(None))

    async def save(self, conversation: Conversation) -> None:
        """Write what may change."""
        values = {name: getattr(conversation, name) for name in _KEPT}
        await self._connection.execute(
            update(table).where(table.c.id == conversation.id).values(values)
        )

    async def move(self, conversation: Conversation, channel: str, address: str) -> None:
        """Give the conversation another chat; the one it had is nobody's then."""
        await self._connection.execute(
            update(table)
            .where(table.c.id == conversation.id)
            .values(channel=channel, address=address)
        )
        conversation.channel, conversation.address = channel, address

    async def forget(self, conversation_id: str, *, at: datetime) -> None:
        """Destroy the key and cut the row loose from the chat it belonged to."""
        await self._connection.execute(
            update(table)
            .where(table.c.id == conversation_id)
            .values(
                wrapped_key=None,
                erased_at=at,
                address=f"erased:{conversation_id}",
                last_faq=None,
                awaiting=None,
                handler=Handler.ASSISTANT,
            )
        )
        self._sealers.pop(conversation_id, None)

    async def sealer(self, conversation_id: str) -> Sealer:
        """What opens and seals this conversation's texts; raises Unreadable once it is erased."""
        if conversation_id not in self._sealers:
            wrapped = await self._connection.scalar(
                select(table.c.wrapped_key).where(table.c.id == conversation_id)
            )
            if wrapped is None:
                raise Unreadable("this conversation was erased")
            self._sealers[conversation_id] = self._vault.open_key(wrapped, conversation_id)
        return self._sealers[conversation_id]

    async def _one(self, *conditions: ColumnElement[bool]) -> Conversation | None:
        query = select(table).where(*conditions).with_for_update()
        row = (await self._connection.execute(query)).mappings().one_or_none()
        return _conversation(row) if row else None


def _conversation(row: RowMapping) -> Conversation:
    return Conversation(
        id=row["id"],
        channel=row["channel"],
        address=row["address"],
        created_at=row["created_at"],
        handler=Handler(row["handler"]),
        **{name: row[name] for name in _KEPT if name != "handler"},
    )
