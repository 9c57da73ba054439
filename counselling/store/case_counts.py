"""What came of tickets and of follow-ups, to be counted as counts.py does; none of their text."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, literal, select

from counselling.store.tables import conversation, ticket
from counselling.store.tables_case import closing, follow_up


def outcomes() -> Iterator[Select[Any]]:
    """When, kind, channel, language, subject (empty), outcome; one row for each."""
    for kind, table, at in (
        ("closing", closing, closing.c.at),
        ("follow_up", follow_up, follow_up.c.ended_at),
    ):
        yield (
            select(
                at, literal(kind), conversation.c.channel, conversation.c.language, literal(""),
                table.c.outcome,
            )
            .join_from(table, ticket, ticket.c.id == table.c.ticket_id)
            .join(conversation, conversation.c.id == ticket.c.conversation_id)
            .where(table.c.outcome.is_not(None))
        )  # fmt: skip
