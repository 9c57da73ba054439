"""The queue: who waits, for how long, and who has whom."""

from dataclasses import dataclass
from datetime import datetime

from aiohttp import web

from counselling.conversations import Handler
from counselling.permissions import User
from counselling.store.tickets import QueueRow
from counselling.tickets.states import TicketState
from counselling.tickets.ticket import Priority
from desk.visit import Visit

SHOWS = ("new", "mine", "all", "closed")


@dataclass(frozen=True)
class Counts:
    """The figures in every page's head. ``emergencies`` names those whom nobody has in
    hand: new ones, and those who wait again after they were handed back.
    """

    new: int
    mine: int
    running: int
    answers: int
    emergencies: tuple[str, ...]


async def show_queue(visit: Visit) -> web.Response:
    """One list of the queue: new, mine, all running ones, or the closed ones."""
    show = visit.request.query.get("show", "new")
    if show not in SHOWS:
        return visit.missing()
    running = await visit.desk.casework.queue(by=visit.user)
    rows = running
    if show == "closed":
        rows = await visit.desk.casework.queue(by=visit.user, ended=True)
    return visit.page(
        "queue.html",
        show=show,
        rows=[row for row in rows if _belongs(row, show, visit.user)],
        waiting_since=waiting_since,
        counts=count(running, visit.user),
    )


async def show_counts(visit: Visit) -> web.Response:
    """The same figures for a page that shows no queue."""
    counts = await counts_for(visit)
    return web.json_response(
        {"new": counts.new, "answers": counts.answers, "emergencies": counts.emergencies}
    )


async def counts_for(visit: Visit) -> Counts:
    """The figures for this visitor, now."""
    return count(await visit.desk.casework.queue(by=visit.user), visit.user)


def count(running: list[QueueRow], user: User) -> Counts:
    """Count the running tickets as ``user`` sees them."""
    new = [row for row in running if row.state is TicketState.OPEN]
    mine = [row for row in running if row.holder_id == user.id]
    return Counts(
        new=len(new),
        mine=len(mine),
        running=len(running),
        answers=sum(1 for row in mine if row.waiting_messages),
        emergencies=tuple(
            row.code
            for row in running
            if row.priority is Priority.EMERGENCY and row.handler is Handler.WAITING
        ),
    )


def waiting_since(row: QueueRow) -> datetime | None:
    """Since when she waits for a counsellor; None while she waits for nobody."""
    if row.state is TicketState.OPEN:
        return row.opened_at
    return row.last_message_at if row.waiting_messages else None


def _belongs(row: QueueRow, show: str, user: User) -> bool:
    if show == "new":
        return row.state is TicketState.OPEN
    return show != "mine" or row.holder_id == user.id
