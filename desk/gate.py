"""The one gate: no view of the desk runs before the visitor may do what its line says."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import quote

import structlog
from aiohttp import web

from counselling.accounts.people import NoSuchPerson
from counselling.permissions import Permission
from counselling.store.not_saved import NotSaved
from counselling.tickets.ticket import NoSuchTicket
from desk.desk import Desk
from desk.forms import carries, from_our_pages, read_form
from desk.headers import protect
from desk.visit import Visit, nobody_in_particular, receive

log = structlog.get_logger(__name__)

View = Callable[[Visit], Awaitable[web.StreamResponse]]
ANYONE = None


@dataclass(frozen=True)
class Route:
    """One line of the table. ``page``: a stranger is led to the login instead of told 404.

    ``first``: open also to who must still set up her password or code (User.owes).
    ``most``: bytes of its form, where they are more than the server takes else.
    """

    method: str
    path: str
    permission: Permission | None
    view: View
    page: bool = False
    first: bool = False
    most: int | None = None


def guarded(route: Route, desk: Desk) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """The route's view behind the gate."""

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            visit = await receive(desk, request)
            response = await _pass(route, visit)
        except NotSaved:
            response = nobody_in_particular(desk, request).page("not_saved.html", 503)
        protect(response)
        return response

    return handle


async def _pass(route: Route, visit: Visit) -> web.StreamResponse:
    if route.permission is not ANYONE and not route.first and visit.owes:
        return visit.go(visit.owes) if route.page else visit.missing()
    if route.permission is not ANYONE and not visit.may(route.permission):
        return _turn_away(route, visit)
    if route.method == "POST":
        visit.form = await read_form(visit.request, route.most)
        if not _ours(route, visit):
            _note(route, visit, "form not ours")
            return visit.page("refused.html", 403)
    try:
        return visit.missing() if _names_nothing(visit.request) else await route.view(visit)
    except (NoSuchTicket, NoSuchPerson):
        _note(route, visit, "not hers")
        return visit.missing()
    except NotSaved:
        return visit.page("not_saved.html", 503)


def _names_nothing(request: web.Request) -> bool:
    """Whether the address holds a NUL: no name has one, and PostgreSQL does not even compare it."""
    return any("\0" in one for one in (*request.match_info.values(), *request.query.values()))


def _note(route: Route, visit: Visit, why: str) -> None:
    """A refusal in the log (OWASP ASVS 5.0, 16.3.2): which member of staff, at which line of the
    table, why; never the address itself, which may name a ticket. Strangers are not noted: they
    could fill the disk with it.
    """
    if visit.session is not None:
        who, where = visit.session.user.id, f"{route.method} {route.path}"
        log.warning("desk refused", why=why, who=who, where=where)


def _turn_away(route: Route, visit: Visit) -> web.Response:
    _note(route, visit, "not permitted")
    if visit.session is None and route.page:
        return visit.go(f"/desk/login?to={quote(visit.request.path_qs, safe='/')}")
    return visit.missing()


def _ours(route: Route, visit: Visit) -> bool:
    """At the login nobody has a secret yet: there the Origin alone must do."""
    if not from_our_pages(visit.request, visit.desk.origins):
        return False
    if visit.session is None or route.permission is ANYONE:
        return True
    return carries(visit.form, visit.session.csrf)
