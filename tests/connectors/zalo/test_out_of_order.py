"""Zalo promises no order and waits two seconds: what comes late, twice or at once is kept, once."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from counselling.assistant import Answered, Decision, Reply
from counselling.taking_in import Arrived, Taken, TakingIn
from tests.connectors.zalo.bot_api import BotApi
from tests.connectors.zalo.open_api import OpenApi
from tests.connectors.zalo.room import LAN, Room, a_bot, an_account
from tests.counselling.cast import FakeAssistant

WAITS = 2.0  # seconds: https://developers.zalo.me/docs/official-account/webhook/tong-quan


@dataclass
class Way:
    """One way in: she writes, Zalo brings it."""

    room: Room
    assistant: FakeAssistant
    event: Callable[..., Any]
    deliver: Callable[[Any], Awaitable[int]]
    texts: Callable[[str], list[str]]


@pytest.fixture(params=["zalo_bot", "zalo_oa"])
async def way(
    request: pytest.FixtureRequest, tmp_path: Path, bot_api: BotApi, open_api: OpenApi
) -> AsyncIterator[Way]:
    assistant = FakeAssistant()
    async with AsyncExitStack() as stack:
        if request.param == "zalo_bot":
            room = await stack.enter_async_context(a_bot(tmp_path, bot_api, assistant))
            yield Way(room, assistant, bot_api.event, bot_api.deliver, bot_api.texts)
        else:
            room = await stack.enter_async_context(an_account(tmp_path, open_api, assistant))
            yield Way(room, assistant, open_api.event, open_api.deliver, open_api.texts)


async def test_messages_that_come_in_another_order_and_again_are_all_kept_once(way: Way) -> None:
    texts = ("giấy tờ", "ly hôn 👩‍👧", "출생 신고")
    one, two, three = (way.event(LAN, text=text) for text in texts)
    for event in (two, one, three, one, two):
        assert await way.deliver(event) == 200
    await way.room.settle()

    assert await way.room.hers() == ["ly hôn 👩‍👧", "giấy tờ", "출생 신고"]
    answers = [text for text in way.texts(LAN) if text.startswith("answer")]
    assert answers == ["answer to ly hôn 👩‍👧", "answer to giấy tờ", "answer to 출생 신고"]


async def test_what_is_brought_is_acknowledged_while_database_and_assistant_hang(
    way: Way, monkeypatch: pytest.MonkeyPatch
) -> None:
    way.assistant.gate, takes, take = asyncio.Event(), asyncio.Event(), TakingIn.take

    async def hangs(self: TakingIn, arrived: Arrived) -> Taken:
        await takes.wait()
        return await take(self, arrived)

    monkeypatch.setattr(TakingIn, "take", hangs)
    women = [f"c{number}" for number in range(15)]
    for text in ("giấy tờ", "ly hôn"):
        events = [way.event(her, text=text) for her in women]
        async with asyncio.timeout(WAITS):
            assert set(await asyncio.gather(*map(way.deliver, events))) == {200}
    assert await way.room.reads(women[0]) == []
    takes.set()
    way.assistant.gate.set()
    await way.room.settle()
    for her in women:
        assert await way.room.hers(her) == ["giấy tờ", "ly hôn"]


async def test_a_text_of_exactly_two_thousand_signs_is_one_message_and_one_more_are_two(
    way: Way,
) -> None:
    for text, parts in (("가" * 2000, 1), ("가" * 2001, 2), ("🙂" * 1001, 2)):
        way.assistant.replies[text[0]] = Answered((Reply(text),), Decision.ANSWER)
        before = len(way.texts(LAN)) or 1  # the welcome
        await way.deliver(way.event(LAN, text=text[0]))
        await way.room.settle()
        sent = way.texts(LAN)[before:]
        assert (len(sent), "".join(sent)) == (parts, text)
