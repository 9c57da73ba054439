"""The protecting headers stand on every answer of the server, whoever makes it.

Source of the table: OWASP ASVS 5.0, V3.4, and OWASP HTTP Headers Cheat Sheet.
"""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from aiohttp import ClientSession, web

from app.duty import DutyBook
from app.faq_status import FaqStatus
from app.server import build_app
from app.serving import serving
from app.settings import Settings
from app.web.headers import EVERYWHERE
from desk.assets import Assets
from tests.app.web.the_service import the_service
from tests.counselling.cast import FakeAssistant, an_office

pytestmark = pytest.mark.asyncio(loop_scope="module")

SOCKET = "/chat/socket"
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}
ASKED: list[tuple[str, str, dict[str, str], bytes, int]] = [
    ("GET", "/", {}, b"", 302),
    ("GET", "/health", {}, b"", 200),
    ("GET", "/nothing", {}, b"", 404),
    ("GET", "/%00/../..//etc/passwd", {}, b"", 404),
    ("PUT", "/chat", {}, b"", 405),
    ("OPTIONS", "/chat/messages", {}, b"", 405),
    ("GET", "/chat", {}, b"", 200),
    ("HEAD", "/chat", {}, b"", 200),
    ("GET", "/chat/static/chat.css", {}, b"", 404),
    ("GET", SOCKET, UPGRADE, b"", 101),
    ("GET", SOCKET, {}, b"", 400),
    ("GET", SOCKET, UPGRADE | {"Sec-WebSocket-Version": "5"}, b"", 400),
    ("GET", SOCKET, UPGRADE | {"Origin": "https://evil.example"}, b"", 403),
    ("GET", "/chat/messages", {}, b"", 401),
    ("POST", "/chat/messages", {}, b"{}", 415),
    ("POST", "/chat/messages", {"Content-Type": "application/json"}, b"{}", 400),
    ("POST", "/chat/messages", {"Content-Type": "application/json"}, b"x" * 2_000_000, 413),
    ("POST", "/chat/messages", {"Expect": "a miracle"}, b"{}", 417),
    ("GET", "/desk", {}, b"", 303),
    ("GET", "/desk/login", {}, b"", 200),
    ("GET", "/desk/queue", {}, b"", 404),
    ("PATCH", "/desk/login", {}, b"", 404),
    ("POST", "/desk/login", {"Origin": "https://evil.example"}, b"", 403),
    ("GET", f"/desk/static/{Assets().build}/base.css", {}, b"", 200),
    ("GET", "no path at all", {}, b"", 400),
    ("GET", "/", {"Broken\x00Header": "x"}, b"", 400),
    ("GET", "/", {"Large": "x" * 20_000}, b"", 400),
    ("G\x01T", "/", {}, b"", 400),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def address(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[str]:
    folder = tmp_path_factory.mktemp("service")
    async with the_service(folder, public_url="https://chat.example") as (_, address):
        yield address


async def ask(
    address: str, method: str, path: str, headers: dict[str, str], body: bytes
) -> tuple[int, dict[str, str], bytes]:
    """Bytes over a wire, since no client library would send some of them."""
    where = urlsplit(address)
    reader, writer = await asyncio.open_connection(where.hostname, where.port)
    usual = {"Host": where.netloc, "Content-Length": str(len(body)), "Connection": "close"}
    sent = usual | headers
    head = "".join(f"{name}: {value}\r\n" for name, value in sent.items())
    writer.write(f"{method} {path} HTTP/1.1\r\n{head}\r\n".encode() + body)
    try:
        async with asyncio.timeout(5):
            told = await reader.readuntil(b"\r\n\r\n")
            rest = b"" if b" 101 " in told else await reader.read(2000)
    finally:
        writer.close()
    first, *lines = told.decode().strip().split("\r\n")
    found = dict(line.split(": ", 1) for line in lines)
    return int(first.split()[1]), found, rest


@pytest.mark.parametrize(("method", "path", "headers", "body", "status"), ASKED)
async def test_every_answer_carries_every_header_and_names_no_software(
    address: str, method: str, path: str, headers: dict[str, str], body: bytes, status: int
) -> None:
    answered, found, rest = await ask(address, method, path, headers, body)
    assert answered == status
    assert {name for name in EVERYWHERE if name not in found} == set()
    assert found["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert "Server" not in found
    assert b"aiohttp" not in rest
    policy = found["Content-Security-Policy"]
    for directive in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert directive in policy
    assert "unsafe" not in policy
    if "static" not in path or status != 200:
        assert found["Cache-Control"] == "no-store"


async def test_a_request_that_is_none_is_not_quoted_back(address: str) -> None:
    _, _, body = await ask(address, "GET", "/", {"<script>alert(1)\x00</script>": "x"}, b"")
    assert body == b"400: Bad Request"


async def test_a_failing_room_says_nothing_of_itself_and_keeps_the_headers(tmp_path: Path) -> None:
    async def fail(_request: web.Request) -> web.Response:
        raise RuntimeError("her words")

    async with an_office(tmp_path, FakeAssistant()) as office:
        settings = Settings(_env_file=None, data_dir=tmp_path)
        app = build_app(office, settings, lambda: "ready", FaqStatus(), DutyBook(tmp_path))
        app.router.add_get("/fails", fail)
        async with serving(app, "127.0.0.1", 0) as address:
            status, found, body = await ask(address, "GET", "/fails", {"Accept": "text/html"}, b"")
    assert (status, body) == (500, b"500: Internal Server Error")
    assert {name for name in EVERYWHERE if name not in found} == set()
    assert "Strict-Transport-Security" not in found


@pytest.mark.parametrize(
    ("origin", "site", "taken"),
    [
        ("https://chat.example", None, True),
        ("http://chat.example", None, False),
        ("https://chat.example:8443", None, False),
        ("https://evil.chat.example", None, False),
        ("https://chat.example.evil", None, False),
        ("https://xn--cht-8ua.example", None, False),
        ("https://chất.example", None, False),
        ("null", None, False),
        ("", None, False),
        ("https://chat.example/", None, False),
        (None, None, True),
        (None, "same-origin", True),
        (None, "none", True),
        (None, "same-site", False),
        (None, "cross-site", False),
    ],
)
@pytest.mark.parametrize("way", ["socket", "post", "get"])
async def test_only_our_own_page_is_talked_to(
    address: str, way: str, origin: str | None, site: str | None, taken: bool
) -> None:
    headers = {"Host": "chat.example", "X-Forwarded-Proto": "https"}
    headers |= {} if origin is None else {"Origin": origin}
    headers |= {} if site is None else {"Sec-Fetch-Site": site}
    if way == "socket":
        status, *_ = await ask(address, "GET", SOCKET, headers | UPGRADE, b"")
        assert status == (101 if taken else 403)
    elif way == "post":
        json = {"Content-Type": "application/json"}
        body = b'{"type": "hello"}'
        status, *_ = await ask(address, "POST", "/chat/messages", headers | json, body)
        assert status == (201 if taken else 403)
    else:
        status, *_ = await ask(address, "GET", "/chat/messages", headers, b"")
        assert status == (401 if taken else 403)


async def test_where_a_desk_session_ends_the_browser_forgets(address: str) -> None:
    async with ClientSession() as http:
        asked = f"{address}/desk/login"
        async with http.get(asked, headers={"Cookie": "__Host-desk=over"}) as answer:
            assert answer.headers["Clear-Site-Data"] == '"cache"'
        async with http.get(asked) as answer:
            assert "Clear-Site-Data" not in answer.headers
