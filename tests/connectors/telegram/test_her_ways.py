"""What she can do in the chat: commands, their words, buttons, consent."""

import re

import pytest

from counselling.conversations import LANGUAGES, Language
from tests.connectors.telegram.room import LAN, PUBLIC, Room, address_of, line
from tests.counselling.cast import BOOK

DANGER = "chồng đang đánh em, cứu em với"
YES = BOOK.faq().consent.short_yes["vi"]


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

    # The danger check may add its gentle question below: who erases may have a reason to.
    offered = [label for sent in room.api.sent if sent.chat == LAN for label in sent.labels]
    assert line(choice, language) in offered


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

    assert room.popups() == [line("button_is_old")] * 2
    assert len([m for m in await room.reads() if m.choice]) == 1


async def test_the_same_tap_delivered_twice_is_one_tap(room: Room) -> None:
    await room.writes("/language")
    update = room.api.tap(LAN, room.last().button("English"))
    await room.settle()
    room.api.redeliver(update)
    await room.settle()

    assert [m.choice for m in await room.reads() if m.choice] == ["language", "language.en"]
