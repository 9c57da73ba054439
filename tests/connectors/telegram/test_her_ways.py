"""What she can do in the chat: commands, buttons, consent, feedback, erasing, coming back."""

import re
from datetime import timedelta

import pytest

from counselling.clearing import Clearing
from counselling.clock import utc_now
from counselling.conversations import LANGUAGES, Language
from tests.connectors.telegram.bot_api import Params
from tests.connectors.telegram.room import LAN, PUBLIC, Room, address_of, line
from tests.counselling.cast import BOOK, Woman

DANGER = "chồng đang đánh em, cứu em với"
YES = BOOK.faq().consent.short_yes["vi"]


def popups(room: Room) -> list[str]:
    return [p["text"] for p in room.api.of("answerCallbackQuery") if p.get("text")]


async def test_the_first_contact_says_who_reads_what_telegram_keeps_and_where_it_is_safer(
    room: Room,
) -> None:
    await room.writes("/start")

    [text] = room.api.texts(LAN)
    assert "/human" in text
    assert "/erase" in text
    assert f"{PUBLIC}/chat" in text
    assert "Telegram" in text
    assert line("choice_person") in room.last().labels


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_is_six_short_sentences_in_the_language_of_her_telegram(
    room: Room, language: Language
) -> None:
    await room.writes("/start", language=f"{language}-XX")

    [text] = room.api.texts(LAN)
    assert text.startswith(line("welcome_telegram", language).partition("!")[0])
    sentences = [s for s in re.split(r"(?<=[.!?;])\s+|\n", text) if len(s.split()) > 2]
    assert len(sentences) <= 6
    assert all(len(sentence.split()) <= 15 for sentence in sentences)


async def test_whoever_writes_without_starting_is_told_the_same_first(room: Room) -> None:
    await room.writes("giấy khai sinh")

    assert [text[:8] for text in room.api.texts(LAN)] == ["Chào chị", "answer t"]


async def test_in_danger_nothing_comes_before_the_help(room: Room) -> None:
    await room.writes(DANGER)

    assert "113" in room.api.texts(LAN)[0]
    assert not any("/erase" in text for text in room.api.texts(LAN))


async def test_the_menu_of_commands_is_set_in_each_language(room: Room) -> None:
    await room.until(lambda: len(room.api.of("setMyCommands")) == 4)

    said = {p.get("language_code"): p["commands"] for p in room.api.of("setMyCommands")}
    assert set(said) == {"vi", "en", "ko", None}
    assert [c["command"] for c in said["ko"]] == ["start", "help", "language", "human", "erase"]
    assert said["ko"][1]["description"] == line("choice_help", "ko")


async def test_help_gives_numbers_to_call(room: Room) -> None:
    await room.writes("/help")

    assert room.last().text.startswith(line("quick_help"))
    assert "113" in room.last().text


async def test_she_chooses_her_language_by_button_and_it_stays(room: Room) -> None:
    await room.writes("/language")
    await room.taps("한국어")
    await room.writes("/help")

    assert (await room.state()).language == "ko"
    assert room.last().text.startswith(line("quick_help", "ko"))


@pytest.mark.parametrize(
    ("words", "language", "choice"),
    [
        ("xóa cuộc trò chuyện", "vi", "choice_erase"),
        ("xoa cuoc tro chuyen di", "vi", "choice_erase"),
        ("please erase this conversation", "en", "choice_erase"),
        ("대화 삭제", "ko", "choice_erase"),
        ("cho số điện thoại giúp với", "vi", "choice_help"),
    ],
)
async def test_commands_work_in_words_too(
    room: Room, words: str, language: Language, choice: str
) -> None:
    await room.writes(words, language=language)

    assert line(choice, language) in room.last().labels


async def test_a_yes_opens_a_ticket_and_she_gets_its_code(room: Room) -> None:
    await room.writes(DANGER)
    await room.taps(YES)

    code = (await room.state()).ticket
    assert code
    assert any(code in text for text in room.api.texts(LAN))


async def test_human_reaches_the_assistant_as_the_choice_of_a_person(room: Room) -> None:
    await room.writes("/human")

    assert (await room.reads())[0].choice == "person"


async def test_an_old_button_dies_politely(room: Room) -> None:
    await room.writes("/start")
    data = room.last().button(line("choice_person"))
    await room.office.reception.erase("telegram", address_of(LAN))
    await room.writes("/start")
    room.api.tap(LAN, data)
    room.api.tap(LAN, "nonsense")
    await room.settle()

    assert popups(room) == [line("button_is_old")] * 2
    assert len([m for m in await room.reads() if m.choice]) == 1


async def test_the_same_tap_delivered_twice_is_one_tap(room: Room) -> None:
    await room.writes("/language")
    update = room.api.tap(LAN, room.last().button("English"))
    await room.settle()
    room.api.redeliver(update)
    await room.settle()

    assert [m.choice for m in await room.reads() if m.choice] == ["language", "language.en"]


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
    assert popups(room) == [line("erased")]


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


async def take_a_code(room: Room) -> str:
    await room.writes("cho em mã quay lại")
    await room.taps(line("choice_code"))
    found = re.search(r"\+83 [\d ]+\d", popups(room)[-1])
    assert found
    return found[0]


async def test_her_code_is_shown_in_passing_and_kept_nowhere(room: Room) -> None:
    code = await take_a_code(room)

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
    code = await take_a_code(room)
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
