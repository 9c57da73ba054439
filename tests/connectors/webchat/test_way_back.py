"""Codes, words and coming back, over the socket and without one."""

import json
from pathlib import Path

import pytest

from connectors.webchat.frames import BadFrame, ComeBack, parse
from connectors.webchat.rules import Rate, Rules
from counselling.returning.codes import new_code
from tests.connectors.webchat.hall import Hall, Screen, Twin, a_hall
from tests.counselling.cast import FakeAssistant


async def taken(screen: Screen) -> str:
    """A code, taken on this screen."""
    await screen.send(type="code", do="take")
    frame = await screen.until("code")
    assert frame["kept"]
    code: str = frame["code"]
    return code


async def test_a_code_is_told_once(screen: Screen) -> None:
    code = await taken(screen)
    await screen.send(type="code", do="look")
    assert await screen.until("code") == {
        "type": "code",
        "code": None,
        "kept": True,
        "word": False,
    }
    assert code.startswith("+83 ")


async def test_she_comes_back_on_another_device_and_the_old_screen_is_cleared(
    hall: Hall, screen: Screen
) -> None:
    await screen.say("con tôi chưa khai sinh")
    await screen.has(2)
    old, code = screen.session, await taken(screen)
    async with hall.screen() as other:
        fresh = other.session
        await other.send(type="return", code=code.replace(" ", "."), word="")
        await other.until("state")
        await other.has(2)
        assert other.session not in {old, fresh}
        assert other.messages[0]["text"] == "con tôi chưa khai sinh"
        await screen.until("welcome")
        assert screen.session not in {old, other.session}
        await other.say("tôi đây")
        await other.has(4)
    async with hall.screen(old) as left_behind:
        assert left_behind.messages == []


async def test_what_she_wrote_before_coming_back_follows_her_history(
    hall: Hall, screen: Screen
) -> None:
    await screen.say("lần trước")
    await screen.has(2)
    code = await taken(screen)
    async with hall.screen() as other:
        await other.say("hôm nay")
        await other.has(2)
        seen = len(other.seen)
        await other.send(type="return", code=code, word="")
        await other.until("welcome")
        await other.until("state")
        told = [f["text"] for f in other.seen[seen:] if f["type"] == "message"]
        assert [text for text in told if text in {"lần trước", "hôm nay"}] == [
            "lần trước",
            "hôm nay",
        ]


async def test_a_wrong_code_a_wrong_word_and_a_slip_are_told_and_lose_nothing(
    hall: Hall, screen: Screen
) -> None:
    await screen.say("xin chào")
    code = await taken(screen)
    await screen.send(type="word", word="Hoa Sen")
    assert (await screen.until("code"))["word"]
    async with hall.screen() as other:
        await other.say("tôi mới viết")
        for typed, word, error in (
            (code, "hoa hồng", "no_way_back"),
            (new_code(), "hoa sen", "no_way_back"),
            (code[:-1], "hoa sen", "misread"),
        ):
            await other.send(type="return", code=typed, word=word)
            assert (await other.until("error"))["code"] == error
        assert await other.say("vẫn còn đây")
        await other.send(type="return", code=code, word="hoa sen")
        await other.until("message", text="vẫn còn đây")


@pytest.mark.parametrize("word", ["", "a", "x" * 33])
async def test_a_word_that_is_too_short_or_too_long_is_refused(screen: Screen, word: str) -> None:
    await screen.send(type="word", word=word)
    assert (await screen.until("error"))["code"] == "bad_word"


async def test_without_a_socket_it_is_the_same(hall: Hall, twin: Twin) -> None:
    await twin.post(type="message", id="1", text="xin chào")
    (frame,) = await twin.post(type="code", do="take")
    await hall.settle()
    other = await Twin(hall).hello()
    (refused,) = await other.post(type="return", code=new_code(), word="")
    assert (other.status, refused["code"]) == (422, "no_way_back")
    welcome, *messages, state = await other.post(type="return", code=frame["code"], word="")
    assert (welcome["type"], state["type"]) == ("welcome", "state")
    assert messages[0]["text"] == "xin chào"
    left, state = await twin.get(after=2)
    assert (left["type"], state["type"]) == ("welcome", "state")


async def test_a_stranger_may_take_a_code_in_one_request(hall: Hall) -> None:
    stranger = Twin(hall)
    welcome, frame = await stranger.post(type="code", do="take")
    assert (stranger.status, welcome["type"]) == (201, "welcome")
    assert frame["kept"]


async def test_a_session_may_not_guess_for_long(tmp_path: Path) -> None:
    rules = Rules(return_session_rate=Rate(burst=2, per_second=0.001))
    async with a_hall(tmp_path, FakeAssistant(), rules) as hall, hall.screen() as screen:
        errors = []
        for _ in range(3):
            await screen.send(type="return", code=new_code(), word="")
            errors.append((await screen.until("error"))["code"])
        assert errors == ["no_way_back", "no_way_back", "too_many_tries"]
        await screen.send(type="code", do="take")
        assert (await screen.until("code"))["kept"]


async def test_neither_slips_nor_right_codes_use_up_a_sessions_tries(tmp_path: Path) -> None:
    rules = Rules(return_session_rate=Rate(burst=1, per_second=0.001))
    async with a_hall(tmp_path, FakeAssistant(), rules) as hall, hall.screen() as screen:
        code = await taken(screen)
        for _ in range(3):
            await screen.send(type="return", code="12", word="")
            assert (await screen.until("error"))["code"] == "misread"
        await screen.send(type="return", code=code, word="")
        await screen.until("welcome")


async def test_a_network_may_not_guess_for_long_with_ever_new_sessions(tmp_path: Path) -> None:
    rules = Rules(return_network_rate=Rate(burst=2, per_second=0.001))
    async with a_hall(tmp_path, FakeAssistant(), rules) as hall:
        errors = []
        for _ in range(3):
            body = json.dumps({"type": "return", "code": new_code(), "word": ""})
            (frame,) = await Twin(hall).post_raw(body, **{"X-Forwarded-For": "203.0.113.9"})
            errors.append(frame["code"])
        assert errors == ["no_way_back", "no_way_back", "too_many_tries"]


@pytest.mark.parametrize(
    "raw",
    [
        '{"type": "code"}',
        '{"type": "code", "do": "eat"}',
        '{"type": "code", "do": ["take"]}',
        '{"type": "word"}',
        '{"type": "word", "word": 7}',
        '{"type": "return"}',
        '{"type": "return", "code": 83}',
        '{"type": "return", "code": "83", "word": {}}',
    ],
)
def test_misshapen_frames_are_refused(raw: str) -> None:
    with pytest.raises(BadFrame, match="bad_frame"):
        parse(raw)


def test_a_frame_shows_neither_code_nor_word_in_a_log() -> None:
    frame = parse('{"type": "return", "code": "+83 104 821 773 021", "word": "hoa sen"}')
    assert isinstance(frame, ComeBack)
    assert "104" not in repr(frame)
    assert "hoa" not in repr(frame)


async def test_whatever_is_typed_is_answered_and_opens_nothing(hall: Hall) -> None:
    signs = ("", "+", "+83", "0", "\x00", "\ud800", "１２", "'; DROP TABLE", "{}", "א", "\u202e")
    for typed in (*signs, *(sign * 12 for sign in signs), "9" * 20_000):
        twin = Twin(hall)
        frames = await twin.post(type="return", code=typed, word=typed)
        refused = {"misread", "no_way_back"} if typed == "0" * 12 else {"misread"}
        assert twin.status == 422
        assert frames[0]["code"] in refused
