"""With a return code she goes on here or in the web chat; nothing links by itself."""

from tests.connectors.telegram.room import LAN, Room, line
from tests.counselling.cast import Woman


async def test_her_code_is_shown_in_passing_and_kept_nowhere(room: Room) -> None:
    code = await room.takes_a_code()

    assert all(code not in text for text in room.api.texts(LAN))
    assert all(code not in message.text for message in await room.reads())


async def test_with_the_code_of_the_web_chat_she_goes_on_here(room: Room) -> None:
    web = Woman(room.office)
    await web.says("chuyện ở trang web")
    code = await web.takes_a_code()
    update = await room.writes(code)

    said = [message.text for message in await room.reads()]
    assert "chuyện ở trang web" in said
    assert room.last().text == line("back_opened")
    assert not any(code in text for text in said)
    await room.until(lambda: bool(room.api.of("deleteMessages")))
    ids = room.api.of("deleteMessages")[0]["message_ids"]
    assert update["message"]["message_id"] in [int(number) for number in ids]


async def test_a_code_word_is_written_behind_the_code(room: Room) -> None:
    web = Woman(room.office)
    await web.says("chuyện ở trang web")
    await web.sets_the_word("hoa mai vàng")
    code = await web.takes_a_code()
    await room.writes(code)
    assert room.last().text == line("back_not_found")
    await room.writes(f"{code} hoa mai vàng")

    assert room.last().text == line("back_opened")


async def test_a_code_from_here_opens_the_chat_on_the_web(room: Room) -> None:
    await room.writes("chuyện ở Telegram")
    code = await room.takes_a_code()
    web = Woman(room.office, address="her-web")
    await web.comes_back(code, to="her-new-web")

    assert "chuyện ở Telegram" in await web.texts()
    assert await room.reads() == []


async def test_nothing_links_by_itself_and_a_slip_costs_no_try(room: Room) -> None:
    web = Woman(room.office)
    await web.says("chuyện ở trang web")
    await room.writes("+83 104 821 773 020")

    assert room.last().text in {line("back_misread"), line("back_not_found")}
    assert await web.texts() != []


async def test_without_plus_83_a_number_is_a_number_unless_she_said_she_has_a_code(
    room: Room,
) -> None:
    web = Woman(room.office)
    await web.says("chuyện ở trang web")
    code = (await web.takes_a_code()).removeprefix("+83 ")
    await room.writes(code)
    assert room.last().text == f"answer to {code}"
    await room.writes("em đã từng viết ở đây")
    await room.taps(line("choice_back"))
    await room.writes(code)

    assert room.last().text == line("back_opened")
