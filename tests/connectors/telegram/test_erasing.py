"""She erases: at the office, and in Telegram what Telegram lets a bot delete."""

from datetime import timedelta

import pytest

from counselling.clearing import Clearing
from counselling.clock import utc_now
from counselling.conversations import LANGUAGES, Language
from tests.connectors.telegram.refusals import Params
from tests.connectors.telegram.room import LAN, Room, address_of, line


async def erase_everything(room: Room) -> Params:
    await room.writes("chuyện riêng của em")
    await room.writes("/erase")
    await room.taps(line("choice_erase_now"))
    await room.until(lambda: bool(room.api.of("deleteMessages")))
    return room.api.of("deleteMessages")[0]


async def test_erasing_empties_the_office_and_both_sides_of_the_chat(room: Room) -> None:
    call = await erase_everything(room)

    assert await room.reads() == []
    assert room.api.texts(LAN) == []
    hers = {params["message_id"] for params in room.api.hers[LAN]}
    assert hers <= {int(number) for number in call["message_ids"]}
    assert room.popups() == [line("erased")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shown_in_passing_is_short_enough_for_telegram(language: Language) -> None:
    assert len(line("erased", language)) <= 200
    assert len(line("button_is_old", language)) <= 200
    assert len(line("your_code", language, code="+83 104 821 773 025")) <= 200


async def test_before_erasing_she_is_told_what_remains_and_may_leave_it(room: Room) -> None:
    await room.writes("/erase")
    assert room.last().text == line("ask_erase")
    await room.taps(line("choice_erase_not"))

    assert room.last().text == line("said_erase_not")
    assert await room.reads() != []


async def test_a_chat_that_clears_itself_loses_what_is_a_day_old_and_the_office_keeps_it(
    room: Room,
) -> None:
    await room.writes("chuyện riêng của em")
    await room.writes("/erase")
    await room.taps(line("choice_erase_daily"))
    old = set(room.api.texts(LAN))
    tomorrow = Clearing(
        room.office.store,
        {"telegram": room.telegram.channel(room.office.live)},
        now=lambda: utc_now() + timedelta(hours=25),
    )
    await tomorrow.clear_up()

    assert old.isdisjoint(room.api.texts(LAN))
    assert "chuyện riêng của em" in [message.text for message in await room.reads()]


async def test_one_message_that_is_too_old_does_not_spoil_it_for_the_others(room: Room) -> None:
    await room.writes("chuyện riêng của em")
    old = room.last()
    room.api.too_old.add(old.id)
    await room.office.reception.erase("telegram", address_of(LAN))
    await room.until(lambda: room.api.texts(LAN) == [old.text])

    await room.office.clearing.clear_up()
    asked = [p for p in room.api.of("deleteMessages") if len(p["message_ids"]) > 1]
    assert len(asked) == 1
