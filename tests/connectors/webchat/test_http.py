"""The same conversation without a socket."""

import asyncio
from io import BytesIO
from typing import Any

import pytest

from connectors.webchat.sessions import new_token
from tests.connectors.webchat.hall import Frame, Hall, Screen, Twin
from tests.counselling.cast import FakeAssistant


async def test_hello_without_a_token_begins_a_session(hall: Hall) -> None:
    twin = Twin(hall)
    frames = await twin.post(type="hello", session=None, after=0, language="vi")
    assert twin.status == 201
    assert frames == [
        {"type": "welcome", "session": twin.session},
        {"type": "state", "handler": "assistant", "ticket": None},
    ]


async def test_a_first_message_without_a_token_begins_one_as_well(hall: Hall) -> None:
    twin = Twin(hall)
    frames = await twin.post(type="message", id="a", text="xin chào")
    assert twin.status == 201
    assert [frame["type"] for frame in frames] == ["welcome", "ack", "state"]
    assert (await twin.get(after=0))[0]["seq"] == 1


async def test_a_message_is_acknowledged_and_the_answer_fetched(hall: Hall, twin: Twin) -> None:
    ack, state = await twin.post(type="message", id="a", text="xin chào")
    assert (twin.status, ack["seq"], state["type"]) == (200, 1, "state")
    await hall.settle()
    own, answer, state = await twin.get(after=0)
    assert (own["from"], answer["text"], state["type"]) == (
        "woman",
        "answer to xin chào",
        "state",
    )
    assert [f["seq"] for f in await twin.get(after=1) if f["type"] == "message"] == [2]


async def test_the_same_id_again_is_the_same_message(hall: Hall, twin: Twin) -> None:
    first = await twin.post(type="message", id="a", text="xin chào")
    assert await twin.post(type="message", id="a", text="xin chào") == first
    await hall.settle()
    assert [f["seq"] for f in await twin.get(after=0) if f["type"] == "message"] == [1, 2]


async def test_get_waits_for_news(hall: Hall, twin: Twin) -> None:
    waiting = asyncio.create_task(twin.get(after=0, wait=20))
    await asyncio.sleep(0.1)
    assert not waiting.done()
    await Twin(hall, twin.session).post(type="message", id="a", text="xin chào")
    frames = await asyncio.wait_for(waiting, 5)
    assert frames[0]["text"] == "xin chào"


async def test_get_waits_no_longer_than_asked(twin: Twin) -> None:
    assert [f["type"] for f in await asyncio.wait_for(twin.get(after=0, wait=1), 4)] == ["state"]


async def test_a_stopping_server_answers_who_waits(hall: Hall, twin: Twin) -> None:
    waiting = asyncio.create_task(twin.get(after=0, wait=25))
    await asyncio.sleep(0.1)
    await asyncio.wait_for(hall.server.close(), 5)
    assert [f["type"] for f in await waiting] == ["state"]


async def test_the_answers_are_kept_in_no_cache(twin: Twin) -> None:
    await twin.get(after=0)
    assert twin.headers["Cache-Control"] == "no-store"
    assert twin.headers["X-Content-Type-Options"] == "nosniff"


async def test_get_without_a_token_is_shown_the_way_in(hall: Hall) -> None:
    twin = Twin(hall)
    refusal, welcome = await twin.get(after=0)
    assert (twin.status, refusal["code"], welcome["type"]) == (401, "bad_session", "welcome")
    assert twin.headers["WWW-Authenticate"] == "Bearer"
    assert [f["type"] for f in await twin.get(after=0)] == ["state"]


@pytest.mark.parametrize("header", ["Bearer garbage", "Basic abc", "Bearer", "x"])
async def test_a_malformed_token_is_refused(hall: Hall, header: str) -> None:
    twin = Twin(hall)
    refusal, _ = await twin.post_raw('{"type": "hello"}', Authorization=header)
    assert (twin.status, refusal["code"]) == (401, "bad_session")


async def test_a_session_that_is_none_is_null_and_nothing_else(twin: Twin) -> None:
    refusal, _ = await twin.post(type="hello", session="")
    assert (twin.status, refusal["code"]) == (401, "bad_session")


async def test_two_different_tokens_in_one_request_are_refused(twin: Twin) -> None:
    refusal, _ = await twin.post(type="hello", session=new_token())
    assert (twin.status, refusal["code"]) == (401, "bad_session")


@pytest.mark.parametrize(
    "query", [{"after": "-1"}, {"after": "x"}, {"after": "٣"}, {"wait": "1.5"}]
)
async def test_a_bad_number_is_refused(twin: Twin, query: dict[str, str]) -> None:
    (refusal,) = await twin.get(**query)
    assert (twin.status, refusal["code"]) == (400, "bad_frame")


async def test_only_json_is_taken(twin: Twin) -> None:
    (refusal,) = await twin.post_raw("{}", **{"Content-Type": "text/plain"})
    assert (twin.status, refusal["code"]) == (415, "wrong_media_type")


async def test_a_body_of_megabytes_is_refused(twin: Twin) -> None:
    (refusal,) = await twin.post_raw(BytesIO(b"a" * 3_000_000))
    assert (twin.status, refusal["code"]) == (413, "too_large")


async def test_the_chosen_language_travels_in_a_header(
    hall: Hall, twin: Twin, assistant: FakeAssistant
) -> None:
    body = '{"type": "message", "id": "a", "text": "hello there"}'
    await twin.post_raw(body, **{"X-Chat-Language": "ko"})
    await hall.settle()
    assert assistant.turns[-1].language == "ko"


async def test_socket_and_twin_tell_the_same_story(hall: Hall, screen: Screen) -> None:
    twin = await Twin(hall).hello()
    story: list[dict[str, Any]] = [
        {"type": "message", "id": "a", "text": "bị chồng đánh, cứu với"},
        {"type": "message", "id": "a", "text": "bị chồng đánh, cứu với"},
        {"type": "message", "id": "b", "text": " "},
        {"type": "choice", "id": "c", "choice": "consent.no"},
        {"type": "choice", "id": "d", "choice": "nothing"},
        {"type": "choice", "id": "e", "choice": "person"},
    ]
    answers: tuple[list[Frame], list[Frame]] = ([], [])
    for frame in story:
        await screen.send(**frame)
        answers[0].append(await screen._answer())
        await hall.settle()
        answers[1].append((await twin.post(**frame))[0])
        await hall.settle()
    assert answers[0] == answers[1]
    told = [_without_time(f) for f in await twin.get(after=0)]
    async with hall.screen(screen.session) as again:
        assert [_without_time(f) for f in again.seen[1:]] == told


def _without_time(frame: Frame) -> Frame:
    return {key: value for key, value in frame.items() if key != "at"}
