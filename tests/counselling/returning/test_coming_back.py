"""With her code she finds her conversation again, from any device."""

from datetime import timedelta

import pytest

from app.office import Office
from counselling.live import Erased, chat_topic
from counselling.returning.budget import Budget
from counselling.returning.codes import Misread, new_code
from counselling.returning.returning import Guard, NoWayBack, TooManyTries
from counselling.returning.words import WordKeeper
from tests.counselling.cast import Woman
from tests.counselling.returning.conftest import Watch

pytestmark = pytest.mark.usefixtures("returning")


async def test_she_finds_her_conversation_in_a_fresh_chat(woman: Woman, code: str) -> None:
    before = await woman.reads()
    await woman.comes_back(code, to="library")
    assert await woman.reads() == before
    await woman.says("tôi đây")
    assert "tôi đây" in await woman.texts()


async def test_the_old_chat_shows_nothing_more_and_is_told_at_once(
    woman: Woman, office: Office, code: str
) -> None:
    with office.live.subscribe(chat_topic("webchat", "her-phone")) as old_screen:
        await woman.comes_back(code, to="library")
        assert isinstance(old_screen.get_nowait(), Erased)
    assert await Woman(office, address="her-phone").reads() == []


async def test_the_code_works_again_until_she_takes_another(woman: Woman, code: str) -> None:
    await woman.comes_back(code, to="library")
    await woman.comes_back(code, to="cafe")
    newer = await woman.takes_a_code()
    with pytest.raises(NoWayBack):
        await woman.comes_back(code, to="elsewhere")
    await woman.comes_back(newer, to="home")


async def test_a_dropped_code_leads_nowhere(woman: Woman, office: Office, code: str) -> None:
    await office.returning.drop_code("webchat", woman.address)
    with pytest.raises(NoWayBack):
        await woman.comes_back(code, to="library")


async def test_an_erased_conversation_cannot_be_come_back_to(
    woman: Woman, office: Office, code: str
) -> None:
    await office.reception.erase("webchat", woman.address)
    with pytest.raises(NoWayBack):
        await woman.comes_back(code, to="library")


async def test_she_may_take_a_code_before_she_has_written(woman: Woman, office: Office) -> None:
    code = await woman.takes_a_code()
    assert (await office.returning.kept("webchat", woman.address)).code
    await woman.comes_back(code, to="library")
    assert await woman.reads() == []


async def test_a_slip_of_the_finger_is_told_and_costs_no_try(woman: Woman, code: str) -> None:
    slip = code[:-1] + str((int(code[-1]) + 1) % 10)
    for _ in range(100):
        with pytest.raises(Misread):
            await woman.comes_back(slip, to="library")
    await woman.comes_back(code, to="library")


async def test_when_the_budget_of_wrong_codes_is_spent_no_code_is_tried(
    woman: Woman, guard: Guard, code: str
) -> None:
    object.__setattr__(guard, "budget", Budget(burst=3, per_second=0.0))
    for _ in range(3):
        with pytest.raises(NoWayBack):
            await woman.comes_back(new_code(), to="library")
    with pytest.raises(TooManyTries):
        await woman.comes_back(code, to="library")


async def test_right_codes_do_not_use_up_the_budget(woman: Woman, guard: Guard, code: str) -> None:
    object.__setattr__(guard, "budget", Budget(burst=1, per_second=0.0))
    for place in ("library", "cafe", "home"):
        await woman.comes_back(code, to=place)


async def test_with_a_word_the_code_alone_does_not_open_it(woman: Woman, code: str) -> None:
    await woman.sets_the_word("Hoa Sen")
    for word in ("", "hoa hồng"):
        with pytest.raises(NoWayBack):
            await woman.comes_back(code, word, to="library")
    await woman.comes_back(code, "hoa sen", to="library")


async def test_a_word_too_many_does_no_harm(woman: Woman, code: str) -> None:
    await woman.comes_back(code, "never set", to="library")


async def test_after_five_wrong_words_the_code_rests_an_hour_then_twice_as_long(
    woman: Woman, watch: Watch, code: str
) -> None:
    await woman.sets_the_word("hoa sen")
    for _ in range(5):
        with pytest.raises(NoWayBack):
            await woman.comes_back(code, "wrong", to="library")
    for pause, opens in ((59, False), (2, True)):
        watch.time += timedelta(minutes=pause)
        if not opens:
            with pytest.raises(NoWayBack):
                await woman.comes_back(code, "hoa sen", to="library")
    with pytest.raises(NoWayBack):
        await woman.comes_back(code, "wrong", to="library")
    watch.time += timedelta(minutes=61)
    with pytest.raises(NoWayBack):
        await woman.comes_back(code, "hoa sen", to="library")
    watch.time += timedelta(minutes=60)
    await woman.comes_back(code, "hoa sen", to="library")


async def test_while_her_code_rests_she_can_write_anew_and_ask_for_a_counsellor(
    woman: Woman, office: Office, code: str
) -> None:
    await woman.sets_the_word("hoa sen")
    for _ in range(6):
        with pytest.raises(NoWayBack):
            await woman.comes_back(code, "wrong", to="library")
    anew = Woman(office, address="library")
    assert await anew.asks_for_a_person()


async def test_a_wrong_try_is_answered_no_sooner_for_no_such_code_than_for_a_wrong_word(
    woman: Woman, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str | None] = []
    verify = WordKeeper._verify  # counted, and done

    def counted(self: WordKeeper, word_hash: str | None, plain: str) -> bool:
        checked.append(word_hash)
        return verify(self, word_hash, plain)

    monkeypatch.setattr(WordKeeper, "_verify", counted)
    await woman.sets_the_word("hoa sen")
    for wrong_code, word in ((new_code(), "hoa sen"), (code, "wrong")):
        with pytest.raises(NoWayBack):
            await woman.comes_back(wrong_code, word, to="library")
    assert len(checked) == 2  # the costly part is done in both
