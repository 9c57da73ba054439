"""The second step of signing in: the code from her phone, or a recovery code."""

from math import ceil

from aiohttp import web

from counselling.permissions import User
from desk import cookies
from desk.views.entry import begin_session
from desk.visit import Visit


async def show_question(visit: Visit) -> web.Response:
    """The form; who has not given her password just now begins with that."""
    if visit.desk.staff.doorstep.find(_token(visit)) is None:
        return visit.go("/desk/login")
    return visit.page("code.html", problem=None, seconds=0)


async def take_code(visit: Visit) -> web.Response:
    """Look at the code, unless somebody has been trying too often."""
    at_the_door = visit.desk.staff.doorstep.find(_token(visit))
    if at_the_door is None:
        return visit.go("/desk/login?late=1")
    user = await visit.desk.staff.people.get(at_the_door.staff_id)
    caller = visit.caller(user.login)
    wait = await visit.desk.throttle.wait_for_code(caller)
    if wait:
        response = visit.page("code.html", 429, problem="throttled", seconds=ceil(wait))
        response.headers["Retry-After"] = str(ceil(wait))
        return response
    if not await visit.desk.staff.factors.takes(user, visit.form.get("code", "")):
        return visit.page("code.html", 403, problem="wrong", seconds=0)
    await visit.desk.throttle.succeeded(caller)
    return await _let_in(visit, user, at_the_door.to)


async def _let_in(visit: Visit, user: User, to: str) -> web.Response:
    if not user.active:
        return visit.go("/desk/login")
    response = await begin_session(visit, user, to)
    cookies.drop(response, cookies.STEP, secure=visit.secure)
    return response


def _token(visit: Visit) -> str | None:
    return cookies.read(visit.request, cookies.STEP, secure=visit.secure)
