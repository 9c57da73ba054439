"""The office's bot at a Bot API server that we did not write: asked for news, and told of them."""

import pytest

from counselling.permissions import Role
from tests.connectors.telegram.room import LAN, line
from tests.connectors.telegram.third_party.phone import Phone
from tests.connectors.telegram.third_party.room import House, OpenOffice
from tests.counselling.cast import BOOK

pytestmark = pytest.mark.slow

DANGER = "chồng đang đánh em, cứu em với"
YES = BOOK.faq().consent.short_yes["vi"]


async def test_what_she_writes_is_stored_and_answered(room: OpenOffice) -> None:
    await room.she_writes("em muốn hỏi giấy khai sinh")

    assert await room.hers() == ["em muốn hỏi giấy khai sinh"]
    assert (await room.phone.texts())[-1] == "answer to em muốn hỏi giấy khai sinh"


async def test_start_tells_her_who_reads_and_gives_her_buttons(room: OpenOffice) -> None:
    await room.she_writes("/start")

    [welcome] = await room.phone.sees()
    assert "/erase" in welcome.text
    assert line("choice_person") in welcome.buttons


async def test_the_menu_is_taken_in_each_language(room: OpenOffice) -> None:
    await room.she_writes("/help")
    languages = {menu.get("language_code") for menu in room.api.of("setMyCommands")}

    assert languages == {"vi", "en", "ko", None}


async def test_a_button_does_what_it_says_and_her_screen_stops_waiting(room: OpenOffice) -> None:
    await room.she_writes("/start")
    await room.she_taps(line("choice_help"))

    assert "113" in (await room.phone.texts())[-1]
    assert len(room.api.of("answerCallbackQuery")) == 1


async def test_in_danger_the_help_comes_first(room: OpenOffice) -> None:
    await room.she_writes(DANGER)

    assert "113" in (await room.phone.texts())[0]
    assert (await room.stored())[0].danger == "red"


async def test_a_counsellors_words_arrive_as_she_wrote_them(room: OpenOffice) -> None:
    lan = await room.office.staff.add(
        "lan", "Lan", Role.COUNSELLOR, "a long enough password", must_change_password=False
    )
    await room.she_writes(DANGER)
    await room.she_taps(YES)
    code = await room.ticket()
    assert code in (await room.phone.texts())[-1]
    await room.office.casework.claim(code, by=lan)
    await room.office.casework.reply(
        code, by=lan, text="Chị đây, em <ổn> & khỏe không?", external_id="1"
    )
    await room.settle()

    assert (await room.phone.texts())[-1] == "Chị đây, em <ổn> & khỏe không?"


async def test_the_same_update_any_number_of_times_is_one_message_and_one_reply(
    room: OpenOffice,
) -> None:
    await room.she_writes("xin chào")
    for _ in range(3):
        room.api.redeliver(max(room.api.updates))
    await room.settle()

    assert await room.hers() == ["xin chào"]
    assert (await room.phone.texts()).count("answer to xin chào") == 1


async def test_what_she_wrote_while_the_office_was_closed_is_answered_once_when_it_opens(
    house: House,
) -> None:
    async with house.open() as room:
        await room.she_writes("trước")
        phone = room.phone
    for text in ("một", "hai", "ba"):
        await phone.writes(text)
    async with house.open() as room:
        await room.settle()
        room.api.redeliver(max(room.api.updates))
        await room.settle()

        assert await room.hers() == ["trước", "một", "hai", "ba"]
    answers = [text for text in await phone.texts() if text.startswith("answer to")]
    assert answers == [f"answer to {text}" for text in ("trước", "một", "hai", "ba")]


async def test_erasing_empties_the_chat(room: OpenOffice) -> None:
    await room.she_writes("chuyện riêng của em")
    await room.she_writes("/erase")
    await room.she_taps(line("choice_erase_now"))
    await room.phone.until(lambda texts: not texts)

    assert await room.stored() == []


async def test_two_women_get_each_her_own_answer(room: OpenOffice) -> None:
    other = Phone(room.api, LAN + 1)
    await room.phone.writes("câu của Lan")
    await other.writes("câu của Hoa")
    await room.settle()

    assert "answer to câu của Lan" in await room.phone.texts()
    assert "answer to câu của Lan" not in await other.texts()
    assert "answer to câu của Hoa" in await other.texts()
