"""The lists of the queue in the database: a page of lines at a time, and all figures at once."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from counselling.conversations import Handler
from counselling.permissions import User
from counselling.queue.lists import PAGE, Counts, Show
from counselling.store.marks import Mark
from counselling.store.queue_rows import (
    QueueRow,
    answered,
    first_unanswered,
    next_follow_up,
    queue_query,
    queue_row,
    reached_by,
)
from counselling.store.tables import conversation, ticket
from counselling.store.tables_case import follow_up
from counselling.store.tables_talk import ticket_mark
from counselling.tickets.states import TicketState
from counselling.tickets.ticket import Priority

_MOST_URGENT_FIRST = case(
    {priority.value: rank for rank, priority in enumerate(Priority)}, value=ticket.c.priority
)
_RUNNING = ticket.c.ended_at.is_(None)
_WITH_ENDED = frozenset({Show.DUE, Show.CLOSED})
_REFERRED = (TicketState.REFERRED, TicketState.FOLLOW_UP)


class Queue:
    """Reads the queue as one member of staff sees it. ``today``: the day in Viet Nam."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def page(self, reader: User, show: Show, *, today: date, page: int = 1) -> list[QueueRow]:
        """A page of a list, and one line more if there is another page.

        Running tickets: most urgent first, then who has waited longest; ended ones: newest first;
        follow-ups: longest overdue first.
        """
        chosen = _tickets().where(reached_by(reader), _belongs(show, reader, today))
        return await self._rows(chosen, _order(show), page)

    async def found(self, reader: User, code: str) -> list[QueueRow]:
        """The tickets whose code begins with ``code``, newest first; 50 at most."""
        chosen = _tickets().where(reached_by(reader), ticket.c.code.startswith(code))
        return (await self._rows(chosen, [ticket.c.opened_at.desc()], 1))[:PAGE]

    async def row(self, code: str) -> QueueRow:
        """The line of a ticket that exists."""
        found = await self._connection.execute(queue_query().where(ticket.c.code == code))
        return queue_row(found.mappings().one())

    async def counts(self, reader: User, *, today: date) -> Counts:
        """The figures as ``reader`` sees them."""
        mine = _belongs(Show.MINE, reader, today)
        wanted = {
            show.value: _belongs(show, reader, today) for show in Show if show not in _WITH_ENDED
        }
        wanted["answers"] = and_(mine, _waits())
        figures = [func.count(case((true, 1))).label(name) for name, true in wanted.items()]
        here = (_RUNNING, reached_by(reader))
        query = select(*figures).select_from(ticket).join(conversation).where(*here)
        found = dict((await self._connection.execute(query)).mappings().one())
        due = _tickets().where(reached_by(reader), _belongs(Show.DUE, reader, today))
        return Counts(
            running=found.pop(Show.ALL),
            emergencies=await self._emergencies(*here),
            due=(await self._connection.scalars(_number(due))).one(),
            **found,
        )

    async def _emergencies(self, *here: ColumnElement[bool]) -> tuple[str, ...]:
        unheld = or_(
            ticket.c.state == TicketState.OPEN, conversation.c.handler == Handler.WAITING
        )  # open again, whoever wrote to her before
        query = (
            select(ticket.c.code)
            .join(conversation)
            .where(*here, unheld, ticket.c.priority == Priority.EMERGENCY)
            .order_by(ticket.c.opened_at)
        )
        return tuple((await self._connection.execute(query)).scalars())

    async def _rows(
        self, chosen: Select[Any], order: list[ColumnElement[Any]], page: int
    ) -> list[QueueRow]:
        """The lines of the chosen tickets: what is dear to know is asked only of these."""
        # By id at last: what stands level must not change places between two pages.
        ids = chosen.order_by(*order, ticket.c.id).offset((page - 1) * PAGE).limit(PAGE + 1)
        places = {
            name: at for at, name in enumerate((await self._connection.execute(ids)).scalars())
        }
        found = await self._connection.execute(queue_query().where(ticket.c.id.in_(places)))
        rows = sorted(found.mappings().all(), key=lambda row: places[row["id"]])
        return [queue_row(row) for row in rows]


def _number(chosen: Select[Any]) -> Select[int]:
    return select(func.count()).select_from(chosen.subquery())


def _tickets() -> Select[Any]:
    return select(ticket.c.id).join(conversation)


def _belongs(show: Show, reader: User, today: date) -> ColumnElement[bool]:
    """Whether a ticket stands in the list."""
    asked: Mapping[Show, ColumnElement[bool]] = {
        Show.NEW: ticket.c.state == TicketState.OPEN,
        Show.MINE: ticket.c.holder_id == reader.id,
        Show.ASKED: ticket.c.id.in_(
            select(ticket_mark.c.ticket_id).where(ticket_mark.c.kind == Mark.SUPERVISOR)
        ),
        Show.OFFICE: ticket.c.office == reader.office if reader.office else false(),
        Show.HERS: _waits_for_her(),
        Show.DUE: ticket.c.id.in_(
            select(follow_up.c.ticket_id).where(
                follow_up.c.state == "due", follow_up.c.due <= today
            )
        ),
        Show.REFERRED: ticket.c.state.in_(_REFERRED),
        Show.ALL: _RUNNING,
        Show.CLOSED: ticket.c.ended_at.is_not(None),
    }
    return asked[show] if show in _WITH_ENDED else and_(_RUNNING, asked[show])


def _waits_for_her() -> ColumnElement[bool]:
    hers = conversation.c.handler == Handler.COUNSELLOR
    return and_(hers, answered("seq").is_not(None), first_unanswered().is_(None))


def _waits() -> ColumnElement[bool]:
    """Whether she waits for a counsellor: not while the assistant has her."""
    ours = conversation.c.handler != Handler.ASSISTANT
    return and_(ours, or_(ticket.c.state == TicketState.OPEN, first_unanswered().is_not(None)))


def _order(show: Show) -> list[ColumnElement[Any]]:
    if show is Show.CLOSED:
        return [ticket.c.ended_at.desc()]
    if show is Show.DUE:
        return [next_follow_up(), _MOST_URGENT_FIRST, ticket.c.opened_at]
    since = case(
        (ticket.c.state == TicketState.OPEN, ticket.c.opened_at),
        (conversation.c.handler != Handler.ASSISTANT, first_unanswered()),
    )
    return [_MOST_URGENT_FIRST, since.is_(None), since, ticket.c.opened_at]
