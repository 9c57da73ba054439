"""The queries by which living conversations are counted; cells.py makes cells of their rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Select,
    and_,
    case,
    cast,
    extract,
    func,
    literal,
    or_,
    select,
    true,
)

from counselling.store.cells import OFFICE_TIME, Written, midnight
from counselling.store.tables import conversation, feedback, message, outcome, ticket

_HOUR = 3600  # seconds
_EAST = int(OFFICE_TIME.utcoffset(None).total_seconds())
_EPOCH = date(1970, 1, 1)
_NOTHING = literal("")
_WHOSE, _HERS, _MINE = conversation.c.id, conversation.c.language, conversation.c.channel


@dataclass(frozen=True)
class Scope:
    """Which conversations and days are counted: one conversation, or days in Viet Nam, or all."""

    conversation_id: str | None = None
    first: date | None = None
    last: date | None = None

    def of(self, columns: tuple[Any, ...], at: Any, table: FromClause) -> Select[Any]:
        """Select ``columns`` of ``table`` joined to its conversation, where ``at`` is in scope."""
        rows = select(*columns)
        if table is not conversation:
            rows = rows.join(conversation, conversation.c.id == table.c.conversation_id)
        mine = conversation.c.id == self.conversation_id if self.conversation_id else true()
        return rows.where(conversation.c.erased_at.is_(None), mine, self._holds(at))

    def _holds(self, at: Any) -> ColumnElement[bool]:
        begun = at >= midnight(self.first) if self.first else true()
        return and_(begun, at < midnight(self.last + timedelta(days=1)) if self.last else true())

    def whole_months(self) -> "Scope":
        """The same from the first of the month on."""
        return Scope(self.conversation_id, self.first and self.first.replace(day=1), self.last)


def things(scope: Scope) -> Iterator[Select[Any]]:
    """When, conversation, kind, channel, language, subject, result; a row for each thing."""
    at: Any = conversation.c.created_at
    new = (at, _WHOSE, literal("conversation"), _MINE, _HERS, _NOTHING, _NOTHING)
    yield scope.of(new, at, conversation)
    at, done = outcome.c.at, outcome.c.decision
    told = (at, _WHOSE, literal("question"), _MINE, outcome.c.language, outcome.c.faq, done)
    yield scope.of(told, at, outcome)
    at, level = message.c.at, message.c.danger
    seen = (at, _WHOSE, literal("danger"), _MINE, _HERS, message.c.danger_category, level)
    yield scope.of(seen, at, message).where(level != "none")
    at, said = feedback.c.at, case((feedback.c.helpful, "helpful"), else_="unhelpful")
    word = (at, _WHOSE, literal("feedback"), _MINE, feedback.c.language, feedback.c.faq, said)
    yield scope.of(word, at, feedback)
    at, state = ticket.c.opened_at, ticket.c.state
    yield scope.of((at, _WHOSE, literal("case"), _MINE, _HERS, ticket.c.danger, state), at, ticket)


def offices(scope: Scope) -> Select[Any]:
    """Conversation and office of every ticket that has one, the newest last."""
    mine = ticket.c.conversation_id == scope.conversation_id if scope.conversation_id else true()
    rows = select(ticket.c.conversation_id, ticket.c.office)
    return rows.where(ticket.c.office.is_not(None), mine).order_by(ticket.c.opened_at)


def tickets_opened(scope: Scope) -> Select[Any]:
    """When each was opened, its office, and when a counsellor first wrote to her while it ran."""
    first = (
        select(func.min(message.c.at))
        .where(
            message.c.conversation_id == ticket.c.conversation_id,
            message.c.sender == "counsellor",
            message.c.at >= ticket.c.opened_at,
            or_(ticket.c.ended_at.is_(None), message.c.at <= ticket.c.ended_at),
        )
        .correlate(ticket)
        .scalar_subquery()
    )
    return scope.of((ticket.c.opened_at, ticket.c.office, first), ticket.c.opened_at, ticket)


def tickets_ended(scope: Scope) -> Select[Any]:
    """When each ended, its office, when it was opened, and how it ended."""
    columns = (ticket.c.ended_at, ticket.c.office, ticket.c.opened_at, ticket.c.state)
    return scope.of(columns, ticket.c.ended_at, ticket).where(ticket.c.ended_at.is_not(None))


def hours_written(scope: Scope, sender: str) -> Select[Any]:
    """Each conversation's hours in which ``sender`` wrote, in the order of time (``written``)."""
    seconds = cast(extract("epoch", message.c.at), Integer) + _EAST
    hour = (seconds // _HOUR).label("hour")
    whose = (_WHOSE, _MINE, _HERS, conversation.c.country)
    rows = scope.of((*whose, hour, func.count()), message.c.at, message)
    return rows.where(message.c.sender == sender).group_by(*whose, hour).order_by(hour)


def written(row: Any) -> Written:
    """A row of ``hours_written``; its hours are counted from 1970-01-01 00:00 in Viet Nam."""
    conversation_id, channel, language, country, hours, count = row
    days, hour = divmod(int(hours), 24)
    day = _EPOCH + timedelta(days=days)
    return Written(conversation_id, channel, language or "", country or "", day, hour, count)
