"""Messages in the database: texts and choices sealed with their conversation's key."""

import json
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Integer, RowMapping, Select, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.conversations import Choice, Message, Sender
from counselling.store.conversations import Conversations
from counselling.store.tables import message as table
from counselling.store.vault import NoKey, Sealer

# Made once: building a statement takes as long as carrying it out.
_HERS = table.c.conversation_id == bindparam("its")
_ADD = table.insert()
_SEQ_OF = select(table.c.seq).where(
    _HERS, table.c.sender == bindparam("sender"), table.c.external_id == bindparam("external_id")
)
_MOST = bindparam("most", type_=Integer)
_LAST = select(table).where(_HERS).order_by(table.c.seq.desc()).limit(_MOST)
_AFTER = (
    select(table).where(_HERS, table.c.seq > bindparam("seq")).order_by(table.c.seq).limit(_MOST)
)
_NEXT_DUE = select(table).where(_HERS, table.c.turn_due).order_by(table.c.seq).limit(1)
_TAKEN = (
    update(table)
    .where(_HERS, table.c.seq == bindparam("its_seq"), table.c.turn_due)
    .values(turn_due=False)
)


class Messages:
    """Add and read messages."""

    def __init__(self, connection: AsyncConnection, conversations: Conversations) -> None:
        self._connection = connection
        self._conversations = conversations

    async def add(
        self,
        message: Message,
        *,
        external_id: str | None = None,
        author_id: str | None = None,
        turn_due: bool = False,
    ) -> None:
        """Store a message; ``turn_due`` if the assistant still has to deal with it."""
        sealer = await self._conversations.sealer(message.conversation_id)
        await self._connection.execute(
            _ADD,
            {
                "conversation_id": message.conversation_id,
                "seq": message.seq,
                "sender": message.sender,
                "external_id": external_id,
                "sealed": _seal(sealer, message),
                "faq": message.faq,
                "danger": message.danger,
                "danger_category": message.danger_category,
                "at": message.at,
                "author_id": author_id,
                "turn_due": turn_due,
            },
        )

    async def seq_of(self, conversation_id: str, sender: Sender, external_id: str) -> int | None:
        """The number of the message that came in under this id before, if one did."""
        named = {"its": conversation_id, "sender": sender, "external_id": external_id}
        seq: int | None = await self._connection.scalar(_SEQ_OF, named)
        return seq

    async def get(self, conversation_id: str, seq: int) -> Message | None:
        """One message, unless it was erased."""
        query = select(table).where(table.c.conversation_id == conversation_id, table.c.seq == seq)
        found = await self._read(conversation_id, query)
        return found[0] if found else None

    async def after(self, conversation_id: str, seq: int, *, most: int = 1000) -> list[Message]:
        """The first ``most`` messages with a higher number than ``seq``, in order."""
        return await self._read(conversation_id, _AFTER, {"seq": seq, "most": most})

    async def last(self, conversation_id: str, count: int) -> list[Message]:
        """The last ``count`` messages, in order."""
        newest_first = await self._read(conversation_id, _LAST, {"most": count})
        return newest_first[::-1]

    async def before(self, conversation_id: str, seq: int, count: int) -> list[Message]:
        """The last ``count`` messages with a lower number than ``seq``, in order."""
        newest_first = await self._read(
            conversation_id,
            select(table)
            .where(table.c.conversation_id == conversation_id, table.c.seq < seq)
            .order_by(table.c.seq.desc())
            .limit(count),
        )
        return newest_first[::-1]

    async def last_heard(self, conversation_id: str) -> datetime | None:
        """When she last wrote or tapped."""
        hers = (table.c.conversation_id == conversation_id, table.c.sender == Sender.WOMAN)
        query = select(table.c.at).where(*hers).order_by(table.c.seq.desc()).limit(1)
        found: datetime | None = await self._connection.scalar(query)
        return found

    async def next_due(self, conversation_id: str) -> Message | None:
        """The oldest message the assistant has not dealt with."""
        due = await self._read(conversation_id, _NEXT_DUE)
        return due[0] if due else None

    async def with_turns_due(self) -> list[str]:
        """The conversations that wait for the assistant."""
        query = select(table.c.conversation_id).where(table.c.turn_due).distinct()
        return list((await self._connection.execute(query)).scalars())

    async def turn_taken(self, conversation_id: str, seq: int) -> bool:
        """Mark a message as dealt with; False if it already was, or is gone."""
        done = await self._connection.execute(_TAKEN, {"its": conversation_id, "its_seq": seq})
        return done.rowcount == 1

    async def drop_turns(self, conversation_id: str) -> None:
        """A person has the conversation: the assistant owes nothing any more."""
        await self._connection.execute(
            update(table)
            .where(table.c.conversation_id == conversation_id, table.c.turn_due)
            .values(turn_due=False)
        )

    async def erase(self, conversation_id: str) -> None:
        """Delete every message of a conversation."""
        await self._connection.execute(
            delete(table).where(table.c.conversation_id == conversation_id)
        )

    async def _read(
        self,
        conversation_id: str,
        query: Select[Any],
        more: Mapping[str, int] = MappingProxyType({}),
    ) -> list[Message]:
        given = {"its": conversation_id, **more}
        rows = (await self._connection.execute(query, given)).mappings().all()
        if not rows:
            return []
        try:
            sealer = await self._conversations.sealer(conversation_id)
        except NoKey:  # restored without its key: what is left cannot be shown to anybody
            return []
        return [_message(sealer, row) for row in rows]


def place(seq: int) -> str:
    """Where the text of message ``seq`` is sealed to."""
    return f"message {seq}"


def _seal(sealer: Sealer, message: Message) -> bytes:
    body = {
        "text": message.text,
        "choices": [[choice.id, choice.label] for choice in message.choices],
        "choice": message.choice,
    }
    return sealer.seal(json.dumps(body, ensure_ascii=False), place(message.seq))


def _message(sealer: Sealer, row: RowMapping) -> Message:
    body = json.loads(sealer.open(row["sealed"], place(row["seq"])))
    return Message(
        conversation_id=row["conversation_id"],
        seq=row["seq"],
        sender=Sender(row["sender"]),
        text=body["text"],
        at=row["at"],
        choices=tuple(Choice(*pair) for pair in body["choices"]),
        choice=body["choice"],
        faq=row["faq"],
        danger=row["danger"],
        danger_category=row["danger_category"],
    )
