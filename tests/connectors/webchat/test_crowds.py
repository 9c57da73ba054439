"""Floods and crowds: what is too much is refused politely, and who was there first goes on."""

import asyncio
from pathlib import Path

import pytest
from aiohttp import ClientWebSocketResponse, WSMsgType, WSServerHandshakeError

from connectors.webchat.rules import Rate, Rules
from tests.connectors.webchat.hall import Hall, Screen, Twin, a_hall
from tests.counselling.cast import FakeAssistant

NAT = {"X-Forwarded-For": "203.0.113.7"}


async def open_line(hall: Hall, **headers: str) -> ClientWebSocketResponse:
    url = hall.server.make_url("/chat/socket")
    return await hall.session.ws_connect(url, headers=NAT | headers)


async def test_a_flood_from_her_address_does_not_silence_a_conversation_that_was_there(
    tmp_path: Path,
) -> None:
    rules = Rules(network_rate=Rate(10, 0.01), regular_rate=Rate(3, 0.01))
    async with a_hall(tmp_path, FakeAssistant(), rules) as hall:
        her = Screen(await open_line(hall))
        await her.hello()
        assert (await her.say("xin chào"))["type"] == "ack"
        flood = Twin(hall)
        while flood.status != 429:
            await flood.post_raw('{"type": "hello"}', **NAT)
        stranger = Twin(hall)
        await stranger.post_raw('{"type": "hello"}', **NAT)
        assert stranger.status == 429
        assert [(await her.say(f"tin {number}"))["type"] for number in range(3)] == ["ack"] * 3
        assert (await her.say("một tin nữa"))["code"] == "rate_limited"


async def test_one_socket_too_many_takes_the_place_of_an_empty_one(tmp_path: Path) -> None:
    async with a_hall(tmp_path, FakeAssistant(), Rules(sockets_of_a_network=2)) as hall:
        her = Screen(await open_line(hall))
        await her.hello()
        await her.say("xin chào")
        empty = Screen(await open_line(hall))
        await empty.hello()
        closing = asyncio.create_task(empty.closing())
        late = Screen(await open_line(hall))
        await late.hello()
        assert await closing == 1013
        assert (await her.say("vẫn ở đây"))["type"] == "ack"
        await late.say("em cũng vậy")
        with pytest.raises(WSServerHandshakeError, match="429") as refusal:
            await open_line(hall)
        assert refusal.value.headers is not None
        assert refusal.value.headers["Retry-After"] == "5"
        assert (await Twin(hall).hello()).status == 201
        await her.socket.close()
        assert await Screen(await open_line(hall)).hello()


async def test_the_whole_house_has_a_limit_too(tmp_path: Path) -> None:
    async with a_hall(tmp_path, FakeAssistant(), Rules(sockets=1)) as hall:
        first = Screen(await open_line(hall))
        await first.hello()
        closing = asyncio.create_task(first.closing())
        second = Screen(await open_line(hall, **{"X-Forwarded-For": "203.0.113.8"}))
        await second.hello()
        assert await closing == 1013


async def test_opening_sockets_is_counted_as_well(tmp_path: Path) -> None:
    rules = Rules(network_rate=Rate(3, 0.01))
    async with a_hall(tmp_path, FakeAssistant(), rules) as hall:
        for _ in range(3):
            await (await open_line(hall)).close()
        with pytest.raises(WSServerHandshakeError, match="429"):
            await open_line(hall)


async def test_who_does_not_say_hello_is_not_waited_for(tmp_path: Path) -> None:
    async with a_hall(tmp_path, FakeAssistant(), Rules(greeting=0.3)) as hall:
        async with hall.screen(greet=False) as silent:
            assert await silent.closing() == 1008
        async with hall.screen(greet=False) as babbling:
            for _ in range(5):
                await babbling.send(type="erase")
            assert await babbling.closing() == 1008
        async with hall.screen() as polite:
            await asyncio.sleep(0.5)
            assert (await polite.say("xin chào"))["type"] == "ack"


async def test_a_body_that_drips_is_not_waited_for(tmp_path: Path) -> None:
    async with a_hall(tmp_path, FakeAssistant(), Rules(greeting=0.3)) as hall:
        reader, writer = await asyncio.open_connection(hall.server.host, hall.server.port)
        writer.write(
            b"POST /chat/messages HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
            b"Content-Length: 100\r\n\r\n{"
        )
        async with asyncio.timeout(5):
            answer = await reader.readuntil(b"\r\n")
        writer.close()
        assert b" 408 " in answer


async def test_a_flood_of_pings_closes_the_socket(tmp_path: Path) -> None:
    rules = Rules(nuisance_rate=Rate(5, 0.01))
    async with (
        a_hall(tmp_path, FakeAssistant(), rules) as hall,
        hall.session.ws_connect(hall.server.make_url("/chat/socket"), autoping=False) as line,
    ):
        await line.send_str('{"type": "hello"}')
        for _ in range(6):
            await line.ping(b"x")
        got = [await line.receive(5) for _ in range(8)]
        assert [m.type for m in got].count(WSMsgType.PONG) == 5
        assert line.close_code == 1008


async def test_a_flood_of_broken_frames_closes_the_socket(tmp_path: Path) -> None:
    rules = Rules(nuisance_rate=Rate(5, 0.01))
    async with a_hall(tmp_path, FakeAssistant(), rules) as hall, hall.screen() as screen:
        for _ in range(6):
            await screen.socket.send_str("{")
        assert await screen.closing() == 1008


async def test_an_idle_socket_is_pinged_and_dropped_only_when_it_is_dead(tmp_path: Path) -> None:
    async with a_hall(tmp_path, FakeAssistant(), Rules(heartbeat=0.2)) as hall:
        url = hall.server.make_url("/chat/socket")
        async with hall.session.ws_connect(url, autoping=False) as dead:
            assert (await dead.receive(5)).type is WSMsgType.PING
            ended = [(await dead.receive(5)).type for _ in range(2)]
            assert ended[-1] in {WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.CLOSING}
        async with hall.screen() as alive:
            waiting = asyncio.create_task(alive.next())
            await asyncio.sleep(0.8)
            assert not waiting.done()
            waiting.cancel()


async def test_who_was_dropped_for_reading_too_slowly_has_lost_nothing(tmp_path: Path) -> None:
    async with a_hall(tmp_path, FakeAssistant(), Rules(patience=0.2)) as hall:
        async with hall.screen() as screen:
            await screen.say("xin chào")
            session = screen.session
            assert screen.socket._response.connection is not None
            transport = screen.socket._response.connection.transport
            assert transport is not None
            transport.pause_reading()
            talker = Twin(hall, session)
            for number in range(8):
                await talker.post(type="message", id=f"m{number}", text="ệ" * 3900)
            await hall.settle()
            transport.abort()
        async with hall.screen(session, 0) as again:
            assert again.numbers == list(range(1, 19))
