"""Signing in and out."""

import re
from math import ceil

from aiohttp import web

from counselling.accounts.known_browsers import LASTS
from counselling.permissions import Permission, User, may
from desk import cookies
from desk.headers import FORGET
from desk.visit import Visit, owed_page

# No dots, no second slash at the start: never out of the desk.
OUR_PAGES = re.compile(r"/desk(/[\w-]+)*(\?[\w=&-]*)?", re.ASCII)


async def show_login(visit: Visit) -> web.Response:
    """The login form; who is signed in already goes on to the work."""
    to = visit.request.query.get("to", "")
    if visit.session is not None:
        return visit.go(wanted(to, visit.user))
    response = _form(visit, to=to)
    if visit.token is not None:  # a session that has ended
        response.headers.update(FORGET)
    return response


async def log_in(visit: Visit) -> web.Response:
    """Look at the password, unless somebody has been trying too often; then ask for the code."""
    login = visit.form.get("login", "").strip()
    desk, caller = visit.desk, visit.caller(login)
    wait = await desk.throttle.wait(caller)
    if wait:
        return _form(visit, problem="throttled", status=429, seconds=ceil(wait))
    user = await desk.staff.authenticate(login, visit.form.get("password", ""))
    if user is None:
        return _form(visit, problem="wrong", status=403)
    to = wanted(visit.form.get("to", ""), user)
    if user.has_code:  # nothing is given back to the throttle before the code is right too
        return ask_for_code(visit, user, to)
    await desk.throttle.succeeded(caller)
    return await begin_session(visit, user, to)


def ask_for_code(visit: Visit, user: User, to: str) -> web.Response:
    """Half of the way: what she has is a token for the question alone."""
    response = visit.go("/desk/login/code")
    token = visit.desk.staff.doorstep.arrive(user.id, to)
    cookies.put(response, cookies.STEP, token, secure=visit.secure)
    return response


async def log_out(visit: Visit) -> web.Response:
    """End the session in the database and in the browser."""
    visit.desk.staff.presence.left(visit.user.id)
    await _end_session(visit)
    response = visit.go("/desk/login")
    cookies.drop(response, cookies.SESSION, secure=visit.secure)
    response.headers.update(FORGET)
    return response


async def begin_session(
    visit: Visit, user: User, to: str, *, renewed: bool = False
) -> web.Response:
    """A fresh session in place of whatever the browser brought along; the browser is known now."""
    await _end_session(visit)
    response = visit.go(to)
    staff = visit.desk.staff
    token = await staff.start_session(user, visit.browser, renewed=renewed)
    cookies.put(response, cookies.SESSION, token, secure=visit.secure)
    before = cookies.read(visit.request, cookies.BROWSER, secure=visit.secure) or ""
    signed = staff.browsers.sign(before, user.login)
    lasts = int(LASTS.total_seconds())
    cookies.put(response, cookies.BROWSER, signed, secure=visit.secure, lasts=lasts)
    return response


def wanted(to: str, user: User) -> str:
    """What she must set up first; else the page she came for, if it is one of ours for her; else
    where her work begins.
    """
    if page := owed_page(user):
        return page
    sees_queue = may(user, Permission.SEE_QUEUE)
    if OUR_PAGES.fullmatch(to) and (sees_queue or to.partition("?")[0] != "/desk"):
        return to
    begins = {
        Permission.SEE_QUEUE: "/desk",
        Permission.MANAGE_STAFF: "/desk/staff",
        Permission.EDIT_FAQ: "/desk/faq",
    }
    return next((page for needed, page in begins.items() if may(user, needed)), "/desk/password")


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
        late="late" in visit.request.query,
        problem=problem,
        seconds=seconds,
    )
    if seconds:
        response.headers["Retry-After"] = str(seconds)
    return response
