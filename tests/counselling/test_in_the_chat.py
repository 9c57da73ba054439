"""What a page of ours has in its menu is said in the chat where there is no page."""

import pytest

from counselling.attentive import wish_in
from tests.counselling.cast import BOOK, Woman


def line(key: str) -> str:
    return BOOK.faq().lines.say(key, "vi")


async def test_beside_a_page_erasing_is_left_to_its_menu(woman: Woman) -> None:
    await woman.says("xóa cuộc trò chuyện")
    await woman.taps("erase")

    assert (await woman.texts())[-1] == line("erase_on_page")


async def test_without_a_page_she_is_asked_what_to_erase(woman: Woman) -> None:
    await woman.says("/erase", choice="erase", page=False)

    asked = (await woman.reads())[-1]
    assert asked.text == line("ask_erase")
    assert [choice.id for choice in asked.choices] == ["erase.now", "erase.daily", "erase.not"]


async def test_erasing_for_good_needs_its_own_tap(woman: Woman) -> None:
    await woman.says("/erase", choice="erase", page=False)
    await woman.says("", choice="erase.now", page=False)

    assert await woman.reads() == []


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("Xoá hết tin nhắn giùm em", "erase"),
        ("đổi ngôn ngữ", "language"),
        ("언어 바꾸고 싶어요", "language"),
        ("긴급 전화 번호", "help"),
        ("em bị chồng xóa hết ảnh của con", None),
    ],
)
def test_commands_are_understood_in_short_words(said: str, wish: str | None) -> None:
    assert wish_in(said) == wish
