"""Stopped or killed between Telegram's "sent" and our note of it: what she sees then."""

import asyncio
from pathlib import Path

import pytest

from counselling.delivering import Delivering
from tests.connectors.telegram.bot_api import BotApi
from tests.connectors.telegram.refusals import Params
from tests.connectors.telegram.room import LAN, a_room

ANSWER = "answer to hỏi"


async def never(*_: object) -> None:
    """What a killed service does not get to any more; a stop that waits for it ends."""
    await asyncio.sleep(3)
    raise ConnectionAbortedError


async def goes_on_after(tmp_path: Path, api: BotApi) -> None:
    """The next run, twice, until everything is said."""
    for _ in range(2):
        async with a_room(tmp_path, api) as room:
            await room.settle()


async def test_a_stop_while_telegram_takes_its_time_brings_the_message_once(
    tmp_path: Path, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    sends = api._do_sendMessage

    async def slowly(params: Params) -> Params:
        sent = await sends(params)
        await asyncio.sleep(0.3)
        return sent

    monkeypatch.setattr(api, "_do_sendMessage", slowly)
    async with a_room(tmp_path, api) as room:
        api.write(LAN, "hỏi")
        await room.until(lambda: ANSWER in api.texts(LAN))
    await goes_on_after(tmp_path, api)

    assert api.texts(LAN).count(ANSWER) == 1


async def test_killed_after_the_note_nothing_is_sent_again(
    tmp_path: Path, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_room(tmp_path, api) as room:
        await room.writes("chào")
        with monkeypatch.context() as killed:
            killed.setattr(Delivering, "forget", never)
            api.write(LAN, "hỏi")
            await room.until(lambda: ANSWER in api.texts(LAN))
            await room.office.outbox.close()
    await goes_on_after(tmp_path, api)

    assert api.texts(LAN).count(ANSWER) == 1


async def test_killed_before_the_note_she_sees_it_twice_and_never_a_third_time(
    tmp_path: Path, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_room(tmp_path, api) as room:
        await room.writes("chào")
        with monkeypatch.context() as killed:
            killed.setattr(Delivering, "_note_part", never)
            killed.setattr("connectors.messaging.sending.LAST_WAIT", 0.0)
            api.write(LAN, "hỏi")
            await room.until(lambda: ANSWER in api.texts(LAN))
            await room.office.outbox.close()
    await goes_on_after(tmp_path, api)

    assert api.texts(LAN).count(ANSWER) == 2
