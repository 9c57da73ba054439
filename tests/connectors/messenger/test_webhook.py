"""What Meta brings: verified, signed, stored once, acknowledged only then."""

import asyncio

import pytest
from aiohttp import ClientSession

from counselling.conversations import Sender
from counselling.store.not_saved import NotSaved
from counselling.taking_in import TakingIn
from tests.connectors.messenger.graph_api import HER, VERIFY, GraphApi, Params
from tests.connectors.messenger.room import Room
from tests.counselling.cast import FakeAssistant

OTHER = "97531086429753108"


async def asked(room: Room, **query: str) -> tuple[int, str]:
    params = {f"hub.{name}": value for name, value in query.items()}
    async with ClientSession() as http, http.get(room.api.callback, params=params) as answer:
        return answer.status, await answer.text()


async def test_meta_gets_its_challenge_back_and_nobody_else_does(room: Room) -> None:
    right = {"mode": "subscribe", "challenge": "1158201444", "verify_token": VERIFY}
    assert await asked(room, **right) == (200, "1158201444")
    assert (await asked(room, **right | {"verify_token": "meatyhamhock"}))[0] == 404
    assert (await asked(room))[0] == 404


async def test_what_is_not_signed_by_the_app_is_not_read(room: Room, api: GraphApi) -> None:
    assert await room.brings(api.message("xin chào"), sign=False) == 404
    assert await room.reads() == []


async def test_emoji_and_korean_arrive_as_she_wrote_them(room: Room) -> None:
    await room.writes("이혼 서류 😢👩‍👧 giấy tờ ạ")
    assert (await room.reads())[0].text == "이혼 서류 😢👩‍👧 giấy tờ ạ"


async def test_what_comes_again_is_taken_once(room: Room, api: GraphApi) -> None:
    event = api.message("xin chào")
    for _ in range(3):
        assert await room.brings(event) == 200
    hers = [m for m in await room.reads() if m.sender is Sender.WOMAN]
    assert (len(hers), len(api.texts())) == (1, 2)  # the welcome and one answer


async def test_two_women_in_one_call_are_told_apart(room: Room, api: GraphApi) -> None:
    assert await room.brings(api.message("một"), api.message("hai", OTHER)) == 200
    assert [(await room.reads(her))[0].text for her in (HER, OTHER)] == ["một", "hai"]


async def test_what_cannot_be_stored_is_not_acknowledged_and_comes_again(
    room: Room, api: GraphApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> None:
        raise NotSaved("the disk is full")

    event = api.message("cứu em")
    with monkeypatch.context() as broken:
        broken.setattr(TakingIn, "take", full)
        assert await room.brings(event) == 503
    assert await room.brings(event) == 200
    assert (await room.reads())[0].text == "cứu em"


async def test_she_waits_for_no_assistant_to_be_acknowledged(
    room: Room, api: GraphApi, assistant: FakeAssistant
) -> None:
    assistant.gate = asyncio.Event()
    events = [api.message("hỏi", str(her)) for her in range(30)]
    async with asyncio.timeout(5):
        statuses = await asyncio.gather(*(api.bring(event) for event in events))
    assert set(statuses) == {200}
    assistant.gate.set()


async def test_what_means_nothing_here_is_acknowledged(room: Room, api: GraphApi) -> None:
    odd: tuple[Params, ...] = (
        api.event(HER, read={"watermark": 1}),
        api.event(HER, reaction={"mid": "m_1", "reaction": "love"}),
        api.event(HER, message={"mid": "m_2"}),
        {"sender": "nobody"},
        {},
    )
    assert await room.brings(*odd) == 200
    assert await room.reads() == []


async def test_an_edited_message_is_a_new_one(room: Room, api: GraphApi) -> None:
    first = api.message("tôi ở Hàn")
    await room.brings(first)
    edit = {"mid": first["message"]["mid"], "text": "tôi ở Đài Loan", "num_edit": 1}
    await room.brings(api.event(HER, message_edit=edit))
    hers = [m.text for m in await room.reads() if m.sender is Sender.WOMAN]
    assert hers == ["tôi ở Hàn", "tôi ở Đài Loan"]


async def test_what_we_cannot_read_is_said_kindly(room: Room, api: GraphApi) -> None:
    url = {"payload": {"url": "https://cdn.example.org/x"}}
    for kind in ("audio", "video", "sticker", "fallback"):
        await room.brings(api.message(attachments=[{"type": kind, **url}]))
    old = {"type": "image", "payload": {"url": "https://cdn.example.org/s", "sticker_id": 369}}
    await room.brings(api.message(attachments=[old]))
    hers = [m.text for m in await room.reads() if m.sender is Sender.WOMAN]
    assert [text.strip("()") for text in hers][2] == hers[4].strip("()")
    assert len(hers) == 5
