"""How many, never whose: counted from the living conversations, kept of the removed ones."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

from sqlalchemy import Select, and_, case, func, literal, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.store.case_counts import outcomes
from counselling.store.tables import (
    conversation,
    daily_count,
    feedback,
    message,
    outcome,
    ticket,
)
from counselling.store.tables_referral import referral

OFFICE_TIME = timezone(timedelta(hours=7))  # Viet Nam has one time zone and no summer time


@dataclass(frozen=True)
class Cell:
    """One thing that is counted. ``day``: in Viet Nam; ``language``: empty where not known.

    ==============  ======================  =========================
    kind            subject                 result
    ==============  ======================  =========================
    conversation    empty                   empty
    question        the entry, or empty     what the assistant did
    danger          the category            ``red`` or ``amber``
    feedback        the entry               ``helpful`` or ``unhelpful``
    case            danger, or empty        the ticket's state
    closing         empty                   what came of the ticket
    follow_up       empty                   what came of the follow-up
    referral        the partner agency      outcome or why declined, else its state
    ==============  ======================  =========================
    """

    day: date
    kind: str
    channel: str
    language: str
    subject: str
    result: str


class Counts:
    """Counts and keeps."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def keep(self, conversation_id: str) -> None:
        """Add what one conversation counts for to what is kept; before it is erased."""
        for cell, number in (await self._living(conversation_id)).items():
            same = and_(*(daily_count.c[name] == value for name, value in asdict(cell).items()))
            more = {"count": daily_count.c.count + number}
            done = await self._connection.execute(update(daily_count).where(same).values(more))
            if done.rowcount == 0:
                new = daily_count.insert().values(asdict(cell) | {"count": number})
                await self._connection.execute(new)

    async def between(self, first: date, last: date) -> Counter[Cell]:
        """What there was from day ``first`` to day ``last``, of living and of removed ones."""
        found = await self._living(None)
        query = select(daily_count).where(daily_count.c.day.between(first, last))
        for row in (await self._connection.execute(query)).mappings():
            found[Cell(**{name: row[name] for name in Cell.__dataclass_fields__})] += row["count"]
        return Counter({cell: n for cell, n in found.items() if first <= cell.day <= last})

    async def _living(self, conversation_id: str | None) -> Counter[Cell]:
        found: Counter[Cell] = Counter()
        for query in _queries():
            wanted = query.where(conversation.c.erased_at.is_(None))
            if conversation_id:
                wanted = wanted.where(conversation.c.id == conversation_id)
            for at, *rest in await self._connection.execute(wanted):
                found[Cell(_day(at), *(value or "" for value in rest))] += 1
        return found


def _day(at: datetime) -> date:
    return at.astimezone(OFFICE_TIME).date()


def _queries() -> Iterator[Select[Any]]:
    """When, kind, channel, language, subject, result; one row for each thing to count."""
    nothing = literal("")
    hers, mine = conversation.c.language, conversation.c.channel
    yield select(conversation.c.created_at, literal("conversation"), mine, hers, nothing, nothing)
    yield select(
        outcome.c.at, literal("question"), mine, outcome.c.language, outcome.c.faq,
        outcome.c.decision,
    ).join(conversation, conversation.c.id == outcome.c.conversation_id)  # fmt: skip
    yield (
        select(
            message.c.at, literal("danger"), mine, hers, message.c.danger_category,
            message.c.danger,
        )
        .join(conversation, conversation.c.id == message.c.conversation_id)
        .where(message.c.danger != "none")
    )  # fmt: skip
    said = case((feedback.c.helpful, "helpful"), else_="unhelpful")
    yield select(
        feedback.c.at, literal("feedback"), mine, feedback.c.language, feedback.c.faq, said
    ).join(conversation, conversation.c.id == feedback.c.conversation_id)
    yield select(
        ticket.c.opened_at, literal("case"), mine, hers, ticket.c.danger, ticket.c.state
    ).join(conversation, conversation.c.id == ticket.c.conversation_id)
    yield from outcomes()
    became = func.coalesce(referral.c.result, referral.c.state)
    yield select(
        referral.c.made_at, literal("referral"), mine, hers, referral.c.partner, became
    ).join(conversation, conversation.c.id == referral.c.conversation_id)
