"""Keeping Rasa running, with a real child process in its place."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from app.rasa import process, supervisor
from app.rasa.supervisor import ActionsAddress, NotReady, RasaSupervisor, State
from tests.app.rasa.stand_in import a_home, alive, behave, starts

ACTIONS = ActionsAddress("http://127.0.0.1:9/webhook", "told")
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervisor, "FIRST_PAUSE", 0.05)
    monkeypatch.setattr(supervisor, "ASK_EVERY", 0.02)
    monkeypatch.setattr(process, "STOP_WITHIN", 0.3)


@asynccontextmanager
async def kept(folder: Path, *behaviour: str) -> AsyncIterator[RasaSupervisor]:
    keeper = RasaSupervisor(a_home(folder, *behaviour), folder / "model.tar.gz", ACTIONS)
    keeper.start()
    try:
        yield keeper
    finally:
        await keeper.close()


async def until(true: Callable[[], bool], within: float = 10) -> None:
    async with asyncio.timeout(within):
        while not true():  # noqa: ASYNC110  # it is another process that makes it true
            await asyncio.sleep(0.01)


async def test_it_is_starting_then_ready_and_answers_only_to_its_secret(tmp_path: Path) -> None:
    async with kept(tmp_path) as keeper:
        await until(lambda: keeper.state is State.STARTING)
        assert keeper.address() is None
        await keeper.until_ready(10)
        address = keeper.address()
        assert keeper.state is State.READY
        assert address is not None
        assert address.url.startswith("http://127.0.0.1:")
        async with aiohttp.ClientSession() as session, session.get(f"{address.url}/ready") as got:
            assert got.status == 403


async def test_a_rasa_without_a_model_is_not_ready(tmp_path: Path) -> None:
    async with kept(tmp_path, "no-model") as keeper:
        with pytest.raises(TimeoutError):
            await keeper.until_ready(1)
        assert keeper.state is State.STARTING


async def test_one_that_cannot_start_is_told_without_waiting_its_whole_time(tmp_path: Path) -> None:
    async with kept(tmp_path, "fail") as keeper:
        async with asyncio.timeout(10):
            with pytest.raises(NotReady, match=r"rasa\.log"):
                await keeper.until_ready(60)


async def test_one_that_dies_is_started_again_with_a_new_secret_and_address(tmp_path: Path) -> None:
    async with kept(tmp_path) as keeper:
        await keeper.until_ready(10)
        before = keeper.address()
        os.kill(starts(tmp_path)[0][0], signal.SIGKILL)
        await until(lambda: keeper.state is not State.READY)
        assert keeper.address() is None
        await keeper.until_ready(10)
        after = keeper.address()
        assert before is not None
        assert after is not None
        assert before.secret != after.secret
        assert len(starts(tmp_path)) == 2


async def test_one_that_is_killed_again_and_again_is_back_as_soon_every_time(
    tmp_path: Path,
) -> None:
    async with kept(tmp_path) as keeper:
        for life in range(4):
            await keeper.until_ready(10)
            os.kill(starts(tmp_path)[life][0], signal.SIGKILL)
            await until(lambda: keeper.state is not State.READY)
        await keeper.until_ready(10)
        assert keeper._pause == supervisor.FIRST_PAUSE


async def test_one_that_cannot_start_is_tried_again_ever_more_slowly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    sleep = asyncio.sleep

    async def note(seconds: float) -> None:
        slept.append(seconds)
        await sleep(0)

    monkeypatch.setattr(supervisor, "LONGEST_PAUSE", 0.15)
    monkeypatch.setattr(supervisor, "ASK_EVERY", 0.021)
    monkeypatch.setattr("app.rasa.supervisor.asyncio.sleep", note)
    async with kept(tmp_path, "fail"):
        async with asyncio.timeout(20):
            while len(starts(tmp_path)) < 4:
                await sleep(0.01)
    pauses = [seconds for seconds in slept if seconds >= 0.05]
    assert pauses[:3] == [0.05, 0.1, 0.15]


async def test_a_missing_interpreter_is_down_and_does_not_end_the_service(tmp_path: Path) -> None:
    home = a_home(tmp_path)
    gone = type(home)(tmp_path / "no/python", home.root, home.folder)
    keeper = RasaSupervisor(gone, tmp_path / "model", ACTIONS)
    keeper.start()
    await asyncio.sleep(0.2)
    assert keeper.state is State.DOWN
    await keeper.close()


async def test_closing_ends_it_even_when_it_does_not_listen(tmp_path: Path) -> None:
    async with kept(tmp_path, "stubborn") as keeper:
        await keeper.until_ready(10)
    assert keeper.state is State.DOWN
    assert not alive(starts(tmp_path)[0][0])


async def test_closing_while_it_starts_leaves_nothing_behind(tmp_path: Path) -> None:
    async with kept(tmp_path, "no-model"):
        await until(lambda: len(starts(tmp_path)) == 1)
    assert not alive(starts(tmp_path)[0][0])


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's help is Linux's own")
async def test_it_does_not_outlive_a_service_that_is_killed_outright(tmp_path: Path) -> None:
    a_home(tmp_path)
    service = subprocess.Popen(  # noqa: ASYNC220  # waited for below
        [sys.executable, "-m", "tests.app.rasa.a_service", str(tmp_path)], cwd=ROOT
    )
    try:
        await until(lambda: len(starts(tmp_path)) == 1)
    finally:
        service.kill()
        service.wait()
    await until(lambda: not alive(starts(tmp_path)[0][0]))


async def test_it_starts_with_nothing_of_ours_but_what_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OSSO_SECRET_KEY", "hers")
    home = a_home(tmp_path)
    environment = home.environment({})
    assert "OSSO_SECRET_KEY" not in environment
    assert environment["RASA_TELEMETRY_ENABLED"] == "false"
    behave(tmp_path)


async def test_one_that_hangs_is_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "LOOK_EVERY", 0.05)
    monkeypatch.setattr(supervisor, "LOOK_WAITS", 0.1)
    async with kept(tmp_path) as keeper:
        await keeper.until_ready(10)
        hanging = starts(tmp_path)[0][0]
        os.kill(hanging, signal.SIGSTOP)
        await until(lambda: keeper.state is not State.READY)
        await keeper.until_ready(10)
        assert len(starts(tmp_path)) == 2
        assert not alive(hanging)


async def test_one_that_answers_no_turn_is_started_again_but_not_its_successor(
    tmp_path: Path,
) -> None:
    async with kept(tmp_path) as keeper:
        await keeper.until_ready(10)
        before = keeper.address()
        assert before
        keeper.give_up(before)
        await until(lambda: keeper.state is not State.READY)
        await keeper.until_ready(10)
        keeper.give_up(before)
        await asyncio.sleep(0.1)
        assert keeper.state is State.READY
        assert len(starts(tmp_path)) == 2


async def test_where_no_log_can_be_written_it_runs_without(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file where the folder should be")
    async with kept(tmp_path) as keeper:
        await keeper.until_ready(10)
