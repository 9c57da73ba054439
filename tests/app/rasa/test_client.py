"""Asking Rasa over HTTP, with a real server in its place."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest
from aiohttp import web

from app.rasa.breaker import Breaker
from app.rasa.client import AT_ONCE, MOST_BYTES, RasaAssistant
from app.rasa.supervisor import SECRET_HEADER, Address
from bot.actions.saying import as_json
from counselling.assistant import Answered, AssistantUnavailable, Decision, Reply, Turn

HERS = "chồng em đánh em"
TURN = Turn("c1", HERS, None, "vi", "consent", "legal/id-card", "amber", handler="waiting")
ANSWER = Answered((Reply("Chào chị!"),), Decision.SMALLTALK, awaiting="consent")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def asking(
    handler: Handler,
    within: float = 1.0,
    breaker: Breaker | None = None,
    patience: float = 10.0,
) -> AsyncIterator[RasaAssistant]:
    app = web.Application()
    app.router.add_post("/webhooks/osso/turn", handler)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    address = Address(f"http://127.0.0.1:{runner.addresses[0][1]}/webhooks/osso", "known")
    assistant = RasaAssistant(lambda: address, within, breaker, patience=patience)
    try:
        yield assistant
    finally:
        await assistant.close()
        await runner.cleanup()


def saying(text: str, status: int = 200) -> Handler:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(text=text, status=status, content_type="application/json")

    return handler


async def test_a_turn_is_sent_whole_with_the_secret_and_its_answer_read() -> None:
    seen: dict[str, Any] = {}

    async def handler(request: web.Request) -> web.Response:
        seen.update(await request.json(), secret=request.headers[SECRET_HEADER])
        return web.json_response(as_json(ANSWER))

    async with asking(handler) as assistant:
        assert await assistant.answer(TURN) == ANSWER
    assert seen == {
        "conversation_id": "c1",
        "text": HERS,
        "choice": None,
        "language": "vi",
        "awaiting": "consent",
        "last_faq": "legal/id-card",
        "danger": "amber",
        "danger_category": None,
        "country": None,
        "handler": "waiting",
        "secret": "known",
    }


@pytest.mark.parametrize(
    "handler",
    [
        saying("not json"),
        saying(""),
        saying("{}"),
        saying(json.dumps([HERS])),
        saying(json.dumps(as_json(ANSWER) | {"decision": HERS})),
        saying(json.dumps(as_json(ANSWER)), status=502),
        saying(" " * (MOST_BYTES + 1)),
        saying("\ud800".encode("utf-8", "surrogatepass").decode("latin-1")),
    ],
)
async def test_an_odd_answer_is_no_answer_and_its_reason_holds_no_word_of_hers(
    handler: Handler,
) -> None:
    async with asking(handler) as assistant:
        with pytest.raises(AssistantUnavailable) as raised:
            await assistant.answer(TURN)
    assert HERS not in str(raised.value)


async def test_a_slow_assistant_is_waited_for_no_longer_than_agreed() -> None:
    async def slow(request: web.Request) -> web.Response:
        await asyncio.sleep(30)
        return web.Response()

    async with asking(slow, within=0.1) as assistant:
        async with asyncio.timeout(2):
            with pytest.raises(AssistantUnavailable, match=r"no answer within 0\.1 s"):
                await assistant.answer(TURN)


async def test_an_answer_that_drips_is_not_waited_for_either() -> None:
    async def drip(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(300):
            await response.write(b" ")
            await asyncio.sleep(0.05)
        return response

    async with asking(drip, within=0.2) as assistant:
        async with asyncio.timeout(2):
            with pytest.raises(AssistantUnavailable):
                await assistant.answer(TURN)


async def test_without_an_address_it_is_unavailable_at_once() -> None:
    with pytest.raises(AssistantUnavailable, match="not ready"):
        await RasaAssistant(lambda: None).answer(TURN)


async def test_nobody_at_the_address_is_unavailable() -> None:
    assistant = RasaAssistant(lambda: Address("http://127.0.0.1:9/webhooks/osso", "known"))
    with pytest.raises(AssistantUnavailable, match="connection"):
        await assistant.answer(TURN)
    await assistant.close()


async def test_a_turn_that_finds_rasa_gone_follows_it_to_where_it_is_now() -> None:
    gone = Address("http://127.0.0.1:9/webhooks/osso", "old")
    async with asking(saying(json.dumps(as_json(ANSWER)))) as there:
        now = there._where()
        addresses = iter([gone, now])
        assistant = RasaAssistant(lambda: next(addresses))
        assert await assistant.answer(TURN) == ANSWER
        await assistant.close()


async def test_following_is_part_of_the_time_agreed() -> None:
    async def slow(request: web.Request) -> web.Response:
        await asyncio.sleep(30)
        return web.Response()

    async with asking(slow) as there:
        addresses = iter([Address("http://127.0.0.1:9/webhooks/osso", "old"), there._where()])
        assistant = RasaAssistant(lambda: next(addresses), 0.2)
        async with asyncio.timeout(2):
            with pytest.raises(AssistantUnavailable, match="no answer within"):
                await assistant.answer(TURN)
        await assistant.close()


async def test_after_some_failures_it_is_not_asked_for_a_while_and_then_again() -> None:
    asked, now = 0, 0.0

    async def handler(request: web.Request) -> web.Response:
        nonlocal asked
        asked += 1
        return web.json_response(as_json(ANSWER)) if asked > 2 else web.Response(status=500)

    breaker = Breaker(failures=2, pause=5, clock=lambda: now)
    async with asking(handler, breaker=breaker) as assistant:
        calm = replace(TURN, danger="none")
        for _ in range(5):
            with pytest.raises(AssistantUnavailable):
                await assistant.answer(calm)
        assert asked == 2
        now = 6.0
        assert await assistant.answer(calm) == ANSWER
        assert await assistant.answer(calm) == ANSWER
    assert asked == 4


async def test_in_a_rush_each_waits_for_her_turn_and_none_is_told_that_nobody_answers() -> None:
    at_once, most = 0, 0

    async def handler(_request: web.Request) -> web.Response:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        await asyncio.sleep(0.05)
        at_once -= 1
        return web.json_response(as_json(ANSWER))

    async with asking(handler, within=0.3) as assistant:
        answers = await asyncio.gather(*(assistant.answer(TURN) for _ in range(10 * AT_ONCE)))
    assert answers == [ANSWER] * (10 * AT_ONCE)
    assert most == AT_ONCE


async def test_when_too_many_wait_the_last_get_an_honest_line_and_no_failure_is_counted() -> None:
    breaker = Breaker(failures=1)

    async def handler(_request: web.Request) -> web.Response:
        await asyncio.sleep(0.2)
        return web.json_response(as_json(ANSWER))

    async with asking(handler, breaker=breaker, patience=0.05) as assistant:
        rush = [asyncio.create_task(assistant.answer(TURN)) for _ in range(AT_ONCE)]
        await asyncio.sleep(0)
        with pytest.raises(AssistantUnavailable, match="too many turns wait"):
            await assistant.answer(TURN)
        assert await asyncio.gather(*rush) == [ANSWER] * AT_ONCE
    assert breaker.lets_through()


async def test_one_that_answers_no_turn_for_a_minute_is_given_up_ever_more_rarely() -> None:
    now, given_up = 0.0, list[float]()

    async def handler(_request: web.Request) -> web.Response:
        return web.Response(status=500)

    breaker = Breaker(failures=1, pause=1, clock=lambda: now)
    async with asking(handler, breaker=breaker) as assistant:
        assistant._hopeless = lambda _address: given_up.append(now)
        while now < 600:
            with pytest.raises(AssistantUnavailable):
                await assistant.answer(replace(TURN, danger="none"))
            now += 5
    assert given_up == [60, 120, 240, 480]
