"""How many connections the server takes, and how long it waits for a request."""

import asyncio
import resource

import pytest
from aiohttp import web

from app.serving import serving
from app.web import connection
from app.web.connection import most_connections
from app.web.headers import HTTPS


async def hello(_request: web.Request) -> web.Response:
    return web.Response(text="hello")


async def listen(request: web.Request) -> web.Response:
    return web.Response(body=await request.read())


def an_app() -> web.Application:
    app = web.Application()
    app[HTTPS] = False
    app.router.add_get("/", hello)
    app.router.add_post("/", listen)
    return app


async def is_answered(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    try:
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        async with asyncio.timeout(5):
            return b" 200 " in await reader.readline()
    except ConnectionError:
        return False


async def test_one_connection_too_many_is_cut_and_the_others_go_on() -> None:
    async with serving(an_app(), "127.0.0.1", 0, most=2) as address:
        port = int(address.rpartition(":")[2])
        lines = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
        assert [await is_answered(*line) for line in lines] == [True, True, False]
        lines[0][1].close()
        await lines[0][1].wait_closed()
        await asyncio.sleep(0.05)
        lines.append(await asyncio.open_connection("127.0.0.1", port))
        assert await is_answered(*lines[-1])
        for _, writer in lines:
            writer.close()


async def test_a_head_that_drips_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.serving.QUIET", 0.3)
    async with serving(an_app(), "127.0.0.1", 0) as address:
        port = int(address.rpartition(":")[2])
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET / HTTP/1.1\r\nX: ")
        async with asyncio.timeout(5):
            assert await reader.read() == b""
        writer.close()


async def test_who_goes_away_in_the_middle_is_no_error_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with serving(an_app(), "127.0.0.1", 0) as address:
        _, writer = await asyncio.open_connection("127.0.0.1", int(address.rpartition(":")[2]))
        writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nabc")
        await asyncio.sleep(0.05)
        writer.transport.abort()
        await asyncio.sleep(0.05)
        assert [record.levelname for record in caplog.records if record.levelname == "ERROR"] == []


def test_files_are_kept_back_for_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    monkeypatch.setattr(connection, "_FILES_WANTED", soft)
    assert most_connections() == max(soft - 256, soft // 2)
    assert resource.getrlimit(resource.RLIMIT_NOFILE) == (soft, hard)


def test_as_many_files_are_asked_for_as_are_allowed() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (512, hard))
        assert most_connections() == min(8192, hard) - 256
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
