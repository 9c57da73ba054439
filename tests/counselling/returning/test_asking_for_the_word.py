"""A counsellor makes sure that it is she who writes; the word itself is kept nowhere."""

from pathlib import Path

import pytest

from app.office import Office
from counselling.permissions import User
from counselling.tickets.ticket import NotYours
from tests import looking
from tests.counselling.cast import Woman

WORD = "hoa sen trắng"


@pytest.fixture
async def code(office: Office, woman: Woman, lan: User) -> str:
    """Lan has her conversation and has asked for the word."""
    code = await woman.asks_for_a_person()
    await woman.sets_the_word(WORD)
    await office.casework.claim(code, by=lan)
    await office.casework.ask_word(code, by=lan)
    return code


async def last_choice(woman: Woman) -> str | None:
    return (await woman.reads())[-1].choice


@pytest.mark.usefixtures("code")
async def test_the_right_word_is_told_and_kept_nowhere(woman: Woman, tmp_path: Path) -> None:
    await woman.says("Hoa Sen Trang")
    assert await last_choice(woman) == "word.right"
    assert "hoa sen" not in " ".join(await woman.texts()).lower()
    assert b"Hoa Sen" not in looking.kept(tmp_path)


@pytest.mark.usefixtures("code")
async def test_a_wrong_word_is_told_and_not_kept_and_only_one_answer_is_checked(
    woman: Woman,
) -> None:
    await woman.says("hoa hồng")
    assert await last_choice(woman) == "word.wrong"
    assert "hoa hồng" not in await woman.texts()
    await woman.says("chị ơi")
    assert (await woman.texts())[-1] == "chị ơi"


@pytest.mark.usefixtures("code")
async def test_she_may_say_that_she_has_none(woman: Woman) -> None:
    await woman.taps("word.none")
    assert await last_choice(woman) == "word.none"
    await woman.says("là em đây")
    assert (await woman.texts())[-1] == "là em đây"


@pytest.mark.usefixtures("code")
@pytest.mark.parametrize(
    "text",
    ["cứu em với, chồng đánh em", "em không nhớ từ nào hết chị ơi, cái điện thoại này của em trai"],
)
async def test_a_cry_for_help_or_a_whole_message_is_never_lost_as_a_wrong_word(
    woman: Woman, text: str
) -> None:
    await woman.says(text)
    assert (await woman.texts())[-1] == text


async def test_only_its_holder_may_ask_and_it_is_audited(
    office: Office, lan: User, hoa: User, code: str
) -> None:
    with pytest.raises(NotYours):
        await office.casework.ask_word(code, by=hoa)

    async def lines() -> list[str]:
        async with office.store.read() as tx:
            return [line.what for line in await tx.records.audit_lines(about=code)]

    assert (await office.store.finish(lines())).count("ask_word") == 1


async def test_once_handed_back_nothing_is_checked_any_more(
    office: Office, woman: Woman, lan: User, code: str
) -> None:
    await office.casework.hand_back(code, by=lan)
    await woman.says("hoa hồng")
    assert (await woman.texts())[-1] == "answer to hoa hồng"
