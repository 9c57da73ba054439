"""Whole HTTP requests as bytes, most of them wrong. ``{host}`` is filled in by the sender."""

import random
from collections.abc import Callable, Mapping

_HELLO = b'{"type": "hello"}'
_PATHS = (
    "/",
    "/chat",
    "/chat/",
    "/chat/messages",
    "/chat/socket",
    "/chat/static/../../app/settings.py",
    "/chat/static/%2e%2e%2f%2e%2e%2fpyproject.toml",
    "/chat/static/..%5c..%5cx",
    "/desk/static/x/../y",
    "/desk/tickets/%00",
    "/desk/tickets/' OR 1=1 --".replace(" ", "%20"),
    "/desk?to=//evil.example",
    "/desk/login?to=https://evil.example",
    "//evil.example/",
    "/%ff%fe",
    "/" + "a" * 3000,
    "/health?x=%",
    "/chat/messages?after=1e9",
    "/chat/messages?after=" + "9" * 300,
    "/chat?x=" + "%F0%9F%92%A9" * 50,
    "/.git/config",
    "/.env",
    "/chat/static/chat.css%00.js",
    "http://evil.example/chat",
    "*",
    "/\\..\\..",
)
_METHODS = (
    "GET",
    "HEAD",
    "POST",
    "PUT",
    "DELETE",
    "PATCH",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "PROPFIND",
    "get",
    "FOO",
    "GET\t",
    "",
)
_HEADERS = (
    "X: " + "a" * 7000,
    "Cookie: " + "a=b; " * 400,
    "Cookie: desk=\x00; __Host-desk=é",
    "Expect: 200-ok",
    "Content-Encoding: gzip",
    "Accept-Language: " + "x;q=0." + "9" * 500,
    "Transfer-Encoding: identity",
    "Range: bytes=0-0,1-1,2-2",
    "If-None-Match: *",
    "Upgrade: h2c",
    "Connection: upgrade, close",
    "X-Forwarded-For: " + ",".join(["1.1.1.1"] * 300),
    'Forwarded: for="',
    "X-HTTP-Method-Override: PUT",
    "Authorization: Bearer ' OR 1",
    "Authorization: Basic AAAA",
    "Origin: null",
    "Content-Type: \x01",
    "Content-Type: application/json; charset=utf-7",
    "Content-Type: multipart/form-data; boundary=x",
    "Bad Header: x",
    ": x",
    "Host: evil.example",
    "X-Chat-Language: ../x",
    " folded: x",
)


def _request(head: str, body: bytes = b"") -> bytes:
    return head.encode("utf-8", "surrogateescape") + b"\r\n\r\n" + body


def strange(chosen: random.Random) -> bytes:
    """Any method at any address with some odd headers."""
    lines = [f"{chosen.choice(_METHODS)} {chosen.choice(_PATHS)} HTTP/1.1", "Host: {host}"]
    lines += chosen.choices(_HEADERS, k=chosen.randint(0, 3))
    return _request("\r\n".join([*lines, "Connection: close"]))


def wrong_length(chosen: random.Random) -> bytes:
    """A body longer or shorter than it says, or that says two things."""
    said = chosen.choice(
        ["5", "-1", "abc", "0x11", "1" * 30, "17\r\nContent-Length: 3", " 17", "+17"]
    )
    head = "POST /chat/messages HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
    return _request(f"{head}Connection: close\r\nContent-Length: {said}", _HELLO)


def chunked(chosen: random.Random) -> bytes:
    """A body in chunks: right, endless, cut, smuggling or of absurd size."""
    body = chosen.choice(
        [
            b"11\r\n" + _HELLO + b"\r\n0\r\n\r\n",
            b"5\r\nhello\r\n0\r\n\r\nGET /desk HTTP/1.1\r\nHost: x\r\n\r\n",
            b"ffffffffffffffff\r\nx",
            b"-1\r\n\r\n",
            b"zz\r\n",
            b"1;" + b"x" * 5000 + b"\r\n{\r\n0\r\n\r\n",
            b"0\r\nTrailer: x\r\n\r\n",
        ]
    )
    both = chosen.choice(["", "\r\nContent-Length: 4", "\r\nTransfer-Encoding: identity"])
    head = "POST /chat/messages HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
    return _request(f"{head}Connection: close\r\nTransfer-Encoding: chunked{both}", body)


def pipelined(chosen: random.Random) -> bytes:
    """Many requests at once on one line."""
    one = _request(
        f"GET {chosen.choice(['/health', '/chat', '/desk/x'])} HTTP/1.1\r\nHost: {{host}}"
    )
    return one * chosen.randint(2, 40) + strange(chosen)


def old_and_new(chosen: random.Random) -> bytes:
    """Other versions of HTTP, and what is no HTTP at all."""
    return chosen.choice(
        [
            b"GET /\r\n\r\n",
            b"GET / HTTP/1.0\r\n\r\n",
            b"GET / HTTP/3.9\r\nHost: x\r\nConnection: close\r\n\r\n",
            b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
            b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + chosen.randbytes(60),
            b"\r\n" * 200,
            b"\x00" * 100,
            chosen.randbytes(300) + b"\r\n\r\n",
            b"GET / HTTP/1.1\nHost: x\n\n",
            b"EHLO evil.example\r\n",
        ]
    )


def forms(chosen: random.Random) -> bytes:
    """Forms at the desk's login that no page of ours sends."""
    body = chosen.choice(
        [b"login=%ff&password=%00", b"login=" + b"a" * 70_000, b"&=&=&;", b"a=b&" * 5000, b"{}"]
    )
    head = "POST /desk/login HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
    kind = "Connection: close\r\nContent-Type: application/x-www-form-urlencoded"
    return _request(f"{head}{kind}\r\nContent-Length: {len(body)}", body)


KINDS: Mapping[str, Callable[[random.Random], bytes]] = {
    "strange requests": strange,
    "wrong lengths": wrong_length,
    "chunks": chunked,
    "pipelines": pipelined,
    "other protocols": old_and_new,
    "desk forms": forms,
}
