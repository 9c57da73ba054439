"""What the browser is given: small, in her language, from us alone, kept nowhere."""

import re
from pathlib import Path

import pytest

from connectors.webchat.page import Page
from connectors.webchat.rules import Rules
from tests.connectors.webchat.hall import Hall, a_hall
from tests.counselling.cast import FakeAssistant

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_first_load_stays_under_25_kilobytes_over_the_wire(one_hall: Hall) -> None:
    total = 0
    for path in ("/chat", *(f"/chat/static/{name}" for name in Page().files)):
        url = one_hall.server.make_url(path)
        async with one_hall.session.get(url, headers={"Accept-Encoding": "gzip"}) as answer:
            head = "".join(f"{key}: {value}\r\n" for key, value in answer.headers.items())
            total += (
                int(answer.headers["Content-Length"]) + len(head) + len("HTTP/1.1 200 OK\r\n\r\n")
            )
    assert total <= 25_000


async def test_a_browser_that_cannot_unpack_gets_it_plain(one_hall: Hall) -> None:
    url = one_hall.server.make_url("/chat")
    async with one_hall.session.get(url, headers={"Accept-Encoding": "identity"}) as answer:
        assert "Content-Encoding" not in answer.headers
        assert "<!doctype html>" in await answer.text()


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("vi-VN,vi;q=0.9,en;q=0.8", "vi"),
        ("en-US,en;q=0.9", "en"),
        ("ko", "ko"),
        ("fr-FR,fr;q=0.9,ko;q=0.5,en;q=0.4", "ko"),
        ("en;q=0.3,vi;q=0.7", "vi"),
        ("en;q=0,ko;q=0.1", "ko"),
        ("fr", "vi"),
        (";;,q=x,en;q=abc", "vi"),
        ("", "vi"),
    ],
)
async def test_the_page_comes_in_the_browsers_language(
    one_hall: Hall, accepted: str, language: str
) -> None:
    url = one_hall.server.make_url("/chat")
    async with one_hall.session.get(url, headers={"Accept-Language": accepted}) as answer:
        assert f'<html lang="{language}">' in await answer.text()


async def test_the_page_is_kept_nowhere_and_its_files_for_ever(one_hall: Hall) -> None:
    async with one_hall.session.get(one_hall.server.make_url("/chat")) as answer:
        assert answer.headers["Cache-Control"] == "no-store"
        html = await answer.text()
    named = re.findall(r'"(/chat/static/chat\.[0-9a-f]{16}\.(?:css|js))"', html)
    assert len(named) == 2
    for path in named:
        async with one_hall.session.get(one_hall.server.make_url(path)) as answer:
            assert answer.status == 200
            assert "immutable" in answer.headers["Cache-Control"]


async def test_the_page_may_be_framed_by_nobody_and_run_nothing_foreign(one_hall: Hall) -> None:
    async with one_hall.session.get(one_hall.server.make_url("/chat")) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "camera=()" in answer.headers["Permissions-Policy"]
        assert "Set-Cookie" not in answer.headers


async def test_after_a_flight_or_an_erasure_the_browser_drops_the_pages_files(
    one_hall: Hall,
) -> None:
    async with one_hall.session.get(one_hall.server.make_url("/chat/forget")) as answer:
        assert answer.status == 204
        assert answer.headers["Clear-Site-Data"] == '"cache"'
        assert answer.headers["Cache-Control"] == "no-store"


async def test_a_strange_host_does_not_reach_the_policy(one_hall: Hall) -> None:
    headers = {"Host": "x; script-src evil.example"}
    async with one_hall.session.get(one_hall.server.make_url("/chat"), headers=headers) as answer:
        assert "evil" not in answer.headers.get("Content-Security-Policy", "")


async def test_a_file_that_is_not_there_is_not_found(one_hall: Hall) -> None:
    for name in ("chat.js", "..%2Findex.html", "chat.0000000000000000.js"):
        async with one_hall.session.get(one_hall.server.make_url(f"/chat/static/{name}")) as answer:
            assert answer.status == 404


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
async def test_pages_of_other_origins_may_not_talk_to_us(one_hall: Hall, origin: str) -> None:
    socket, messages = (
        one_hall.server.make_url(f"/chat/{path}") for path in ("socket", "messages")
    )
    async with one_hall.session.get(socket, headers={"Origin": origin}) as answer:
        assert answer.status == 403
    asked = {"Origin": origin, "Content-Type": "application/json"}
    async with one_hall.session.post(messages, data='{"type":"hello"}', headers=asked) as answer:
        assert answer.status == 403
        assert (await answer.json())["frames"][0]["code"] == "foreign_origin"


async def test_our_own_page_and_those_the_office_names_may(tmp_path: Path) -> None:
    rules = Rules(origins=frozenset({"https://office.example"}))
    async with a_hall(tmp_path, FakeAssistant(), rules) as hall:
        own = str(hall.server.make_url("")).rstrip("/")
        for origin in (own, "https://office.example"):
            url = hall.server.make_url("/chat/socket")
            async with hall.session.ws_connect(url, origin=origin) as line:
                await line.send_str('{"type": "hello"}')
                assert "welcome" in await line.receive_str()
