"""Drafts in the database: one for each conversation and author, sealed with its key."""

from datetime import datetime

from sqlalchemy import ColumnElement, delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store.conversations import Conversations
from counselling.store.tables_talk import draft as table
from counselling.store.vault import NoKey


class Drafts:
    """Keep, find and erase what was begun."""

    def __init__(self, connection: AsyncConnection, conversations: Conversations) -> None:
        self._connection = connection
        self._conversations = conversations

    async def keep(self, conversation_id: str, author_id: str, text: str, *, at: datetime) -> None:
        """Keep ``text`` in place of what was kept before."""
        await self.drop(conversation_id, author_id)
        sealer = await self._conversations.sealer(conversation_id)
        await self._connection.execute(
            insert(table).values(
                conversation_id=conversation_id,
                author_id=author_id,
                sealed=sealer.seal(text, place(author_id)),
                at=at,
            )
        )

    async def of(self, conversation_id: str, author_id: str) -> str:
        """What the author has begun; "" if nothing, or nothing that can be opened."""
        sealed = await self._connection.scalar(
            select(table.c.sealed).where(*_its(conversation_id, author_id))
        )
        if sealed is None:
            return ""
        try:
            sealer = await self._conversations.sealer(conversation_id)
        except NoKey:
            return ""
        return sealer.open(sealed, place(author_id))

    async def drop(self, conversation_id: str, author_id: str) -> None:
        """It was sent, or thrown away."""
        await self._connection.execute(delete(table).where(*_its(conversation_id, author_id)))

    async def erase(self, conversation_id: str) -> None:
        """Delete all drafts of a conversation."""
        await self._connection.execute(
            delete(table).where(table.c.conversation_id == conversation_id)
        )


def place(author_id: str) -> str:
    """Where an author's draft is sealed to."""
    return f"draft {author_id}"


def _its(conversation_id: str, author_id: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return table.c.conversation_id == conversation_id, table.c.author_id == author_id
