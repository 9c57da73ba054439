"""Attachments in the database: names, kinds and bytes sealed, only their sizes in the clear."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import RowMapping, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.attachments.attachment import Attachment
from counselling.attachments.kinds import Kind
from counselling.store.conversations import Conversations
from counselling.store.parts import SealedParts, open_parts
from counselling.store.tables_attachments import attachment as table
from counselling.store.tables_attachments import attachment_part as part_table
from counselling.store.vault import NoKey, Sealer


@dataclass(frozen=True)
class Kept:
    """How many attachments a conversation has, and how many bytes they are together."""

    count: int
    size: int


class Attachments:
    """Add, read and erase attachments."""

    def __init__(self, connection: AsyncConnection, conversations: Conversations) -> None:
        self._connection = connection
        self._conversations = conversations

    async def add(self, conversation_id: str, attachment: Attachment, sealed: SealedParts) -> None:
        """Keep an attachment with its bytes."""
        sealer = await self._conversations.sealer(conversation_id)
        body = {
            "name": attachment.name,
            "kind": attachment.kind,
            "shown": attachment.shown,
            "key": sealed.key.hex(),
        }
        await self._connection.execute(
            insert(table).values(
                id=sealed.id,
                conversation_id=conversation_id,
                seq=attachment.seq,
                size=attachment.size,
                parts=len(sealed.parts),
                sealed=sealer.seal(json.dumps(body), place(sealed.id)),
            )
        )
        rows = [
            {"attachment_id": sealed.id, "number": number, "sealed": part}
            for number, part in enumerate(sealed.parts)
        ]
        await self._connection.execute(insert(part_table), rows)

    async def kept(self, conversation_id: str) -> Kept:
        """How much a conversation has already."""
        query = select(func.count(), func.coalesce(func.sum(table.c.size), 0)).where(
            table.c.conversation_id == conversation_id
        )
        return Kept(*(await self._connection.execute(query)).one())

    async def of(self, conversation_id: str) -> list[Attachment]:
        """All of a conversation, in order, without their bytes; none once it has no key."""
        query = select(table).where(table.c.conversation_id == conversation_id)
        rows = (await self._connection.execute(query.order_by(table.c.seq))).mappings().all()
        try:
            sealer = rows and await self._conversations.sealer(conversation_id)
        except NoKey:
            return []
        return [_attachment(row, _body(sealer, row)) for row in rows] if sealer else []

    async def open(self, conversation_id: str, seq: int) -> tuple[Attachment, bytes] | None:
        """The attachment of message ``seq`` with its bytes; None if there is none.

        Raises Unreadable.
        """
        query = select(table).where(table.c.conversation_id == conversation_id, table.c.seq == seq)
        row = (await self._connection.execute(query)).mappings().one_or_none()
        if row is None or not await self._conversations.has_key(conversation_id):
            return None
        body = _body(await self._conversations.sealer(conversation_id), row)
        parts = await self._connection.scalars(
            select(part_table.c.sealed)
            .where(part_table.c.attachment_id == row["id"])
            .order_by(part_table.c.number)
        )
        return _attachment(row, body), open_parts(row["id"], bytes.fromhex(body["key"]), [*parts])

    async def erase(self, conversation_id: str) -> int:
        """Delete all of a conversation; how many there were."""
        its = select(table.c.id).where(table.c.conversation_id == conversation_id)
        await self._connection.execute(
            delete(part_table).where(part_table.c.attachment_id.in_(its))
        )
        done = await self._connection.execute(
            delete(table).where(table.c.conversation_id == conversation_id)
        )
        return done.rowcount


def place(attachment_id: str) -> str:
    """Where name, kind and key of an attachment are sealed to."""
    return f"attachment {attachment_id}"


def _body(sealer: Sealer, row: RowMapping) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(sealer.open(row["sealed"], place(row["id"])))
    return body


def _attachment(row: RowMapping, body: dict[str, Any]) -> Attachment:
    return Attachment(
        seq=row["seq"],
        kind=Kind(body["kind"]),
        name=body["name"],
        size=row["size"],
        shown=body["shown"],
    )
