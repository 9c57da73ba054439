"""She finds an answer by tapping alone, and says whether it helped."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.connectors.telegram.bot_api import BotApi
from tests.connectors.telegram.room import LAN, Room, a_room, address_of, line
from tests.counselling.cast import BOOK, FakeAssistant

THEME = BOOK.faq().visible_themes[0]
TOPIC = THEME.topics[0]
ENTRY = BOOK.faq().entries[TOPIC.entries[0]]


@pytest.fixture
async def room(tmp_path: Path, api: BotApi) -> AsyncIterator[Room]:
    """Rasa is down: taps are answered all the same."""
    async with a_room(tmp_path, api, FakeAssistant(down=True)) as running:
        yield running


async def browses_to_an_answer(room: Room) -> None:
    await room.writes("/start")
    await room.taps(line("choice_themes"))
    await room.taps(THEME.title["vi"])
    await room.taps(TOPIC.title["vi"])
    await room.taps(ENTRY.texts["vi"].title)


async def feedback(room: Room, conversation: str = "") -> list[tuple[str, bool]]:
    """What is kept of her taps: the entry, and whether it helped."""
    conversation = conversation or (await room.reads())[0].conversation_id
    async with room.office.store.read() as tx:
        return [(one.faq, one.helpful) for one in await tx.outcomes.said(conversation)]


async def test_the_themes_stand_as_buttons_a_row_each(room: Room) -> None:
    await room.writes("/start")
    await room.taps(line("choice_themes"))

    titles = [theme.title["vi"] for theme in BOOK.faq().visible_themes]
    assert room.last().labels == [*titles, line("choice_person")]
    rows = room.last().params["reply_markup"]["inline_keyboard"]
    assert all(len(row) == 1 for row in rows)


async def test_from_a_topic_the_way_back_and_a_person_are_one_tap_away(room: Room) -> None:
    await room.writes("/start")
    await room.taps(line("choice_themes"))
    await room.taps(THEME.title["vi"])
    assert room.last().labels[-2:] == [line("choice_other_themes"), line("choice_person")]

    await room.taps(line("choice_other_themes"))
    assert THEME.title["vi"] in room.last().labels


async def test_tapping_alone_leads_to_the_whole_answer_with_its_source(room: Room) -> None:
    await browses_to_an_answer(room)

    answer = BOOK.faq().answer_text(ENTRY.id, "vi")
    parts = [text for text in room.api.texts(LAN) if text in answer]
    assert "".join("".join(parts).split()) == "".join(answer.split())
    assert (await room.reads())[-1].faq == ENTRY.id
    assert {line("choice_helpful"), line("choice_unhelpful")} <= set(room.last().labels)


async def test_it_helped_and_she_is_thanked_once(room: Room) -> None:
    await browses_to_an_answer(room)
    data = room.last().button(line("choice_helpful"))
    await room.taps(line("choice_helpful"))
    assert room.last().text == line("thanks_for_telling")

    room.api.tap(LAN, data)  # her thumb was quicker than the net
    await room.settle()
    assert await feedback(room) == [(ENTRY.id, True)]


async def test_it_did_not_help_and_she_is_shown_what_else_there_is(room: Room) -> None:
    await browses_to_an_answer(room)
    await room.taps(line("choice_unhelpful"))

    assert room.last().text == line("sorry_unhelpful")
    assert {line("choice_themes"), line("choice_person")} <= set(room.last().labels)
    assert await feedback(room) == [(ENTRY.id, False)]


async def test_of_two_judgements_the_later_counts(room: Room) -> None:
    await browses_to_an_answer(room)
    await room.taps(line("choice_unhelpful"))
    await room.taps(line("choice_helpful"))

    assert await feedback(room) == [(ENTRY.id, True)]


async def test_buttons_of_an_erased_conversation_say_that_they_are_old(room: Room) -> None:
    await browses_to_an_answer(room)
    conversation = (await room.reads())[0].conversation_id
    buttons = [button["callback_data"] for button in room.last().buttons]
    await room.office.reception.erase("telegram", address_of(LAN))
    for data in buttons:
        room.api.tap(LAN, data)
    await room.settle()

    assert room.popups() == [line("button_is_old")] * len(buttons)
    assert await feedback(room, conversation) == []


async def test_a_button_further_up_than_sixty_messages_is_old(room: Room) -> None:
    await browses_to_an_answer(room)
    data = room.last().button(line("choice_helpful"))
    for number in range(31):
        await room.writes(f"câu {number}")
    room.api.tap(LAN, data)
    await room.settle()

    assert room.popups() == [line("button_is_old")]
    assert await feedback(room) == []
