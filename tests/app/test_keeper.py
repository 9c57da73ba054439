"""The assistant kept in step with the set: trained, exchanged, and never worse than before."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from app import keeper as keeping
from app.book import Book
from app.faq_status import FaqState, FaqStatus
from app.keeper import Keeper
from app.rasa import process, supervisor
from app.rasa.home import RasaHome
from app.rasa.supervisor import Address, State
from app.rasa.training import TrainingFailed
from app.settings import Settings
from tests.app.an_office_folder import OfficeFolder
from tests.app.rasa.stand_in import a_home, alive, behave, starts

LEARNT = "The assistant has learnt what is new."
GOES_ON = "The assistant goes on with what it knew before."


class Kept:
    """A keeper on an editors' folder, with a stand-in for Rasa."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.office = OfficeFolder(folder)
        self.book = Book(self.office.path)
        self.status = FaqStatus()
        self.said: list[str] = []
        self.told: list[Address] = []
        settings = Settings(data_dir=folder, rasa_timeout=0.2)
        self.keeper = Keeper(settings, self.book, self.said.append, self.told.append, self.status)

    def edited(self) -> None:
        self.book.read_again(self.office.path)
        self.keeper.renew()

    async def until(self, happened: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not happened():  # noqa: ASYNC110  # the keeper makes it true
                await asyncio.sleep(0.02)

    async def until_learnt(self, times: int = 1) -> None:
        await self.until(lambda: self.said.count(LEARNT) == times)

    async def until_given_up(self) -> None:
        await self.until(lambda: self.said[-1] == GOES_ON)

    @property
    def trainings(self) -> int:
        return sum(1 for _, secret in starts(self.folder) if secret == "-")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RasaHome:
    home = a_home(tmp_path)
    monkeypatch.setattr(keeping, "rasa_home", lambda _settings: home)
    monkeypatch.setattr(supervisor, "FIRST_PAUSE", 0.05)
    monkeypatch.setattr(supervisor, "ASK_EVERY", 0.02)
    monkeypatch.setattr(process, "STOP_WITHIN", 0.3)
    return home


@pytest.fixture
async def kept(home: RasaHome, tmp_path: Path) -> AsyncIterator[Kept]:
    kept = Kept(tmp_path)
    kept.keeper.start()
    yield kept
    await kept.keeper.close()
    assert not any(alive(pid) for pid, _ in starts(tmp_path))


async def test_it_trains_at_the_first_start_and_answers(kept: Kept) -> None:
    assert kept.keeper.state == "starting"
    await kept.keeper.until_ready()
    assert kept.keeper.state is State.READY
    assert kept.trainings == 1


async def test_a_new_answer_trains_nothing_and_leaves_rasa_alone(kept: Kept) -> None:
    await kept.keeper.until_ready()
    before = kept.keeper.address()
    kept.office.answers("Từ hôm nay làm tại xã.")
    kept.edited()
    await asyncio.sleep(0.5)
    assert kept.status.state is FaqState.OK
    assert (kept.trainings, kept.keeper.address()) == (1, before)


async def test_a_new_phrasing_is_trained_and_another_rasa_takes_over(kept: Kept) -> None:
    await kept.keeper.until_ready()
    before = kept.keeper.address()
    kept.office.asks("em mất căn cước rồi ạ")
    kept.edited()
    async with asyncio.timeout(10):
        while kept.keeper.address() == before:
            assert kept.keeper.state is State.READY
            await asyncio.sleep(0.01)
    await kept.until_learnt()
    assert kept.trainings == 2
    assert kept.told == [before, kept.keeper.address()]
    assert kept.status.state is FaqState.OK


async def test_what_is_saved_during_a_training_is_trained_afterwards_in_one_more(
    kept: Kept,
) -> None:
    await kept.keeper.until_ready()
    behave(kept.folder, "wait")
    kept.office.asks("em mất căn cước rồi ạ 0")
    kept.edited()
    await kept.until(lambda: kept.trainings == 2)
    for number in (1, 2, 3):
        kept.office.asks(f"em mất căn cước rồi ạ {number}")
        kept.edited()
    assert kept.status.state is FaqState.TRAINING
    (kept.folder / "go").touch()
    await kept.until_learnt(2)
    assert kept.trainings == 3
    compiled = (kept.folder / "kept/compiled/faq.yml").read_text(encoding="utf-8")
    assert "em mất căn cước rồi ạ 3" in compiled


async def test_going_back_to_the_phrasings_of_before_trains_nothing(kept: Kept) -> None:
    await kept.keeper.until_ready()
    before = kept.office.text()
    kept.office.asks("em mất căn cước rồi ạ")
    kept.edited()
    await kept.until_learnt()
    kept.office.save(before)
    kept.edited()
    await kept.until_learnt(2)
    assert kept.trainings == 2
    assert len(kept.told) == 3


async def test_a_failed_training_leaves_the_old_one_answering_and_is_told(kept: Kept) -> None:
    await kept.keeper.until_ready()
    before = kept.keeper.address()
    behave(kept.folder, "fail")
    kept.office.asks("em mất căn cước rồi ạ")
    kept.edited()
    await kept.until_given_up()
    assert kept.status.state is FaqState.UNTRAINED
    assert (kept.keeper.address(), kept.keeper.state) == (before, State.READY)
    assert "the training data is broken" in kept.said[-2]


async def test_a_failed_training_is_tried_again_by_itself(
    kept: Kept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "FIRST_RETRY", 0.3)
    await kept.keeper.until_ready()
    kept.office.asks("em mất căn cước rồi ạ")
    behave(kept.folder, "nothing")
    kept.edited()
    await kept.until_given_up()
    behave(kept.folder)
    await kept.until_learnt()
    assert kept.status.state is FaqState.OK
    assert len(kept.told) == 2


async def test_an_assistant_that_could_not_be_trained_at_the_start_comes_with_a_mended_file(
    home: RasaHome, tmp_path: Path
) -> None:
    behave(tmp_path, "fail")
    kept = Kept(tmp_path)
    kept.keeper.start()
    with pytest.raises(TrainingFailed):
        await kept.keeper.until_ready()
    assert kept.keeper.state is State.DOWN
    behave(tmp_path)
    kept.office.asks("em mất căn cước rồi ạ")
    kept.edited()
    await kept.until(lambda: kept.keeper.state is State.READY)
    await kept.keeper.close()
