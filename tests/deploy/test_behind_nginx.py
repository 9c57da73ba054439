"""Two services on one PostgreSQL behind the nginx of deploy/: one office, also when one stops."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from app.office import Office
from tests.app.web.the_service import the_service
from tests.deploy.an_nginx import HOST, Nginx

pytestmark = pytest.mark.parametrize("on_database", ["postgresql"], indirect=True)
PUBLIC = f"https://{HOST}"


class Services:
    """The two, and which of them serves her."""

    def __init__(self) -> None:
        self.stacks: list[AsyncExitStack] = []
        self.offices: list[Office] = []
        self.addresses: list[str] = []

    async def start(self, folder: Path) -> None:
        stack = AsyncExitStack()
        office, address = await stack.enter_async_context(the_service(folder, public_url=PUBLIC))
        self.stacks.append(stack)
        self.offices.append(office)
        self.addresses.append(address.removeprefix("http://"))

    async def stop_hers(self) -> None:
        looked_at = [list(office.live._readers) for office in self.offices]
        hers = next(n for n, topics in enumerate(looked_at) if any("chat:" in t for t in topics))
        await self.stacks.pop(hers).aclose()

    async def stop(self) -> None:
        while self.stacks:
            await self.stacks.pop().aclose()


@pytest.fixture
async def services(tmp_path: Path) -> AsyncIterator[Services]:
    both = Services()
    for _ in range(2):
        await both.start(tmp_path)
    yield both
    await both.stop()


class Page:
    """Her page's socket."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket

    async def says(self, text: str, number: str) -> None:
        await self.socket.send_json({"type": "message", "id": number, "text": text})

    async def reads(self, kind: str, **wanted: Any) -> dict[str, Any]:
        while True:
            frame: dict[str, Any] = await self.socket.receive_json(timeout=10)
            if frame["type"] == kind and all(frame[name] == wanted[name] for name in wanted):
                return frame


async def test_she_goes_on_at_the_other_service_when_hers_stops(
    services: Services, tmp_path: Path
) -> None:
    nginx = Nginx(tmp_path, services.addresses)
    headers = {"Host": HOST, "Origin": PUBLIC}
    async with (
        nginx.running() as url,
        aiohttp.ClientSession(
            headers=headers, connector=aiohttp.TCPConnector(ssl=nginx.trust())
        ) as her,
    ):
        async with her.ws_connect(f"{url}/chat/socket") as socket:
            page, hello = Page(socket), {"type": "hello", "session": None, "after": 0}
            await socket.send_json(hello | {"language": "vi"})
            session = (await page.reads("welcome"))["session"]
            await page.says("Em muốn hỏi", "first")
            assert (await page.reads("ack", id="first"))["seq"] == 1
            await page.reads("message", text="answer to Em muốn hỏi")
            await services.stop_hers()
        async with her.ws_connect(f"{url}/chat/socket") as socket:
            page = Page(socket)
            await socket.send_json(hello | {"session": session, "language": "vi"})
            assert (await page.reads("welcome"))["session"] == session
            await page.reads("message", text="answer to Em muốn hỏi")
            await page.says("Em còn hỏi nữa", "second")
            await page.reads("message", text="answer to Em còn hỏi nữa")


async def test_the_desk_is_served_and_what_is_for_this_machine_is_not(
    services: Services, tmp_path: Path
) -> None:
    nginx = Nginx(tmp_path, services.addresses)
    assert nginx.check().returncode == 0, nginx.check().stderr
    async with (
        nginx.running() as url,
        aiohttp.ClientSession(
            headers={"Host": HOST}, connector=aiohttp.TCPConnector(ssl=nginx.trust())
        ) as visitor,
    ):
        expected = {"/chat": 200, "/desk/login": 200, "/desk": 303, "/health": 404, "/metrics": 404}
        for path, status in expected.items():
            async with visitor.get(url + path, allow_redirects=False) as answer:
                assert (path, answer.status) == (path, status)
        async with visitor.get(f"{url}/desk/login") as answer:
            assert "max-age" in answer.headers["Strict-Transport-Security"]
