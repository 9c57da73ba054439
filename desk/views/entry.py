"""Signing in and out."""

import re
from math import ceil

from aiohttp import web

from counselling.permissions import Permission, User, may
from desk import cookies
from desk.headers import FORGET
from desk.visit import Visit

OUR_PAGES = re.compile(r"/desk(/tickets/[\w-]+|/password|/faq(/[a-z0-9-]+){0,3})?(\?show=\w+)?")


async def show_login(visit: Visit) -> web.Response:
    """The login form; who is signed in already goes on to the work."""
    to = visit.request.query.get("to", "")
    if visit.session is not None:
        return visit.go(_wanted(to, visit.user))
    response = _form(visit, to=to)
    if visit.token is not None:  # a session that has ended
        response.headers.update(FORGET)
    return response


async def log_in(visit: Visit) -> web.Response:
    """Look at the password, unless somebody has been trying too often."""
    login = visit.form.get("login", "").strip()
    desk = visit.desk
    wait = desk.throttle.wait(login, visit.address)
    if wait:
        return _form(visit, problem="throttled", status=429, seconds=ceil(wait))
    user = await desk.staff.authenticate(login, visit.form.get("password", ""))
    if user is None:
        return _form(visit, problem="wrong", status=403)
    desk.throttle.succeeded(login, visit.address)
    return await begin_session(visit, user, _wanted(visit.form.get("to", ""), user))


async def log_out(visit: Visit) -> web.Response:
    """End the session in the database and in the browser."""
    await _end_session(visit)
    response = visit.go("/desk/login")
    cookies.clear_session(response, secure=visit.secure)
    response.headers.update(FORGET)
    return response


async def begin_session(visit: Visit, user: User, to: str) -> web.Response:
    """A fresh session in place of whatever the browser brought along."""
    await _end_session(visit)
    response = visit.go(to)
    token = await visit.desk.staff.start_session(user)
    cookies.set_session(response, token, secure=visit.secure)
    return response


def _wanted(to: str, user: User) -> str:
    """The page she came for if it is one of ours, else where her work begins."""
    sees_queue = may(user, Permission.SEE_QUEUE)
    if OUR_PAGES.fullmatch(to) and (sees_queue or to.partition("?")[0] != "/desk"):
        return to
    if sees_queue:
        return "/desk"
    return "/desk/faq" if may(user, Permission.EDIT_FAQ) else "/desk/password"


async def _end_session(visit: Visit) -> None:
    if visit.token is not None:
        await visit.desk.staff.end_session(visit.token)


def _form(
    visit: Visit,
    *,
    to: str | None = None,
    problem: str | None = None,
    status: int = 200,
    seconds: int = 0,
) -> web.Response:
    response = visit.page(
        "login.html",
        status,
        login=visit.form.get("login", ""),
        to=visit.form.get("to", "") if to is None else to,
        ended="ended" in visit.request.query,
        problem=problem,
        seconds=seconds,
    )
    if seconds:
        response.headers["Retry-After"] = str(seconds)
    return response
