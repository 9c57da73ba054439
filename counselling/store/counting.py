"""The queries by which living conversations are counted; cells.py makes cells of their rows.

The database adds up as far as it can: a month may have 100,000 messages.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Integer,
    Select,
    and_,
    case,
    cast,
    distinct,
    extract,
    func,
    literal,
    or_,
    select,
    true,
)

from counselling.store.cells import OFFICE_TIME, midnight
from counselling.store.tables import conversation, feedback, message, outcome, ticket
from counselling.store.tables_case import closing, follow_up
from counselling.store.tables_referral import referral

_HOUR, _DAY = 3600, 86_400  # seconds
_EAST = int(OFFICE_TIME.utcoffset(None).total_seconds())
_NOTHING = literal("")
_HERS, _MINE = conversation.c.language, conversation.c.channel

_newest = (
    select(
        ticket.c.conversation_id,
        ticket.c.office,
        func.row_number()
        .over(partition_by=ticket.c.conversation_id, order_by=ticket.c.opened_at.desc())
        .label("place"),
    )
    .where(ticket.c.office.is_not(None))
    .subquery()
)
_OFFICE = func.coalesce(_newest.c.office, "")  # of the conversation


@dataclass(frozen=True)
class Scope:
    """Which conversations and days are counted: one conversation, or days in Viet Nam, or all."""

    conversation_id: str | None = None
    first: date | None = None
    last: date | None = None

    def of(self, columns: tuple[Any, ...], at: Column[Any]) -> Select[Any]:
        """Select ``columns`` of a table, its conversation, and that one's office.

        ``at``: the table's column that must be in scope.
        """
        rows = select(*columns).select_from(at.table)
        if "ticket_id" in at.table.c:
            rows = rows.join(ticket, ticket.c.id == at.table.c.ticket_id)
            rows = rows.join(conversation, conversation.c.id == ticket.c.conversation_id)
        elif at.table is not conversation:
            rows = rows.join(conversation, conversation.c.id == at.table.c.conversation_id)
        newest = and_(_newest.c.conversation_id == conversation.c.id, _newest.c.place == 1)
        mine = conversation.c.id == self.conversation_id if self.conversation_id else true()
        rows = rows.outerjoin(_newest, newest)
        return rows.where(conversation.c.erased_at.is_(None), mine, self._holds(at))

    def _holds(self, at: Column[Any]) -> ColumnElement[bool]:
        begun = at >= midnight(self.first) if self.first else true()
        return and_(begun, at < midnight(self.last + timedelta(days=1)) if self.last else true())

    def whole_months(self) -> "Scope":
        """The same from the first of the month on."""
        return Scope(self.conversation_id, self.first and self.first.replace(day=1), self.last)


def things(scope: Scope) -> Iterator[Select[Any]]:
    """Day, office, kind, channel, language, subject, result, and how many.

    Days are counted from 1970-01-01 in Viet Nam, as everywhere here.
    """
    yield _many(scope, conversation.c.created_at, "conversation", _HERS)
    told = (outcome.c.language, outcome.c.faq, outcome.c.decision)
    yield _many(scope, outcome.c.at, "question", *told)
    level = message.c.danger
    seen = _many(scope, message.c.at, "danger", _HERS, message.c.danger_category, level)
    yield seen.where(level != "none")
    said = case((feedback.c.helpful, "helpful"), else_="unhelpful")
    yield _many(scope, feedback.c.at, "feedback", feedback.c.language, feedback.c.faq, said)
    case_ = (_HERS, ticket.c.danger, ticket.c.state)
    yield _many(scope, ticket.c.opened_at, "case", *case_, office=_of(ticket))
    yield from _came_of(scope)


def _came_of(scope: Scope) -> Iterator[Select[Any]]:
    """What came of follow-ups and referrals: words of a list, none of their text."""
    found = follow_up.c.outcome
    done = _many(scope, follow_up.c.ended_at, "follow_up", _HERS, result=found, office=_of(ticket))
    yield done.where(found.is_not(None))
    became = func.coalesce(referral.c.result, referral.c.state)
    told = (referral.c.partner, became)
    yield _many(scope, referral.c.made_at, "referral", _HERS, *told, office=_of(ticket))


def hours(scope: Scope) -> Select[Any]:
    """Hour since 1970, office, and how many messages women wrote in it."""
    by = (_since_1970(message.c.at, _HOUR).label("hour"), _OFFICE)
    rows = scope.of((*by, func.count()), message.c.at)
    return rows.where(message.c.sender == "woman").group_by(*by)


def days_of_women(scope: Scope) -> Select[Any]:
    """Conversation, day on which she wrote, office, channel, language, country, province.

    Oldest first.
    """
    day = _since_1970(message.c.at, _DAY).label("day")
    where = (conversation.c.country, conversation.c.province)
    by = (conversation.c.id, day, _OFFICE, _MINE, _HERS, *where)
    rows = scope.of(by, message.c.at).where(message.c.sender == "woman")
    return rows.group_by(*by).order_by(day)


def sessions(scope: Scope) -> Select[Any]:
    """Day, office, and in how many conversations counsellors wrote at the desk."""
    by = (_since_1970(message.c.at, _DAY).label("day"), _OFFICE)
    rows = scope.of((*by, func.count(distinct(conversation.c.id))), message.c.at)
    at_the_desk = message.c.author_id.is_not(None)
    return rows.where(message.c.sender == "counsellor", at_the_desk).group_by(*by)


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
    return scope.of((ticket.c.opened_at, _of(ticket), first), ticket.c.opened_at)


def tickets_ended(scope: Scope) -> Select[Any]:
    """When each ended, its office, when it was opened, and what came of it, or how it ended."""
    how = func.coalesce(closing.c.outcome, ticket.c.state)
    columns = (ticket.c.ended_at, _of(ticket), ticket.c.opened_at, how)
    rows = scope.of(columns, ticket.c.ended_at).where(ticket.c.ended_at.is_not(None))
    return rows.outerjoin(closing, closing.c.ticket_id == ticket.c.id)


def _many(
    scope: Scope,
    at: Column[Any],
    kind: str,
    language: ColumnElement[Any],
    subject: ColumnElement[Any] = _NOTHING,
    result: ColumnElement[Any] = _NOTHING,
    *,
    office: ColumnElement[Any] = _OFFICE,
) -> Select[Any]:
    day = _since_1970(at, _DAY).label("day")
    columns = (day, office, literal(kind), _MINE, language, subject, result, func.count())
    by = [day, office, _MINE, *(c for c in (language, subject, result) if c is not _NOTHING)]
    return scope.of(columns, at).group_by(*by)


def _of(table: Any) -> ColumnElement[str]:
    return func.coalesce(table.c.office, "")


def _since_1970(at: Column[Any], unit: int) -> ColumnElement[int]:
    """How many days or hours (``unit``: their seconds) in Viet Nam since 1970-01-01 00:00."""
    # PostgreSQL's has fractions, and casting would round them up.
    return (cast(func.floor(extract("epoch", at)), Integer) + _EAST) // unit
