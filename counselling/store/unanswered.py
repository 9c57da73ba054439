"""The questions that the set did not answer, found among the outcomes and the feedback."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import RowMapping, Select, and_, case, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.assistant import Decision
from counselling.conversations import Language
from counselling.store.conversations import Conversations
from counselling.store.messages import Messages
from counselling.store.tables import feedback, outcome

Why = Literal["fallback", "not_meant", "unhelpful"]


@dataclass(frozen=True)
class Unanswered:
    """A question the set did not answer: nothing fitted, not what she meant, or no help.

    ``text`` is what she typed, or the title she tapped where she only tapped; ``at`` is when it
    showed.
    """

    text: str
    language: Language
    why: Why
    decision: str
    faq: str | None
    candidates: tuple[str, ...]
    at: datetime


async def unanswered(
    connection: AsyncConnection, conversations: Conversations, messages: Messages, since: datetime
) -> list[Unanswered]:
    """Those that showed from ``since`` on, oldest first, each question once."""
    rows = [
        *(await connection.execute(_not_understood(since))).mappings(),
        *(await connection.execute(_unhelpful(since))).mappings(),
    ]
    rows.sort(key=lambda row: row["shown_at"])
    found = []
    for row in {(row["conversation_id"], row["seq"]): row for row in rows}.values():
        message = await messages.get(row["conversation_id"], row["seq"])
        if message:
            sealer = await conversations.sealer(row["conversation_id"])
            candidates = sealer.open(row["sealed"], place(row["seq"]))
            found.append(_unanswered(row, message.text, tuple(candidates.split())))
    return found


def place(seq: int) -> str:
    """What the candidates of message ``seq`` are sealed to."""
    return f"outcome {seq}"


def _unanswered(row: RowMapping, text: str, candidates: tuple[str, ...]) -> Unanswered:
    return Unanswered(
        text=text,
        language=row["language"],
        why=row["why"],
        decision=row["decision"],
        faq=row["shown_faq"],
        candidates=candidates,
        at=row["shown_at"],
    )


def _not_understood(since: datetime) -> Select[Any]:
    """Questions that got "we do not know", or of which she said that the answer was not meant."""
    told = outcome.alias("told")
    nothing_fits = and_(told.c.decision == Decision.FALLBACK, told.c.typed)
    return (
        select(
            outcome,
            told.c.at.label("shown_at"),
            outcome.c.faq.label("shown_faq"),
            case((told.c.about.is_(None), "fallback"), else_="not_meant").label("why"),
        )
        .join(
            told,
            and_(
                told.c.conversation_id == outcome.c.conversation_id,
                func.coalesce(told.c.about, told.c.seq) == outcome.c.seq,
            ),
        )
        .where(told.c.at >= since, or_(nothing_fits, told.c.about.is_not(None)))
    )


def _unhelpful(since: datetime) -> Select[Any]:
    """Questions whose answer she found no help."""
    return (
        select(
            outcome,
            feedback.c.at.label("shown_at"),
            feedback.c.faq.label("shown_faq"),
            literal("unhelpful").label("why"),
        )
        .join(
            feedback,
            and_(
                feedback.c.conversation_id == outcome.c.conversation_id,
                feedback.c.about == outcome.c.seq,
            ),
        )
        .where(feedback.c.at >= since, feedback.c.helpful.is_(False))
    )
