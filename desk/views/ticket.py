"""One ticket: its conversation and what this visitor may do with it now."""

from dataclasses import dataclass
from uuid import uuid4

from aiohttp import web

from counselling.conversations import Handler
from counselling.permissions import Permission
from counselling.reception import LONGEST_TEXT
from counselling.ticket_view import TicketView
from counselling.tickets.states import ENDED, TicketState
from desk.views.around import around, transcript
from desk.views.queue import counts_for
from desk.visit import Visit


@dataclass(frozen=True)
class Panel:
    """What the foot of the page offers: one of claim, reply, take_back, held, ended."""

    kind: str
    hand_back: bool = False
    ask_word: bool = False
    close: bool = False


async def show_ticket(visit: Visit) -> web.Response:
    """The ticket's page."""
    return await ticket_page(visit)


async def ticket_page(
    visit: Visit,
    *,
    status: int = 200,
    problem: str | None = None,
    text: str = "",
    unsaved_note: str = "",
) -> web.Response:
    """The page as it stands, with ``problem`` said above ``text`` that could not be sent."""
    casework = visit.desk.casework
    view = await casework.ticket(visit.code, by=visit.user)
    return visit.page(
        "ticket.html",
        status,
        row=view.row,
        clock=casework.signs.clock(view.row),
        office_name=casework.signs.office_name,
        now=view.now,
        view=view,
        sure=problem == "unsure",
        events=view.events,
        calls=view.calls,
        name_of=visit.desk.name_on_duty,
        panel=panel(visit, view),
        problem=problem,
        reply_id=uuid4().hex,
        longest=LONGEST_TEXT,
        counts=await counts_for(visit),
        **await transcript(visit),
        **await around(visit, view, text=text, unsaved_note=unsaved_note),
    )


def panel(visit: Visit, view: TicketView) -> Panel:
    """What this visitor may do with the ticket as it stands."""
    row = view.row
    if row.state in ENDED:
        return Panel("ended")
    if row.state is TicketState.OPEN:
        return Panel("claim" if visit.may(Permission.CLAIM) else "held")
    if row.holder_id != visit.user.id:
        return Panel("held")
    may_close = visit.may(Permission.CLOSE)
    if row.handler is not Handler.COUNSELLOR:
        return Panel("take_back", close=may_close)
    ask_word = view.has_word and visit.may(Permission.ASK_WORD)
    return Panel(
        "reply", hand_back=visit.may(Permission.HAND_BACK), close=may_close, ask_word=ask_word
    )
