"""One line of the queue in the database: a ticket, its conversation, and how long she waits.

What is asked of the messages goes by their index on conversation, sender and number, so that a long
conversation costs no more than a short one.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    RowMapping,
    ScalarSelect,
    Select,
    and_,
    func,
    or_,
    select,
    true,
)

from counselling.conversations import Country, Handler, Language
from counselling.permissions import User
from counselling.store.tables import conversation, message, staff, ticket
from counselling.store.tables_case import follow_up
from counselling.tickets.states import TicketState
from counselling.tickets.ticket import Priority


@dataclass(frozen=True)
class QueueRow:
    """One line of the desk's queue. ``waiting_*``: hers since a counsellor last wrote.

    ``answered_at``: when a counsellor last wrote to her, in an earlier ticket perhaps.
    ``follow_up``: the day in Viet Nam of the first follow-up that is still to be done.
    """

    code: str
    state: TicketState
    priority: Priority
    danger: str | None
    language: Language | None
    country: Country | None
    province: str | None
    channel: str
    handler: Handler
    holder_id: str | None
    holder_name: str | None
    opened_at: datetime
    last_message_at: datetime | None
    waiting_messages: int
    waiting_since: datetime | None
    office: str | None
    answered_at: datetime | None
    follow_up: date | None = None

    @property
    def waits_since(self) -> datetime | None:
        """Since when she waits for a counsellor; None while she waits for nobody."""
        if self.state is TicketState.OPEN:
            return self.opened_at
        return None if self.handler is Handler.ASSISTANT else self.waiting_since


def reached_by(reader: User) -> ColumnElement[bool]:
    """The same as reach.py says, for the database."""
    if reader.office is None:
        return true()
    unheld = and_(
        ticket.c.priority == Priority.EMERGENCY, ticket.c.state == TicketState.OPEN
    )  # an emergency must not wait in an empty office
    here = or_(ticket.c.office.is_(None), ticket.c.office == reader.office)
    return or_(here, ticket.c.holder_id == reader.id, unheld)


def answered(what: str) -> ScalarSelect[Any]:
    """``seq`` or ``at`` of the last message that a counsellor wrote to her, if one did."""
    return (
        select(message.c[what])
        .where(message.c.conversation_id == ticket.c.conversation_id)
        .where(message.c.sender == "counsellor")
        .order_by(message.c.seq.desc())
        .limit(1)
        .correlate(ticket)
        .scalar_subquery()
    )


def next_follow_up() -> ScalarSelect[Any]:
    """The day of a ticket's first follow-up that is still to be done."""
    its = (follow_up.c.ticket_id == ticket.c.id, follow_up.c.state == "due")
    return select(func.min(follow_up.c.due)).where(*its).correlate(ticket).scalar_subquery()


def first_unanswered() -> ScalarSelect[Any]:
    """When she wrote the first of her messages that no counsellor's message follows."""
    return (
        select(message.c.at)
        .where(*_unanswered())
        .order_by(message.c.seq)
        .limit(1)
        .correlate(ticket)
        .scalar_subquery()
    )


def _unanswered() -> tuple[ColumnElement[bool], ...]:
    return (
        message.c.conversation_id == ticket.c.conversation_id,
        message.c.sender == "woman",
        message.c.seq > func.coalesce(answered("seq"), 0),
    )


def queue_query() -> Select[Any]:
    """Lines of the queue, of all tickets and in no order."""
    waiting = select(func.count()).where(*_unanswered()).correlate(ticket).scalar_subquery()
    newest = (
        select(message.c.at)
        .where(message.c.conversation_id == ticket.c.conversation_id)
        .order_by(message.c.seq.desc())
        .limit(1)
        .correlate(ticket)
        .scalar_subquery()
    )
    return (
        select(
            ticket,
            conversation.c.language,
            conversation.c.country,
            conversation.c.province,
            conversation.c.channel,
            conversation.c.handler,
            staff.c.name.label("holder_name"),
            newest.label("last_message_at"),
            waiting.label("waiting_messages"),
            first_unanswered().label("waiting_since"),
            answered("at").label("answered_at"),
            next_follow_up().label("follow_up"),
        )
        .join(conversation, conversation.c.id == ticket.c.conversation_id)
        .outerjoin(staff, staff.c.id == ticket.c.holder_id)
    )


def queue_row(row: RowMapping) -> QueueRow:
    """The line in a row of ``queue_query``."""
    return QueueRow(
        code=row["code"],
        state=TicketState(row["state"]),
        priority=Priority(row["priority"]),
        danger=row["danger"],
        language=row["language"],
        country=row["country"],
        province=row["province"],
        channel=row["channel"],
        handler=Handler(row["handler"]),
        holder_id=row["holder_id"],
        holder_name=row["holder_name"],
        opened_at=row["opened_at"],
        last_message_at=row["last_message_at"],
        waiting_messages=row["waiting_messages"],
        waiting_since=row["waiting_since"],
        office=row["office"],
        answered_at=row["answered_at"],
        follow_up=row["follow_up"],
    )
