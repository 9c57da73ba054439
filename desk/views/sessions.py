"""Where she is signed in, and ending it there."""

from aiohttp import web

from desk.views.entry import log_out
from desk.visit import Visit

HERE = "/desk/sessions"


async def show_sessions(visit: Visit) -> web.Response:
    """Her own, this one among them."""
    rows = await visit.desk.staff.sessions.of(visit.user.id)
    return visit.page("sessions.html", rows=rows, here=visit.handle)


async def end_session(visit: Visit) -> web.Response:
    """One of hers; this very one is signing out."""
    handle = visit.form.get("session", "")
    if handle == visit.handle:
        return await log_out(visit)
    await visit.desk.staff.sessions.end(visit.user.id, handle, by=visit.user.id)
    return visit.go(HERE)


async def end_others(visit: Visit) -> web.Response:
    """All but this one."""
    staff, user = visit.desk.staff, visit.user
    await staff.sessions.end_others(user.id, visit.handle, by=user.id)
    return visit.go(HERE)
