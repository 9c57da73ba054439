"""Whatever Rasa does, help in danger is there at once and nobody waits long for an honest line."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from app.office import Office, build_office
from app.rasa.breaker import Breaker
from app.rasa.client import RasaAssistant
from connectors.webchat.channel import WebChatChannel
from counselling.channels import Inbound
from tests.counselling.cast import BOOK, QUICK, SECRET, Woman, a_database
from tests.hostile.a_faulty_rasa import FAULTS, FaultyRasa, a_faulty_rasa

WITHIN = 0.2  # seconds for a turn, in place of one and a half
HONEST = BOOK.faq().lines.say("assistant_down", "vi")
CRY = "chồng đang đánh em, cứu em với"


class Clock:
    """Turned by hand."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def served_by(
    rasa: FaultyRasa, folder: Path, clock: Clock | None = None
) -> AsyncIterator[Office]:
    breaker = Breaker(clock=clock) if clock else Breaker()
    assistant = RasaAssistant(rasa.address, WITHIN, breaker)
    office = build_office(
        database=a_database(folder),
        secret=SECRET,
        hasher=QUICK,
        book=BOOK,
        assistant=assistant,
        channels=[WebChatChannel],
    )
    await office.open()
    try:
        yield office
    finally:
        await office.close()
        await assistant.close()


@pytest.mark.parametrize("fault", FAULTS)
async def test_she_gets_an_honest_line_and_the_right_answer_once_it_is_well(
    fault: str, tmp_path: Path
) -> None:
    clock = Clock()
    async with a_faulty_rasa() as rasa, served_by(rasa, tmp_path, clock) as office:
        woman = Woman(office)
        rasa.fault = fault
        async with asyncio.timeout(8 * WITHIN + 2):
            for text in ("một", "hai", "ba", "bốn"):
                await woman.says(text)
        rasa.fault = None
        rasa.released.set()
        clock.now += 5  # the pause of the breaker is over
        await woman.says("năm")
        texts = await woman.texts()
    assert [text.startswith(HONEST) for text in texts[1:8:2]] == [True] * 4
    assert texts[8:] == ["năm", "answer to năm"]


async def test_help_in_danger_does_not_wait_for_a_rasa_that_hangs(tmp_path: Path) -> None:
    async with a_faulty_rasa() as rasa, served_by(rasa, tmp_path) as office:
        rasa.fault = "hung"
        await office.reception.receive(Inbound("webchat", "her-phone", "1", CRY))
        told = await office.reception.history("webchat", "her-phone")  # Rasa has not answered yet
        assert [message.sender.value for message in told] == ["woman", "assistant"]
        assert "113" in told[1].text


async def test_when_it_hangs_only_the_first_wait_and_all_others_are_spared(tmp_path: Path) -> None:
    async with a_faulty_rasa() as rasa, served_by(rasa, tmp_path) as office:
        rasa.fault = "hung"
        crowd = [Woman(office, f"phone-{n}") for n in range(30)]
        async with asyncio.timeout(8 * WITHIN + 2):
            await asyncio.gather(*(woman.says("chào chị") for woman in crowd))
        assert rasa.asked <= 4  # the two places, twice
        told = [(await woman.texts())[1] for woman in crowd]
    assert [text.startswith(HONEST) for text in told] == [True] * len(crowd)


async def test_who_is_in_danger_is_never_the_one_who_tries_whether_it_is_well(
    tmp_path: Path,
) -> None:
    clock = Clock()
    async with a_faulty_rasa() as rasa, served_by(rasa, tmp_path, clock) as office:
        rasa.fault = "status 500"
        woman = Woman(office)
        for _ in range(3):
            await woman.says("chào chị")
        rasa.fault, asked = None, rasa.asked
        clock.now += 5
        await woman.says(CRY)
        assert rasa.asked == asked
        async with asyncio.timeout(2):  # it was looked at beside, and nobody waited for that
            while (await woman.texts())[-1] != "answer to bây giờ":
                await woman.says("bây giờ")


async def test_two_turns_of_one_woman_are_taken_one_after_the_other(tmp_path: Path) -> None:
    async with a_faulty_rasa() as rasa, served_by(rasa, tmp_path) as office:
        inbound = [Inbound("webchat", "her-phone", str(n), f"câu {n}") for n in range(2)]
        await asyncio.gather(*(office.reception.receive(one) for one in inbound))
        await office.turns.settle()
        texts = await Woman(office).texts()
    asked = [text for text in texts if not text.startswith("answer")]
    told = [text.removeprefix("answer to ") for text in texts if text.startswith("answer")]
    assert sorted(asked) == ["câu 0", "câu 1"]
    assert told == asked
