"""Internal notes in the database, sealed with their conversation's key."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store.conversations import Conversations
from counselling.store.tables import staff
from counselling.store.tables_talk import case_note as table
from counselling.store.vault import NoKey


class NoteKind(StrEnum):
    """What a note was written for."""

    NOTE = "note"
    PASSED_ON = "passed_on"
    SUPERVISOR = "supervisor"


@dataclass(frozen=True)
class CaseNote:
    """A word among the staff that she never sees; ``author`` is a name."""

    id: str
    author_id: str
    author: str
    kind: NoteKind
    text: str
    at: datetime


class CaseNotes:
    """Add, read and erase notes."""

    def __init__(self, connection: AsyncConnection, conversations: Conversations) -> None:
        self._connection = connection
        self._conversations = conversations

    async def add(
        self,
        conversation_id: str,
        note_id: str,
        author_id: str,
        text: str,
        kind: NoteKind,
        *,
        at: datetime,
    ) -> None:
        """Keep a note under ``note_id`` (32 hex digits); the database refuses one that exists."""
        sealer = await self._conversations.sealer(conversation_id)
        await self._connection.execute(
            insert(table).values(
                id=note_id,
                conversation_id=conversation_id,
                author_id=author_id,
                kind=kind,
                sealed=sealer.seal(text, place(note_id)),
                at=at,
            )
        )

    async def has(self, note_id: str) -> bool:
        """Whether there is a note with this id."""
        return await self._connection.scalar(select(table.c.id).where(table.c.id == note_id)) == (
            note_id
        )

    async def of(self, conversation_id: str, *, since: datetime | None = None) -> list[CaseNote]:
        """A conversation's notes, from ``since`` on, oldest first; none once it has no key."""
        author = func.coalesce(staff.c.name, "").label("author")
        query = (
            select(table, author)
            .outerjoin(staff, staff.c.id == table.c.author_id)
            .where(table.c.conversation_id == conversation_id)
            .order_by(table.c.at, table.c.id)
        )
        if since:
            query = query.where(table.c.at >= since)
        rows = (await self._connection.execute(query)).mappings().all()
        try:
            sealer = rows and await self._conversations.sealer(conversation_id)
        except NoKey:
            return []
        return [
            CaseNote(
                row["id"],
                row["author_id"],
                row["author"],
                NoteKind(row["kind"]),
                sealer.open(row["sealed"], place(row["id"])),
                row["at"],
            )
            for row in rows
            if sealer
        ]

    async def erase(self, conversation_id: str) -> None:
        """Delete every note of a conversation."""
        await self._connection.execute(
            delete(table).where(table.c.conversation_id == conversation_id)
        )


def place(note_id: str) -> str:
    """Where the text of a note is sealed to."""
    return f"note {note_id}"
