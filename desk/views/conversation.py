"""The conversation itself: reading on, writing, and showing that somebody writes."""

from uuid import uuid4

from aiohttp import web

from counselling.reception import LONGEST_TEXT
from counselling.store.not_saved import NotSaved
from counselling.tickets.ticket import NotYours
from desk.views.around import transcript
from desk.views.ticket import ticket_page
from desk.visit import Visit

LONGEST_ID = 64  # ours have 32 signs


async def show_messages(visit: Visit) -> web.Response:
    """The messages after number ``after``, as a piece of the transcript."""
    after = visit.request.query.get("after", "0")
    if not (after.isascii() and after.isdigit()):
        return visit.missing()
    return visit.page("messages.html", 200, **await transcript(visit, int(after)))


async def reply(visit: Visit) -> web.Response:
    """Send her one message, once, however often the form arrives."""
    text = visit.form.get("text", "").strip()
    if not text or len(text) > LONGEST_TEXT:
        return await _not_sent(visit, "too_long" if text else "empty", 422)
    if why_not := await _held_back(visit):
        return await _not_sent(visit, *why_not)
    external_id = visit.form.get("id", "")[:LONGEST_ID] or uuid4().hex
    try:
        await visit.desk.casework.reply(
            visit.code, by=visit.user, text=text, external_id=external_id
        )
    except NotYours:
        return await _not_sent(visit, "not_yours", 409)
    except NotSaved:
        return await _not_sent(visit, "not_saved", 503)
    if visit.by_script:
        return web.Response(status=204)
    return visit.go(f"/desk/tickets/{visit.code}#reply")


async def _held_back(visit: Visit) -> tuple[str, int] | None:
    """What she must know before it is sent, each asked once: the form that comes again says so.

    ``waits``: its page said already that nothing reaches her now.
    """
    sure, knows = visit.form.get("sure"), visit.form.get("waits")
    if sure and knows:
        return None
    view = await visit.desk.casework.ticket(visit.code, by=visit.user)
    if view.row.holder_id != visit.user.id:
        return None
    if view.waits_for_her:
        return None if knows else ("too_late", 410)
    return ("unsure", 428) if view.may_be_unsafe and not sure else None


async def typing(visit: Visit) -> web.Response:
    """She sees that the counsellor is writing."""
    try:
        await visit.desk.casework.typing(visit.code, by=visit.user)
    except NotYours:
        return web.Response(status=409)
    return web.Response(status=204)


async def _not_sent(visit: Visit, problem: str, status: int) -> web.Response:
    if visit.by_script:
        return web.json_response({"problem": problem}, status=status)
    return await ticket_page(visit, status=status, problem=problem, text=visit.form.get("text", ""))
