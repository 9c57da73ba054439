"""What the assistant did with each message of hers, and what she said of it afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import RowMapping, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.assistant import Decision
from counselling.conversations import Language
from counselling.store.conversations import Conversations
from counselling.store.messages import Messages
from counselling.store.tables import feedback, outcome
from counselling.store.unanswered import Unanswered, place, unanswered

_ADD = outcome.insert()
_LOOK_BACK = 20  # turns in which the question must lie that she speaks of
_ANSWERED = (Decision.ANSWER, Decision.CLARIFY)


@dataclass(frozen=True)
class Outcome:
    """What became of message ``seq``; ``typed`` is False for a tap.

    ``candidates`` are entries, best first; ``about`` is the number of the question that she says
    with this message was not understood.
    """

    conversation_id: str
    seq: int
    typed: bool
    decision: Decision
    language: Language
    at: datetime
    faq: str | None = None
    candidates: tuple[str, ...] = ()
    about: int | None = None


@dataclass(frozen=True)
class Feedback:
    """Her last word on whether the entry ``faq`` helped; ``about``: the question it answered."""

    conversation_id: str
    faq: str
    language: Language
    helpful: bool
    at: datetime
    about: int | None = None


class Outcomes:
    """Add and look through outcomes and feedback."""

    def __init__(
        self, connection: AsyncConnection, conversations: Conversations, messages: Messages
    ) -> None:
        self._connection = connection
        self._conversations = conversations
        self._messages = messages

    async def add(self, new: Outcome) -> None:
        """Note what became of a message."""
        sealer = await self._conversations.sealer(new.conversation_id)
        await self._connection.execute(
            _ADD,
            {
                "conversation_id": new.conversation_id,
                "seq": new.seq,
                "typed": new.typed,
                "decision": new.decision,
                "faq": new.faq,
                "language": new.language,
                "sealed": sealer.seal(" ".join(new.candidates), place(new.seq)),
                "about": new.about,
                "at": new.at,
            },
        )

    async def say(self, new: Feedback) -> None:
        """Note whether an answer helped; a later word replaces an earlier one."""
        same = (
            feedback.c.conversation_id == new.conversation_id,
            feedback.c.faq == new.faq,
        )
        await self._connection.execute(delete(feedback).where(*same))
        await self._connection.execute(
            feedback.insert().values(
                conversation_id=new.conversation_id,
                faq=new.faq,
                language=new.language,
                helpful=new.helpful,
                about=new.about,
                at=new.at,
            )
        )

    async def said(self, conversation_id: str) -> list[Feedback]:
        """What she said of each entry, oldest first."""
        query = (
            select(feedback)
            .where(feedback.c.conversation_id == conversation_id)
            .order_by(feedback.c.at)
        )
        return [Feedback(**row) for row in (await self._connection.execute(query)).mappings()]

    async def question_before(
        self, conversation_id: str, seq: int, *, faq: str | None = None
    ) -> int | None:
        """The number of the question she speaks of in message ``seq``.

        That is the one the entry ``faq`` answered, or else her last one; if she came to it by
        choosing from what was asked back, the words that were asked back.
        """
        query = (
            select(outcome.c.seq, outcome.c.typed, outcome.c.decision, outcome.c.faq)
            .where(outcome.c.conversation_id == conversation_id, outcome.c.seq < seq)
            .order_by(outcome.c.seq.desc())
            .limit(_LOOK_BACK)
        )
        rows = (await self._connection.execute(query)).mappings().all()
        if faq is None:
            rows = rows if rows and rows[0]["decision"] in _ANSWERED else []
        else:
            first = (n for n, row in enumerate(rows) if _answers(row, faq))
            rows = rows[next(first, len(rows)) :]
        return _question(rows)

    async def erase(self, conversation_id: str) -> None:
        """Forget all outcomes and feedback of a conversation."""
        for table in (outcome, feedback):
            await self._connection.execute(
                delete(table).where(table.c.conversation_id == conversation_id)
            )

    async def unanswered(self, since: datetime) -> list[Unanswered]:
        """The questions that the set did not answer, from ``since`` on, oldest first.

        Each once, whatever she said of it; texts are opened in memory only.
        """
        return await unanswered(self._connection, self._conversations, self._messages, since)


def _answers(row: RowMapping, faq: str) -> bool:
    return bool(row["faq"] == faq and row["decision"] == Decision.ANSWER)


def _question(rows: Sequence[RowMapping]) -> int | None:
    """The question at the head of ``rows`` (newest first), or what a tap there chose from."""
    if not rows:
        return None
    head, *older = rows
    asked_back = older and older[0]["typed"] and older[0]["decision"] == Decision.CLARIFY
    return int(older[0]["seq"] if asked_back and not head["typed"] else head["seq"])
