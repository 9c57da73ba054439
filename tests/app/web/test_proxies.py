"""Whom the service believes about who asks, whatever a stranger writes into the headers."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from ipaddress import ip_network
from pathlib import Path

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import BaseTestServer, TestServer, make_mocked_request

from app.settings import LOOPBACK
from app.web.proxies import Caller, see_through, who_calls
from tests.app.web.the_service import the_service

TRUSTED = (*LOOPBACK, ip_network("10.0.0.0/8"))


def caller(peer: str, *headers: tuple[str, str]) -> Caller:
    asked = make_mocked_request("GET", "/", [("Host", "chat.example"), *headers])
    return who_calls(asked.clone(remote=peer), TRUSTED)


def address(peer: str, *forwarded_for: str) -> str:
    return caller(peer, *(("X-Forwarded-For", line) for line in forwarded_for)).address


def test_a_stranger_is_who_she_is_whatever_she_claims() -> None:
    claims = [("X-Forwarded-For", "1.1.1.1"), ("Forwarded", "for=1.1.1.1;proto=https;host=x")]
    claims += [("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "evil.example")]
    assert caller("203.0.113.7", *claims) == Caller("203.0.113.7", "http", "chat.example")


def test_what_a_trusted_proxy_adds_counts_and_what_stands_left_of_it_does_not() -> None:
    assert address("127.0.0.1", "203.0.113.7") == "203.0.113.7"
    assert address("127.0.0.1", "1.1.1.1, 203.0.113.7") == "203.0.113.7"
    assert address("127.0.0.1", "1.1.1.1", "203.0.113.7") == "203.0.113.7"
    assert address("127.0.0.1", "unknown, ', <b>, 203.0.113.7") == "203.0.113.7"


def test_a_chain_of_trusted_proxies_is_followed_to_the_first_stranger() -> None:
    assert address("127.0.0.1", "1.1.1.1, 203.0.113.7, 10.0.0.2, 10.0.0.3") == "203.0.113.7"


def test_within_trusted_networks_the_first_one_is_who_asks() -> None:
    assert address("127.0.0.1", "10.0.0.9, 10.0.0.2") == "10.0.0.9"


def test_a_proxy_that_does_not_say_for_whom_it_asks_makes_nobody_pay_for_all() -> None:
    assert address("127.0.0.1") == ""


def test_what_cannot_be_read_counts_for_the_proxy_itself() -> None:
    assert address("10.0.0.1", "unknown") == "10.0.0.1"
    assert address("10.0.0.1", "") == "10.0.0.1"
    assert caller("10.0.0.1", ("Forwarded", 'for="_x')).address == "10.0.0.1"


def test_two_headers_that_disagree_are_both_not_believed() -> None:
    both = [("X-Forwarded-For", "203.0.113.7"), ("Forwarded", "for=1.1.1.1")]
    assert caller("10.0.0.1", *both).address == "10.0.0.1"
    agreed = [("X-Forwarded-For", "203.0.113.7"), ("Forwarded", "for=203.0.113.7")]
    assert caller("10.0.0.1", *agreed).address == "203.0.113.7"


def test_one_customer_of_ipv6_is_one_whichever_of_her_addresses_she_takes() -> None:
    one, other = "2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff"
    assert address("127.0.0.1", one) == address("127.0.0.1", other) == "2001:db8:1:2::/64"
    assert address(one) == "2001:db8:1:2::/64"
    assert address("127.0.0.1", "2001:db8:1:3::1") == "2001:db8:1:3::/64"


def test_ipv4_in_the_dress_of_ipv6_is_ipv4() -> None:
    assert address("::ffff:203.0.113.7") == "203.0.113.7"
    assert address("::ffff:127.0.0.1", "::ffff:203.0.113.7") == "203.0.113.7"


def test_scheme_and_host_come_from_the_proxy_too() -> None:
    by_x = [("X-Forwarded-Proto", "http, https"), ("X-Forwarded-Host", "desk.example")]
    assert caller("10.0.0.1", *by_x) == Caller("", "https", "desk.example")
    by_rfc = ("Forwarded", "for=203.0.113.7;proto=HTTPS;host=desk.example")
    assert caller("10.0.0.1", by_rfc) == Caller("203.0.113.7", "https", "desk.example")
    odd = [("X-Forwarded-Proto", "javascript"), ("X-Forwarded-Host", "x; script-src *")]
    assert caller("10.0.0.1", *odd) == Caller("", "http", "chat.example")


@pytest.fixture
async def echo() -> AsyncIterator[BaseTestServer]:
    async def show(request: web.Request) -> web.Response:
        return web.json_response([request.remote, request.scheme, request.host])

    app = web.Application(middlewares=[see_through(TRUSTED, "https://chat.example")])
    app.router.add_get("/", show)
    async with TestServer(app) as server:
        yield server


@pytest.mark.parametrize(
    ("headers", "seen"),
    [
        ({"X-Forwarded-For": "203.0.113.7"}, ["203.0.113.7", "https", "chat.example"]),
        ({"Host": "localhost"}, ["", "http", "localhost"]),
    ],
)
async def test_every_room_sees_the_caller_and_our_public_address_is_https(
    echo: BaseTestServer, headers: Mapping[str, str], seen: list[str]
) -> None:
    asked = {"Host": "chat.example"} | dict(headers)
    async with ClientSession() as http, http.get(echo.make_url("/"), headers=asked) as answer:
        assert await answer.json() == seen


@pytest.mark.parametrize(
    ("target", "host", "status"),
    [
        ("/", "x; script-src *", 400),
        ("/", "", 400),
        ("/", "/etc/passwd", 400),
        ("http://elsewhere.example/", "elsewhere.example", 200),
        ("http://elsewhere.example:81/", "chat.example", 200),
        ("http://[::1", "x", 400),
    ],
)
async def test_a_strange_host_is_refused_and_never_an_error_of_ours(
    echo: BaseTestServer, target: str, host: str, status: int
) -> None:
    for more in ("", "X-Forwarded-Host: a:b:c\r\nX-Forwarded-Proto: https\r\n"):
        reader, writer = await asyncio.open_connection(echo.host, echo.port)
        head = f"GET {target} HTTP/1.1\r\nHost: {host}\r\n{more}Connection: close\r\n\r\n"
        writer.write(head.encode())
        answered = int((await reader.readline()).split()[1])
        writer.close()
        assert answered == status or (more and answered == 400)


async def wrong_passwords(address: str, forwarded_for: str, times: int) -> int:
    """The last answer's status."""
    status = 0
    async with ClientSession() as http:
        for number in range(times):
            form = {"login": f"nobody{number}", "password": "wrong wrong wrong"}
            headers = {"Origin": address, "X-Forwarded-For": forwarded_for}
            async with http.post(f"{address}/desk/login", data=form, headers=headers) as answer:
                status = answer.status
    return status


async def test_behind_a_proxy_one_who_guesses_does_not_lock_the_other_counsellors_out(
    tmp_path: Path,
) -> None:
    async with the_service(tmp_path) as (_, address):
        assert await wrong_passwords(address, "203.0.113.7", 31) == 429
        assert await wrong_passwords(address, "9.9.9.9, 203.0.113.7", 1) == 429
        assert await wrong_passwords(address, "203.0.113.8", 1) == 403


async def test_who_speaks_https_with_the_proxy_gets_cookies_for_https_only(tmp_path: Path) -> None:
    async with the_service(tmp_path) as (office, address):
        del office
        choose = f"{address}/desk/language?to_language=en&to=/desk/login"
        for proto, name in (("https", "__Host-desk_language"), ("http", "desk_language")):
            headers = {"X-Forwarded-Proto": proto}
            async with (
                ClientSession() as http,
                http.get(choose, headers=headers, allow_redirects=False) as answer,
            ):
                assert answer.headers["Set-Cookie"].startswith(f"{name}=en;")
                assert ("Secure" in answer.headers["Set-Cookie"]) is (proto == "https")
