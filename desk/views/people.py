"""Who works here, for administrators: everybody, and one of them."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from counselling.accounts.people import BadName, LastAdministrator, NoSuchOffice
from counselling.accounts.staff_add import BadLogin, LoginTaken
from counselling.permissions import Role
from desk.visit import Visit

HERE = "/desk/staff"
_PROBLEMS = {
    BadName: "name",
    BadLogin: "login",
    LoginTaken: "taken",
    NoSuchOffice: "office",
    LastAdministrator: "last",
}


async def show_people(visit: Visit) -> web.Response:
    """Everybody, and the form for somebody new."""
    return await _list(visit)


async def add_person(visit: Visit) -> web.Response:
    """A new account; its first password is shown this once."""
    role = _role(visit)
    if role is None:
        return await _list(visit, problem="role")
    try:
        user, password = await visit.desk.staff.people.add(
            visit.form.get("login", ""),
            visit.form.get("name", ""),
            role,
            _office(visit),
            by=visit.user.id,
        )
    except tuple(_PROBLEMS) as error:
        return await _list(visit, problem=_PROBLEMS[type(error)])
    return visit.page("first_password.html", person=user, password=password)


async def show_person(visit: Visit) -> web.Response:
    """One account with all that can be done to it."""
    return await _one(visit)


async def change_person(visit: Visit) -> web.Response:
    """Her name, role and office."""
    role = _role(visit)
    if role is None:
        return await _one(visit, problem="role")
    people = visit.desk.staff.people
    change = people.change(
        _id(visit),
        name=visit.form.get("name", ""),
        role=role,
        office=_office(visit),
        by=visit.user.id,
    )
    return await _done(visit, lambda: change)


async def close_account(visit: Visit) -> web.Response:
    """She leaves: no sign-in any more, and out everywhere at once."""
    people = visit.desk.staff.people
    return await _done(visit, lambda: people.set_active(_id(visit), active=False, by=visit.user.id))


async def open_account(visit: Visit) -> web.Response:
    """She is back."""
    people = visit.desk.staff.people
    return await _done(visit, lambda: people.set_active(_id(visit), active=True, by=visit.user.id))


async def new_password(visit: Visit) -> web.Response:
    """For who forgot hers; shown this once."""
    people = visit.desk.staff.people
    password = await people.new_password(_id(visit), by=visit.user.id)
    return visit.page("first_password.html", person=await people.get(_id(visit)), password=password)


async def code_off(visit: Visit) -> web.Response:
    """For who lost her phone."""
    people = visit.desk.staff.people
    return await _done(visit, lambda: people.code_off(_id(visit), by=visit.user.id))


async def end_sessions(visit: Visit) -> web.Response:
    """One place where she is signed in."""
    handle, sessions = visit.form.get("session", ""), visit.desk.staff.sessions
    return await _done(visit, lambda: sessions.end(_id(visit), handle, by=visit.user.id))


async def _done(visit: Visit, deed: Callable[[], Awaitable[object]]) -> web.Response:
    try:
        await deed()
    except tuple(_PROBLEMS) as error:
        return await _one(visit, problem=_PROBLEMS[type(error)])
    return visit.go(f"{HERE}/{_id(visit)}?done=1")


async def _list(visit: Visit, *, problem: str = "") -> web.Response:
    people = visit.desk.staff.people
    return visit.page(
        "people.html",
        422 if problem else 200,
        rows=await people.all(),
        offices=people.offices(),
        roles=list(Role),
        problem=problem,
    )


async def _one(visit: Visit, *, problem: str = "") -> web.Response:
    staff = visit.desk.staff
    person = await staff.people.get(_id(visit))
    return visit.page(
        "person.html",
        422 if problem else 200,
        person=person,
        held=await staff.people.held(person.id),
        rows=await staff.sessions.of(person.id),
        here=visit.handle,
        offices=staff.people.offices(),
        roles=list(Role),
        problem=problem,
        done="done" in visit.request.query,
    )


def _id(visit: Visit) -> str:
    return visit.request.match_info["person"]


def _role(visit: Visit) -> Role | None:
    wanted = visit.form.get("role", "")
    return Role(wanted) if wanted in list(Role) else None


def _office(visit: Visit) -> str | None:
    return visit.form.get("office") or None
