"""What the browser is given: small, in her language, from us alone, kept nowhere."""

import base64
import hashlib
import re
from pathlib import Path

import brotli
import pytest

from connectors.webchat.rules import Rules
from tests.connectors.webchat.hall import Hall, a_hall
from tests.counselling.cast import FakeAssistant

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_first_load_stays_under_21_kilobytes_over_the_wire(one_hall: Hall) -> None:
    url = one_hall.server.make_url("/chat")
    async with one_hall.session.get(url, headers={"Accept-Encoding": "br, gzip"}) as answer:
        head = "".join(f"{key}: {value}\r\n" for key, value in answer.headers.items())
        assert int(answer.headers["Content-Length"]) + len(head) <= 21_000


async def test_it_can_be_read_written_on_and_left_after_6_kilobytes_of_one_answer(
    one_hall: Hall,
) -> None:
    async with one_hall.session.get(one_hall.server.make_url("/chat")) as answer:
        html = await answer.text()
    before = html[: html.rindex("<style>")]
    assert 'id="text"' in before
    assert '"touchstart"' not in before  # what she can do without waits till the end
    assert len(brotli.compress(before.encode())) <= 6_000
    assert re.findall(r'(?:src|href)="(?!data:|https://www.google.com)[^"]*"', html) == []


async def test_a_browser_that_cannot_unpack_gets_it_plain(one_hall: Hall) -> None:
    url = one_hall.server.make_url("/chat")
    async with one_hall.session.get(url, headers={"Accept-Encoding": "identity"}) as answer:
        assert "Content-Encoding" not in answer.headers
        assert "<!doctype html>" in await answer.text()


@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip, deflate", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("br; q=0.000, GZIP", "gzip"),
        ("zstd", None),
        ("gzip;q=0", None),
    ],
)
async def test_a_browser_gets_the_shortest_form_that_it_can_unpack(
    one_hall: Hall, accepted: str, coding: str | None
) -> None:
    url = one_hall.server.make_url("/chat")
    plain = one_hall.session.get(url, headers={"Accept-Encoding": "identity"})
    packed = one_hall.session.get(url, headers={"Accept-Encoding": accepted})
    async with plain as one, packed as other:
        assert other.headers.get("Content-Encoding") == coding
        assert await other.read() == await one.read()


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


async def test_the_page_is_kept_nowhere(one_hall: Hall) -> None:
    async with one_hall.session.get(one_hall.server.make_url("/chat")) as answer:
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("language", ["vi", "en", "ko"])
async def test_the_policy_names_each_script_and_style_by_what_is_in_it(
    one_hall: Hall, language: str
) -> None:
    asked = {"Accept-Language": language}
    async with one_hall.session.get(one_hall.server.make_url("/chat"), headers=asked) as answer:
        html, policy = await answer.text(), answer.headers["Content-Security-Policy"]
    for element, directive, count in (("script", "script-src", 2), ("style", "style-src", 2)):
        inline = re.findall(f"<{element}>(.*?)</{element}>", html, re.DOTALL)
        sources = [_sha256(text) for text in inline]
        assert len(sources) == count
        assert f"; {directive} {' '.join(sources)};" in policy


def _sha256(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


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
    for name in ("chat.js", "static/..%2Findex.html", "static/chat.js"):
        async with one_hall.session.get(one_hall.server.make_url(f"/chat/{name}")) as answer:
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
