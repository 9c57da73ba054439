"""Return codes, code words and wishes in the database."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store.tables_hers import return_code, wish


@dataclass(frozen=True)
class CodeRow:
    """A live return code, and how often a wrong word was tried with it."""

    code_hash: str
    conversation_id: str
    wrong_words: int
    rests_until: datetime | None


@dataclass(frozen=True)
class Wish:
    """What she set for a conversation; None is not set."""

    word_hash: str | None = None
    safe_contact: str | None = None
    clears_daily: bool | None = None


class Hers:
    """What she keeps and wishes, by conversation."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def code(self, code_hash: str) -> CodeRow | None:
        """The live code with this hash."""
        query = select(return_code).where(return_code.c.code_hash == code_hash)
        row = (await self._connection.execute(query)).mappings().one_or_none()
        return CodeRow(**row) if row else None

    async def has_code(self, conversation_id: str) -> bool:
        """Whether a code leads to this conversation."""
        query = select(return_code.c.code_hash).where(
            return_code.c.conversation_id == conversation_id
        )
        return await self._connection.scalar(query.limit(1)) is not None

    async def add_code(self, conversation_id: str, code_hash: str) -> None:
        """A new code for the conversation."""
        await self._connection.execute(
            insert(return_code).values(
                code_hash=code_hash, conversation_id=conversation_id, wrong_words=0
            )
        )

    async def drop_codes(self, conversation_id: str) -> None:
        """No code leads to this conversation any more."""
        await self._connection.execute(
            delete(return_code).where(return_code.c.conversation_id == conversation_id)
        )

    async def count_words(
        self, code_hash: str, *, wrong: int, rests_until: datetime | None
    ) -> None:
        """Note how often a wrong word was tried, and until when the code rests."""
        await self._connection.execute(
            update(return_code)
            .where(return_code.c.code_hash == code_hash)
            .values(wrong_words=wrong, rests_until=rests_until)
        )

    async def wish(self, conversation_id: str) -> Wish:
        """What she set for this conversation."""
        query = select(wish.c.word_hash, wish.c.safe_contact, wish.c.clears_daily).where(
            wish.c.conversation_id == conversation_id
        )
        row = (await self._connection.execute(query)).mappings().one_or_none()
        return Wish(**row) if row else Wish()

    async def set_word(self, conversation_id: str, word_hash: str | None) -> None:
        """Set or drop the code word."""
        await self._set(conversation_id, word_hash=word_hash)

    async def set_safe_contact(self, conversation_id: str, when: str | None) -> None:
        """Set when the office may write first."""
        await self._set(conversation_id, safe_contact=when)

    async def set_clears_daily(self, conversation_id: str, *, clears: bool) -> None:
        """Set whether her chat is emptied each day."""
        await self._set(conversation_id, clears_daily=clears)

    async def erase(self, conversation_id: str) -> None:
        """Forget all of it."""
        for table in (return_code, wish):
            await self._connection.execute(
                delete(table).where(table.c.conversation_id == conversation_id)
            )

    async def _set(self, conversation_id: str, **values: Any) -> None:
        mine = wish.c.conversation_id == conversation_id
        changed = await self._connection.execute(update(wish).where(mine).values(values))
        if not changed.rowcount:
            values["conversation_id"] = conversation_id
            await self._connection.execute(insert(wish).values(values))
