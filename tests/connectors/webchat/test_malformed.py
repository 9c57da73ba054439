"""What a broken or hostile client sends: refused by name, and the socket stays open."""

import json

import pytest
from aiohttp import WSMsgType

from tests.connectors.webchat.hall import Hall, Twin

pytestmark = pytest.mark.asyncio(loop_scope="module")

A_MESSAGE = {"type": "message", "id": "a", "text": "xin chào"}
BROKEN = [
    ("", "not_json"),
    ("xin chào", "not_json"),
    ("{", "not_json"),
    ("[" * 60_000, "not_json"),
    ("[]", "bad_frame"),
    ("null", "bad_frame"),
    ("12", "bad_frame"),
    ("{}", "unknown_type"),
    ('{"type": null}', "unknown_type"),
    ('{"type": ["hello"]}', "unknown_type"),
    ('{"type": "restart"}', "unknown_type"),
    ('{"type": "welcome", "session": "x"}', "unknown_type"),
    ('{"type": "hello", "session": 5}', "bad_frame"),
    ('{"type": "hello", "after": -1}', "bad_frame"),
    ('{"type": "hello", "after": 1.5}', "bad_frame"),
    ('{"type": "hello", "after": true}', "bad_frame"),
    ('{"type": "hello", "after": "1"}', "bad_frame"),
    ('{"type": "hello", "after": 9007199254740992}', "bad_frame"),
    ('{"type": "hello", "language": "fr"}', "bad_frame"),
    ('{"type": "hello", "language": ["vi"]}', "bad_frame"),
    ('{"type": "message", "text": "no id"}', "bad_frame"),
    ('{"type": "message", "id": 5, "text": "x"}', "bad_frame"),
    ('{"type": "message", "id": "", "text": "x"}', "bad_frame"),
    ('{"type": "message", "id": "a b", "text": "x"}', "bad_frame"),
    (json.dumps(A_MESSAGE | {"id": "a" * 65}), "bad_frame"),
    ('{"type": "message", "id": "a"}', "bad_frame"),
    ('{"type": "message", "id": "a", "text": null}', "bad_frame"),
    ('{"type": "message", "id": "a", "text": {"a": 1}}', "bad_frame"),
    ('{"type": "message", "id": "a", "text": ""}', "empty"),
    ('{"type": "message", "id": "a", "text": " \\n\\t "}', "empty"),
    ('{"type": "message", "id": "a", "text": "\\u0000"}', "empty"),
    (json.dumps(A_MESSAGE | {"text": "a" * 4001}), "too_long"),
    (json.dumps(A_MESSAGE | {"text": "a" * 66_000}), "too_large"),
    ('{"type": "choice", "id": "a"}', "bad_frame"),
    ('{"type": "choice", "id": "a", "choice": ""}', "bad_frame"),
    ('{"type": "choice", "id": "a", "choice": 5}', "bad_frame"),
    (json.dumps({"type": "choice", "id": "a", "choice": "c" * 201}), "bad_frame"),
    ('{"type": "choice", "id": "a", "choice": "faq:../../etc/passwd"}', "unknown_choice"),
]


@pytest.mark.parametrize(("raw", "code"), BROKEN)
async def test_the_socket_refuses_it_by_name_and_goes_on(
    one_hall: Hall, raw: str, code: str
) -> None:
    async with one_hall.screen() as screen:
        await screen.socket.send_str(raw)
        refusal = await screen.next()
        assert (refusal["type"], refusal["code"]) == ("error", code)
        assert refusal["text"]
        assert (await screen.say("vẫn ở đây"))["type"] == "ack"


@pytest.mark.parametrize(("raw", "code"), BROKEN)
async def test_the_http_twin_refuses_the_same_and_never_fails(
    one_hall: Hall, raw: str, code: str
) -> None:
    twin = await Twin(one_hall).hello()
    (refusal,) = await twin.post_raw(raw)
    assert (refusal["type"], refusal["code"]) == ("error", code)
    assert 400 <= twin.status < 500


async def test_a_refusal_names_the_frame_so_that_the_page_can_keep_it(one_hall: Hall) -> None:
    async with one_hall.screen() as screen:
        refusal = await screen.say("a" * 4001, "long-one")
        assert refusal["id"] == "long-one"


async def test_the_refusal_speaks_her_language(one_hall: Hall) -> None:
    texts = set()
    for language in ("vi", "en", "ko"):
        async with one_hall.screen(language=language) as screen:
            texts.add((await screen.say("a" * 4001))["text"])
    assert len(texts) == 3
    assert "Tin này dài quá. Chị chia thành vài tin ngắn nhé." in texts


async def test_four_thousand_characters_are_taken_whatever_their_bytes(one_hall: Hall) -> None:
    async with one_hall.screen() as screen:
        assert (await screen.say("ệ" * 4000))["type"] == "ack"


async def test_what_no_screen_can_show_is_taken_out(one_hall: Hall) -> None:
    async with one_hall.screen() as screen:
        await screen.socket.send_str('{"type":"message","id":"x","text":"a\\u0000b \\ud83d c"}')
        shown = await screen.until("message")
        assert shown["text"] == "ab \ufffd c"


async def test_fields_that_nobody_knows_are_ignored(one_hall: Hall) -> None:
    async with one_hall.screen() as screen:
        await screen.send(type="message", id="x", text="xin chào", later="feature")
        assert (await screen.until("ack"))["seq"] == 1


async def test_binary_is_refused_and_the_socket_goes_on(one_hall: Hall) -> None:
    async with one_hall.screen() as screen:
        await screen.socket.send_bytes(b"\x00\xff")
        assert (await screen.next())["code"] == "not_text"
        assert (await screen.say("vẫn ở đây"))["type"] == "ack"


async def test_megabytes_close_the_socket(one_hall: Hall) -> None:
    async with one_hall.screen() as screen:
        await screen.socket.send_str("a" * 1_000_000)
        assert await screen.closing() == 1009


async def test_text_that_is_not_utf8_closes_the_socket(one_hall: Hall) -> None:
    async with one_hall.screen() as screen:
        await screen.socket.send_frame(b"\xff\xfe", WSMsgType.TEXT)
        assert await screen.closing() == 1007


async def test_a_body_that_is_not_utf8_is_refused(one_hall: Hall) -> None:
    twin = await Twin(one_hall).hello()
    assert (await twin.post_raw(b'{"type": "\xff"}'))[0]["code"] == "not_json"


async def test_before_hello_nothing_else_is_taken(one_hall: Hall) -> None:
    async with one_hall.screen(greet=False) as screen:
        assert (await screen.say("xin chào", "early"))["code"] == "hello_first"
        assert screen.seen[-1]["id"] == "early"
        await screen.send(type="erase")
        assert (await screen.next())["code"] == "hello_first"
        await screen.hello()
        assert (await screen.say("xin chào", "early"))["seq"] == 1
