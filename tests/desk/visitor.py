"""Somebody with a browser: cookies, forms and pages over real HTTP."""

import re
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from aiohttp import ClientResponse, ClientSession, CookieJar
from aiohttp.test_utils import BaseTestServer

PASSWORD = "a long enough password"
_CSRF = re.compile(r'name="csrf" value="([^"]+)"')


@dataclass(frozen=True)
class Answer:
    """What came back, read to the end."""

    status: int
    text: str
    headers: dict[str, str]

    @property
    def location(self) -> str:
        return self.headers["Location"]


class Visitor:
    """One browser at one server."""

    def __init__(self, server: BaseTestServer) -> None:
        self.server = server
        self.http = ClientSession(cookie_jar=CookieJar(unsafe=True))
        self.csrf = ""

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.http.close()

    @property
    def origin(self) -> str:
        return str(self.server.make_url("/")).rstrip("/")

    @property
    def session(self) -> str | None:
        """The session cookie's value."""
        cookies = {cookie.key: cookie.value for cookie in self.http.cookie_jar}
        return cookies.get("desk")

    async def sign_in(self, login: str, password: str = PASSWORD) -> Answer:
        answer = await self.post("/desk/login", login=login, password=password)
        if answer.status == 303:
            self.csrf = await self.read_csrf()
        return answer

    async def enters(self, token: str) -> None:
        """Go on with a session that was begun elsewhere."""
        self.http.cookie_jar.update_cookies({"desk": token}, self.server.make_url("/desk"))
        self.csrf = await self.read_csrf()

    async def read_csrf(self) -> str:
        found = _CSRF.search((await self.get("/desk/password")).text)
        assert found, "no CSRF field on the page"
        return found[1]

    async def get(self, path: str, **headers: str) -> Answer:
        return await self._read(await self.open("GET", path, headers=headers))

    async def post(self, path: str, **fields: str) -> Answer:
        """Send a form as our own page would."""
        form = {"csrf": self.csrf, **fields}
        return await self._read(
            await self.open("POST", path, data=form, headers={"Origin": self.origin})
        )

    async def open(self, method: str, path: str, **more: object) -> ClientResponse:
        """Any request; the answer's body is not read yet."""
        return await self.http.request(
            method,
            self.server.make_url(path),
            allow_redirects=False,
            **more,  # type: ignore[arg-type]
        )

    async def _read(self, response: ClientResponse) -> Answer:
        async with response:
            return Answer(response.status, await response.text(), dict(response.headers))
