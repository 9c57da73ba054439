"""Claiming a ticket, passing the conversation to and fro, closing."""

from collections.abc import Awaitable

from aiohttp import web

from counselling.cases.closing import Ending
from counselling.cases.ending import Ended
from counselling.conversations import IllegalHandover
from counselling.store.not_saved import NotSaved
from counselling.tickets.states import IllegalMove
from counselling.tickets.ticket import AlreadyClaimed, NotYours
from desk.views.ticket import ticket_page
from desk.visit import Visit


async def claim(visit: Visit) -> web.Response:
    """Take the ticket; of several who try at once one gets it, the others are told who."""
    return await _move(visit, visit.desk.casework.claim(visit.code, by=visit.user))


async def ask_word(visit: Visit) -> web.Response:
    """She is asked for her code word."""
    return await _move(visit, visit.desk.casework.ask_word(visit.code, by=visit.user))


async def hand_back(visit: Visit) -> web.Response:
    """The assistant answers her again."""
    return await _move(visit, visit.desk.casework.hand_back(visit.code, by=visit.user))


async def take_back(visit: Visit) -> web.Response:
    """The counsellor answers again, the assistant is silent."""
    return await _move(visit, visit.desk.casework.take_back(visit.code, by=visit.user))


async def close(visit: Visit) -> web.Response:
    """The case is done; she says what came of it."""
    outcome = visit.form.get("outcome", "")
    if outcome not in list(Ending):
        return await ticket_page(visit, status=422, problem="no_outcome")
    days = visit.desk.cases.file.plan_days() if visit.form.get("follow_ups") else ()
    ended = Ended(Ending(outcome), visit.form.get("note", ""), days)
    return await _move(visit, visit.desk.casework.close(visit.code, by=visit.user, ended=ended))


async def _move(visit: Visit, move: Awaitable[object]) -> web.Response:
    try:
        await move
    except AlreadyClaimed:
        return await ticket_page(visit, status=409, problem="already_claimed")
    except NotYours:
        return await ticket_page(visit, status=409, problem="not_yours")
    except (IllegalMove, IllegalHandover):
        return await ticket_page(visit, status=409, problem="changed")
    except NotSaved:
        return await ticket_page(visit, status=503, problem="not_saved")
    return visit.go(f"/desk/tickets/{visit.code}")
