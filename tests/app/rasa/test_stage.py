"""One model after the other answers; a real child process stands in for each Rasa."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.rasa import process, supervisor
from app.rasa.stage import Stage
from app.rasa.supervisor import ActionsAddress, Address, NotReady, State
from tests.app.rasa.stand_in import a_home, alive, behave, starts

ACTIONS = ActionsAddress("http://127.0.0.1:9/webhook", "told")
FINISHING = 0.4


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "FIRST_PAUSE", 0.05)
    monkeypatch.setattr(supervisor, "ASK_EVERY", 0.02)
    monkeypatch.setattr(process, "STOP_WITHIN", 0.3)


@pytest.fixture
def told() -> list[Address]:
    """The addresses turns were sent to, in order."""
    return []


@pytest.fixture
async def stage(tmp_path: Path, told: list[Address]) -> AsyncIterator[Stage]:
    home = a_home(tmp_path)
    home.models.mkdir(parents=True)
    stage = Stage(home, ACTIONS, told.append, FINISHING)
    yield stage
    await stage.close()


def a_model(folder: Path, name: str) -> Path:
    path = folder / "kept/models" / f"{name}.tar.gz"
    path.write_bytes(b"a model")
    return path


async def started(folder: Path, number: int) -> int:
    """The process id of that start, once it has happened."""
    async with asyncio.timeout(10):
        while len(starts(folder)) < number:  # noqa: ASYNC110  # another process writes it
            await asyncio.sleep(0.01)
    return starts(folder)[number - 1][0]


async def test_the_first_one_is_starting_and_then_answers(
    stage: Stage, tmp_path: Path, told: list[Address]
) -> None:
    assert stage.state == "starting"
    await stage.put_on(a_model(tmp_path, "first"))
    assert stage.state is State.READY
    assert told == [stage.address()]


async def test_the_old_one_answers_until_the_new_one_does_and_finishes_its_turns(
    stage: Stage, tmp_path: Path, told: list[Address]
) -> None:
    first, second = a_model(tmp_path, "first"), a_model(tmp_path, "second")
    await stage.put_on(first)
    old, old_pid = stage.address(), starts(tmp_path)[0][0]
    changing = asyncio.create_task(stage.put_on(second))
    new_pid = await started(tmp_path, 2)
    async with asyncio.timeout(10):
        while stage.address() == old:
            assert stage.model == first
            assert stage.state is State.READY
            await asyncio.sleep(0.01)
    assert alive(old_pid)
    assert stage.address() is not None
    await changing
    assert not alive(old_pid)
    assert alive(new_pid)
    assert stage.model == second
    assert told == [old, stage.address()]


@pytest.mark.parametrize("way", ["fail", "no-model"])
async def test_a_new_one_that_does_not_start_leaves_the_old_one_answering(
    stage: Stage, tmp_path: Path, told: list[Address], monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    monkeypatch.setattr("app.rasa.stage.START_WITHIN", 1.0)
    first = a_model(tmp_path, "first")
    await stage.put_on(first)
    old = stage.address()
    behave(tmp_path, way)
    with pytest.raises(NotReady):
        await stage.put_on(a_model(tmp_path, "second"))
    assert (stage.model, stage.address(), told) == (first, old, [old])
    assert [alive(pid) for pid, _ in starts(tmp_path)] == [True] + [False] * (
        len(starts(tmp_path)) - 1
    )


async def test_a_new_one_killed_while_it_starts_is_started_again(
    stage: Stage, tmp_path: Path
) -> None:
    await stage.put_on(a_model(tmp_path, "first"))
    behave(tmp_path, "no-model")
    changing = asyncio.create_task(stage.put_on(a_model(tmp_path, "second")))
    os.kill(await started(tmp_path, 2), signal.SIGKILL)
    behave(tmp_path)
    await changing
    assert stage.state is State.READY
    assert alive(starts(tmp_path)[2][0])


async def test_an_old_one_killed_while_the_new_one_starts_comes_back_meanwhile(
    stage: Stage, tmp_path: Path, told: list[Address]
) -> None:
    await stage.put_on(a_model(tmp_path, "first"))
    behave(tmp_path, "no-model")
    changing = asyncio.create_task(stage.put_on(a_model(tmp_path, "second")))
    await started(tmp_path, 2)
    behave(tmp_path)
    os.kill(starts(tmp_path)[0][0], signal.SIGKILL)
    await started(tmp_path, 3)
    async with asyncio.timeout(10):
        while len(told) < 2:  # noqa: ASYNC110  # the stage fills the list
            await asyncio.sleep(0.01)
    assert told[1] == stage.address()
    changing.cancel()
    await asyncio.gather(changing, return_exceptions=True)


@pytest.mark.parametrize("after", [0.0, 0.1, 0.6])
async def test_closing_in_the_middle_of_a_change_leaves_nothing_running(
    stage: Stage, tmp_path: Path, after: float
) -> None:
    await stage.put_on(a_model(tmp_path, "first"))
    changing = asyncio.create_task(stage.put_on(a_model(tmp_path, "second")))
    await started(tmp_path, 2)
    await asyncio.sleep(after)
    changing.cancel()
    await asyncio.gather(changing, return_exceptions=True)
    await stage.close()
    assert not any(alive(pid) for pid, _ in starts(tmp_path))


async def test_a_model_that_is_gone_is_refused_before_anything_starts(
    stage: Stage, tmp_path: Path
) -> None:
    with pytest.raises(FileNotFoundError):
        await stage.put_on(tmp_path / "gone.tar.gz")
    assert starts(tmp_path) == []
