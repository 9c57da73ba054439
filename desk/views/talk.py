"""What counsellors do around a conversation: notes, drafts, passing it on, asking for advice."""

from collections.abc import Awaitable

from aiohttp import web

from counselling.conversations import IllegalHandover
from counselling.store.not_saved import NotSaved
from counselling.talk.notes import LONGEST_NOTE
from counselling.talk.passing_on import NoSuchReceiver
from counselling.tickets.states import IllegalMove
from counselling.tickets.ticket import AlreadyClaimed, NotYours
from desk.views.ticket import ticket_page
from desk.visit import Visit

MINE = "/desk?show=mine"


async def write_note(visit: Visit) -> web.Response:
    """A note among the staff, once, however often the form arrives."""
    text = visit.form.get("note", "").strip()
    if not text or len(text) > LONGEST_NOTE:
        return await _refuse(visit, "empty_note" if not text else "long_note", 422)
    note = visit.desk.casework.talk.notes.write(
        visit.code, by=visit.user, text=text, note_id=visit.form.get("id", "")
    )
    return await _do(visit, note, f"/desk/tickets/{visit.code}")


async def pass_on(visit: Visit) -> web.Response:
    """To ``staff:<id>`` or ``office:<id>``; what the giver sees next is her own list."""
    kind, _, name = visit.form.get("to", "").partition(":")
    note = visit.form.get("note", "").strip()
    if len(note) > LONGEST_NOTE:
        return await _refuse(visit, "long_note", 422)
    passing_on = visit.desk.casework.talk.passing_on
    if kind == "staff":
        move = passing_on.to_colleague(visit.code, by=visit.user, to=name, note=note)
    else:
        move = passing_on.to_office(visit.code, by=visit.user, office=name, note=note)
    return await _do(visit, move, MINE)


async def take_over(visit: Visit) -> web.Response:
    """A supervisor goes on in the holder's place."""
    move = visit.desk.casework.talk.passing_on.take_over(
        visit.code, by=visit.user, held_by=visit.form.get("held_by", "")
    )
    return await _do(visit, move, f"/desk/tickets/{visit.code}")


async def ask_supervisor(visit: Visit) -> web.Response:
    """A question to the supervisors, which they find in their list."""
    question = visit.form.get("note", "").strip()
    if not question or len(question) > LONGEST_NOTE:
        return await _refuse(visit, "empty_note" if not question else "long_note", 422)
    asking = visit.desk.casework.talk.supervision.ask(visit.code, by=visit.user, question=question)
    return await _do(visit, asking, f"/desk/tickets/{visit.code}")


async def settle_supervisor(visit: Visit) -> web.Response:
    """It needs no supervisor any more."""
    settling = visit.desk.casework.talk.supervision.settle(visit.code, by=visit.user)
    return await _do(visit, settling, f"/desk/tickets/{visit.code}")


async def keep_draft(visit: Visit) -> web.Response:
    """Keep what stands in the reply box."""
    try:
        await visit.desk.casework.talk.drafts.keep(
            visit.code, by=visit.user, text=visit.form.get("text", "")
        )
    except NotYours:
        return web.Response(status=409)
    except NotSaved:
        return web.Response(status=503)
    return web.Response(status=204)


async def show_onlookers(visit: Visit) -> web.Response:
    """Who else looks at the case now."""
    view = await visit.desk.casework.ticket(visit.code, by=visit.user)
    beside = visit.desk.casework.talk.onlookers.beside(view.conversation_id, visit.user)
    return visit.page("onlookers.html", onlookers=beside)


async def _do(visit: Visit, move: Awaitable[object], to: str) -> web.Response:
    try:
        await move
    except AlreadyClaimed:
        return await _refuse(visit, "already_claimed", 409)
    except NotYours:
        return await _refuse(visit, "not_yours", 409)
    except (IllegalMove, IllegalHandover):
        return await _refuse(visit, "changed", 409)
    except NoSuchReceiver:
        return await _refuse(visit, "no_receiver", 422)
    except NotSaved:
        return await _refuse(visit, "not_saved", 503)
    return web.Response(status=204) if visit.by_script else visit.go(to)


async def _refuse(visit: Visit, problem: str, status: int) -> web.Response:
    """Say why, with what was written still there."""
    if visit.by_script:
        return web.json_response({"problem": problem}, status=status)
    note = visit.form.get("note", "")
    return await ticket_page(visit, status=status, problem=problem, unsaved_note=note)
