"""What of a conversation has not arrived yet, as the outbox knows it, and what became of hers."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import and_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.assistant import Decision
from counselling.conversations import Language, Sender
from counselling.store.conversations import Conversations
from counselling.store.tables import message, outbox, outcome
from counselling.store.unanswered import place
from counselling.store.vault import NoKey


class OnItsWay(NamedTuple):
    """A message that its channel has not taken: see the table ``outbox``."""

    seq: int
    state: str
    attempts: int
    not_before: datetime
    sender: Sender = Sender.COUNSELLOR


class Made(NamedTuple):
    """What the assistant made of message ``seq``: entries, the best first."""

    seq: int
    typed: bool
    decision: Decision
    language: Language
    faq: str | None
    candidates: tuple[str, ...]


class Deliveries:
    """Reads for the transcript what other shelves write."""

    def __init__(self, connection: AsyncConnection, conversations: Conversations) -> None:
        self._connection = connection
        self._conversations = conversations

    async def on_their_way(self, conversation_id: str) -> list[OnItsWay]:
        """The messages that have not arrived."""
        its = outbox.c.conversation_id == message.c.conversation_id, outbox.c.seq == message.c.seq
        query = (
            select(*(outbox.c[name] for name in OnItsWay._fields[:-1]), message.c.sender)
            .join(message, and_(*its))
            .where(outbox.c.conversation_id == conversation_id)
        )
        rows = await self._connection.execute(query)
        return [OnItsWay(*row)._replace(sender=Sender(row.sender)) for row in rows]

    async def made_of(self, conversation_id: str, after: int = 0) -> Mapping[int, Made]:
        """What the assistant made of each message numbered above ``after``, by its number."""
        query = select(outcome).where(
            outcome.c.conversation_id == conversation_id, outcome.c.seq > after
        )
        rows = (await self._connection.execute(query)).mappings().all()
        try:
            sealer = rows and await self._conversations.sealer(conversation_id)
        except NoKey:
            return {}
        return {
            row["seq"]: Made(
                row["seq"],
                row["typed"],
                Decision(row["decision"]),
                row["language"],
                row["faq"],
                tuple(sealer.open(row["sealed"], place(row["seq"])).split()),
            )
            for row in rows
            if sealer
        }
