"""Where she is signed in, and ending it there: with her password, as it may be somebody else."""

from aiohttp import web

from desk.doubt import doubt
from desk.views.entry import log_out
from desk.visit import Visit

HERE = "/desk/sessions"


async def show_sessions(visit: Visit) -> web.Response:
    """Her own, this one among them."""
    return await _page(visit)


async def end_session(visit: Visit) -> web.Response:
    """One of hers; this very one is signing out."""
    handle = visit.form.get("session", "")
    if handle == visit.handle:
        return await log_out(visit)
    if problem := await doubt(visit):
        return await _page(visit, problem)
    await visit.desk.staff.sessions.end(visit.user.id, handle, by=visit.user.id)
    return visit.go(HERE)


async def end_others(visit: Visit) -> web.Response:
    """All but this one."""
    if problem := await doubt(visit):
        return await _page(visit, problem)
    staff, user = visit.desk.staff, visit.user
    await staff.sessions.end_others(user.id, visit.handle, by=user.id)
    return visit.go(HERE)


async def _page(visit: Visit, problem: str = "") -> web.Response:
    rows = await visit.desk.staff.sessions.of(visit.user.id)
    kind, _, seconds = problem.partition(" ")
    return visit.page(
        "sessions.html",
        {"": 200, "throttled": 429}.get(kind, 422),
        rows=rows,
        here=visit.handle,
        problem=kind,
        seconds=seconds,
    )
