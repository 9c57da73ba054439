"""Many things at once: nothing lost, nothing doubled, order kept in each chat."""

import asyncio
import random
from collections import Counter
from pathlib import Path

import pytest
from telegram import Update

from connectors.telegram.line import Line
from connectors.telegram.updates import delivery
from counselling.conversations import Sender
from tests.connectors.telegram.bot_api import TOKEN, BotApi
from tests.connectors.telegram.refusals import DROPPED_AFTER, TOO_MANY, Fault
from tests.connectors.telegram.room import LAN, Room, a_room, address_of, an_intake
from tests.counselling.cast import FakeAssistant, an_office

CHATS, MESSAGES = 60, 10
EVERY = [Fault(500), Fault(502), TOO_MANY, DROPPED_AFTER, Fault(drop=True)]


async def test_one_update_taken_in_many_times_at_once_is_one_message(
    tmp_path: Path, api: BotApi
) -> None:
    line = Line(TOKEN, api.base_url)
    async with an_office(tmp_path, FakeAssistant()) as office, an_intake(office, line) as intake:
        update = Update.de_json(api.write(LAN, "xin chào"), line.bot)
        taken = await asyncio.gather(*(intake.take_all((delivery(update),)) for _ in range(10)))
        await office.turns.settle()
        messages = await office.reception.history("telegram", address_of(LAN))
    await line.close()

    assert taken == [{str(update.update_id)}] * 10
    assert [m.text for m in messages if m.sender is Sender.WOMAN] == ["xin chào"]
    assert [m.text for m in messages if m.sender is Sender.ASSISTANT] == ["answer to xin chào"]


async def test_messages_of_many_chats_in_one_delivery_are_all_stored(
    tmp_path: Path, api: BotApi
) -> None:
    for chat in range(700, 706):
        for number in range(2):
            api.write(chat, f"tin {number}")
    async with a_room(tmp_path, api) as room:
        await room.settle()
        for chat in range(700, 706):
            hers = [m.text for m in await room.reads(chat) if m.sender is Sender.WOMAN]
            assert hers == ["tin 0", "tin 1"]


@pytest.mark.slow
async def test_a_rush_with_failures_repeats_and_a_restart_loses_and_doubles_nothing(
    tmp_path: Path, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("connectors.messaging.asking.FIRST_WAIT", 0.01)
    dice = random.Random(5)  # noqa: S311  # the same each time
    chats = range(1000, 1000 + CHATS)
    for number in range(MESSAGES):
        for chat in chats:
            update = api.write(chat, f"tin {number}")
            if dice.random() < 0.1:
                api.redeliver(update)
    for _ in range(40):
        api.later["sendMessage"][dice.randrange(CHATS * MESSAGES)] = dice.choice(EVERY)
        api.later["getUpdates"][dice.randrange(60)] = dice.choice(EVERY)
    unknown = sum(fault.after for fault in api.later["sendMessage"].values())
    async with a_room(tmp_path, api) as room:
        async with asyncio.timeout(400):
            while len(api.sent) < CHATS * MESSAGES // 3:  # noqa: ASYNC110  # another server
                await asyncio.sleep(0.05)
    async with a_room(tmp_path, api) as room:
        await _settled(room)
        for chat in chats:
            hers = [m.text for m in await room.reads(chat) if m.sender is Sender.WOMAN]
            assert hers == [f"tin {number}" for number in range(MESSAGES)]
    doubled = 0
    for chat in chats:
        answers = [text for text in api.texts(chat) if text.startswith("answer to")]
        expected = [f"answer to tin {number}" for number in range(MESSAGES)]
        assert list(dict.fromkeys(answers)) == expected
        doubled += sum(count - 1 for count in Counter(answers).values())
    assert doubled <= unknown + CHATS  # of what was under way when the line or the service stopped


async def _settled(room: Room) -> None:
    async with asyncio.timeout(400):
        while not room.api.is_empty():  # noqa: ASYNC110  # another server
            await asyncio.sleep(0.05)
        await room.office.turns.settle()
        await room.office.outbox.settle()
