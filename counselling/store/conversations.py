"""Conversations in the database, and the keys of their texts."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, Select, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.conversations import Conversation, Handler
from counselling.store.keys import KeyStore
from counselling.store.tables import conversation as table
from counselling.store.transactions import held
from counselling.store.vault import NoKey, Sealer, Vault

_KEPT = (
    "language", "language_chosen", "country", "province", "handler", "awaiting", "last_faq",
    "last_seq",
)  # fmt: skip


# Made once: building a statement takes as long as carrying it out.
_AT = select(table).where(
    table.c.channel == bindparam("channel"), table.c.address == bindparam("address")
)
_GET = select(table).where(table.c.id == bindparam("id"), table.c.erased_at.is_(None))
_SAVE = update(table).where(table.c.id == bindparam("its_id"))


class Conversations:
    """Find, add, save and erase conversations."""

    def __init__(self, connection: AsyncConnection, vault: Vault, keys: KeyStore) -> None:
        self._connection = connection
        self._vault = vault
        self._keys = keys
        self._sealers: dict[str, Sealer] = {}

    async def add(self, conversation: Conversation) -> None:
        """A new conversation, with a new key, which is on disk before the row is."""
        wrapped = self._vault.new_key(conversation.id)
        await self._keys.add(conversation.id, wrapped, at=conversation.created_at)
        await self._connection.execute(table.insert().values(asdict(conversation)))
        self._sealers[conversation.id] = self._vault.open_key(wrapped, conversation.id)

    async def at(self, channel: str, address: str) -> Conversation | None:
        """The conversation of a chat; whoever writes has it alone, where the database can."""
        return await self._one(_AT, {"channel": channel, "address": address})

    async def get(self, conversation_id: str) -> Conversation | None:
        """The conversation with this id, unless it was erased."""
        return await self._one(_GET, {"id": conversation_id})

    async def save(self, conversation: Conversation) -> None:
        """Write what may change."""
        values = {name: getattr(conversation, name) for name in _KEPT}
        await self._connection.execute(_SAVE, {"its_id": conversation.id, **values})

    async def mark_unreachable(self, conversation: Conversation, *, since: datetime | None) -> None:
        """Nothing can be delivered to its chat ``since`` then; None: it can."""
        await self._connection.execute(
            update(table).where(table.c.id == conversation.id).values(unreachable_since=since)
        )
        conversation.unreachable_since = since

    async def mark_elsewhere(self, conversation: Conversation, *, since: datetime | None) -> None:
        """Somebody wrote to her in the platform's own inbox then; None: nobody does."""
        await self._connection.execute(
            update(table).where(table.c.id == conversation.id).values(elsewhere_since=since)
        )
        conversation.elsewhere_since = since

    async def move(self, conversation: Conversation, channel: str, address: str) -> None:
        """Give the conversation another chat; the one it had is nobody's then."""
        await self._connection.execute(
            update(table)
            .where(table.c.id == conversation.id)
            .values(channel=channel, address=address)
        )
        conversation.channel, conversation.address = channel, address

    async def forget(self, conversation_id: str, *, at: datetime) -> None:
        """Destroy the key and cut the row loose from the chat it belonged to.

        The key is gone from here on, whatever becomes of this transaction: call it last.
        """
        await self._keys.destroy(conversation_id, at=at)
        await self.empty(conversation_id, at=at)

    async def empty(self, conversation_id: str, *, at: datetime) -> None:
        """Cut the row loose. Its key is to be destroyed once the transaction is through."""
        self._sealers.pop(conversation_id, None)
        await self._connection.execute(
            update(table)
            .where(table.c.id == conversation_id)
            .values(
                erased_at=at,
                address=f"erased:{conversation_id}",
                country=None,
                province=None,
                last_faq=None,
                awaiting=None,
                handler=Handler.ASSISTANT,
            )
        )

    async def sealer(self, conversation_id: str) -> Sealer:
        """What opens and seals this conversation's texts; raises NoKey once it is erased."""
        if conversation_id not in self._sealers:
            wrapped = await self._keys.get(conversation_id)
            if wrapped is None:
                raise NoKey("this conversation has no key: it was erased")
            self._sealers[conversation_id] = self._vault.open_key(wrapped, conversation_id)
        return self._sealers[conversation_id]

    async def has_key(self, conversation_id: str) -> bool:
        """Whether its texts can be opened: not if it came back from a backup without its key."""
        return await self._keys.get(conversation_id) is not None

    async def set_aside(self, conversation: Conversation) -> None:
        """Cut one without a key loose from its chat, so that the chat can go on anew."""
        await self._connection.execute(
            update(table)
            .where(table.c.id == conversation.id)
            .values(address=f"no-key:{conversation.id}")
        )

    async def ids(self, *, erased: bool) -> set[str]:
        """The ids of all conversations that were, or were not, erased."""
        state = table.c.erased_at.is_not(None) if erased else table.c.erased_at.is_(None)
        return set(await self._connection.scalars(select(table.c.id).where(state)))

    async def _one(self, which: Select[Any], given: dict[str, str]) -> Conversation | None:
        query = held(self._connection, which)
        row = (await self._connection.execute(query, given)).mappings().one_or_none()
        return _conversation(row) if row else None


def _conversation(row: RowMapping) -> Conversation:
    return Conversation(
        id=row["id"],
        channel=row["channel"],
        address=row["address"],
        created_at=row["created_at"],
        handler=Handler(row["handler"]),
        unreachable_since=row["unreachable_since"],
        elsewhere_since=row["elsewhere_since"],
        **{name: row[name] for name in _KEPT if name != "handler"},
    )
