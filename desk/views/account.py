"""What everybody may set for herself: her password, and the language of the screen."""

from math import ceil

from aiohttp import web

from counselling.accounts.guessing import GuessablePassword
from counselling.accounts.passwords import LONGEST_PASSWORD, SHORTEST_PASSWORD, WeakPassword
from counselling.staff import WrongPassword
from desk import cookies
from desk.translations import desk_language
from desk.views.entry import OUR_PAGES, begin_session, wanted
from desk.visit import Visit


async def show_password(visit: Visit) -> web.Response:
    """The form for another password."""
    return _form(visit, done="done" in visit.request.query)


async def change_password(visit: Visit) -> web.Response:
    """Set it, end every other session, and go on with a fresh one."""
    throttle, caller = visit.desk.throttle, visit.caller(visit.user.login)
    old, new = visit.form.get("old", ""), visit.form.get("new", "")
    if new != visit.form.get("again", ""):
        return _form(visit, problem="differ", status=422)
    wait = await throttle.wait(caller)
    if wait:
        return _form(visit, problem="throttled", status=429, seconds=ceil(wait))
    try:
        await visit.desk.staff.change_password(visit.user, old=old, new=new)
    except GuessablePassword:
        return _form(visit, problem="guessable", status=422)
    except WeakPassword:
        return _form(visit, problem="weak", status=422)
    except WrongPassword:
        return _form(visit, problem="wrong", status=422)
    await throttle.succeeded(caller)
    user = await visit.desk.staff.people.get(visit.user.id)
    to = "/desk/password?done=1"
    if visit.user.owes:  # she is on her way in
        to = wanted("", user)
    return await begin_session(visit, user, to, renewed=True)


async def choose_language(visit: Visit) -> web.Response:
    """Remember the language and go back to the page it was chosen on."""
    back = visit.request.query.get("to", "")
    response = visit.go(back if OUR_PAGES.fullmatch(back) else "/desk/login")
    chosen = desk_language(visit.request.query.get("to_language"))
    cookies.set_language(response, chosen, secure=visit.secure)
    return response


def _form(
    visit: Visit,
    *,
    problem: str | None = None,
    status: int = 200,
    seconds: int = 0,
    done: bool = False,
) -> web.Response:
    return visit.page(
        "password.html",
        status,
        problem=problem,
        seconds=seconds,
        done=done,
        shortest=SHORTEST_PASSWORD,
        longest=LONGEST_PASSWORD,
    )
