"""One request to the desk: who asks, in which language, and the ways to answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web

from counselling.permissions import Permission, User, may
from counselling.presence import Being
from desk import cookies
from desk.backup_notice import NO_TROUBLE
from desk.browsers import browser_name
from desk.duty_notice import ALL_WELL
from desk.throttle import Caller
from desk.translations import DeskLanguage

if TYPE_CHECKING:
    from counselling.staff import DeskSession
    from desk.desk import Desk


@dataclass
class Visit:
    """A request with its session, if somebody is signed in."""

    desk: Desk
    request: web.Request
    token: str | None
    session: DeskSession | None
    language: DeskLanguage
    form: dict[str, str] = field(default_factory=dict)

    @property
    def user(self) -> User:
        """Who asks; only for routes that strangers never reach."""
        if self.session is None:
            raise RuntimeError(f"{self.request.path} has no signed-in user")
        return self.session.user

    @property
    def handle(self) -> str:
        """The name of her session in lists."""
        return self.session.handle if self.session else ""

    @property
    def secure(self) -> bool:
        """Whether the browser speaks https with us, so that its cookies must never leave it."""
        return _is_secure(self.desk, self.request)

    @property
    def address(self) -> str:
        """The network address, for the throttle only."""
        return self.request.remote or "unknown"

    @property
    def browser(self) -> str:
        """The browser in plain words."""
        return browser_name(self.request.headers.get("User-Agent", ""))

    def caller(self, login: str) -> Caller:
        """Who tries to be ``login``, for the throttle."""
        kept = cookies.read(self.request, cookies.BROWSER, secure=self.secure) or ""
        return Caller(login, self.address, self.desk.staff.browsers.name_of(kept, login))

    @property
    def code(self) -> str:
        """The ticket code in the address."""
        return self.request.match_info["code"]

    @property
    def by_script(self) -> bool:
        """Whether the desk's own script asks and will show the answer itself."""
        return self.request.headers.get("X-Desk-Script") == "1"

    def may(self, permission: Permission) -> bool:
        """Whether the signed-in user holds the permission."""
        return self.session is not None and may(self.session.user, permission)

    @property
    def owes(self) -> str | None:
        """The page where she must set up her password or code before anything else."""
        return owed_page(self.session.user) if self.session else None

    async def may_still_listen(self) -> bool:
        """Whether the session runs on, and the ticket of the address is still in reach.

        Listening does not prolong the session.
        """
        session = await self.desk.staff.session(self.token, touch=False) if self.token else None
        if session is None:
            return False
        self.desk.staff.presence.seen(session.user.id)
        code = self.request.match_info.get("code")
        return code is None or await self.desk.casework.reaches(code, by=session.user)

    def page(self, template: str, status: int = 200, /, **names: object) -> web.Response:
        """A rendered template."""
        html = self.desk.pages.render(
            template,
            self.language,
            visit=self,
            user=self.session.user if self.session else None,
            csrf=self.session.csrf if self.session else "",
            asset=self.desk.assets.address,
            notice=self.desk.faq_notice(),
            backup=self.desk.backup_notice() if self.may(Permission.SEE_AUDIT) else NO_TROUBLE,
            duty=self.desk.duty_notice() if self.may(Permission.SEE_QUEUE) else ALL_WELL,
            being=self._being,
            Permission=Permission,
            **names,
        )
        return web.Response(text=html, content_type="text/html", status=status)

    @property
    def _being(self) -> Being | None:
        """What she says of herself to her colleagues; None for who has no tickets."""
        return self.desk.staff.presence.of(self.user) if self.may(Permission.SEE_QUEUE) else None

    def missing(self) -> web.Response:
        """404: what does not exist and what is not for this visitor look the same."""
        return self.page("missing.html", 404)

    def go(self, path: str) -> web.Response:
        """Send the browser on, with GET."""
        return web.Response(status=303, headers={"Location": path})


def owed_page(user: User) -> str | None:
    """Where she sets up what she owes (User.owes)."""
    return {None: None, "password": "/desk/password", "code": "/desk/second-step"}[user.owes]


async def receive(desk: Desk, request: web.Request) -> Visit:
    """Look up the session. The script's own refreshing does not keep an idle session alive."""
    secure = _is_secure(desk, request)
    token = cookies.read(request, cookies.SESSION, secure=secure)
    touch = request.headers.get("X-Desk-Background") != "1"
    session = await desk.staff.session(token, touch=touch) if token else None
    if session:
        desk.staff.presence.seen(session.user.id)
    return Visit(desk, request, token, session, cookies.language(request, secure=secure))


def nobody_in_particular(desk: Desk, request: web.Request) -> Visit:
    """A visit of which nothing could be looked up."""
    language = cookies.language(request, secure=_is_secure(desk, request))
    return Visit(desk, request, None, None, language)


def _is_secure(desk: Desk, request: web.Request) -> bool:
    return desk.secure_cookies or request.scheme == "https"
