"""What a balancer asks: does the loop run, and would a message that came now be kept?"""

import asyncio
from pathlib import Path

import pytest
from aiohttp import ClientSession

from app.measuring import readiness
from tests.app.measuring.a_watch import Watched, a_watched_service
from tests.holding import held


async def asked(watched: Watched, path: str) -> tuple[int, dict[str, str]]:
    async with ClientSession() as http, http.get(watched.address + path) as answer:
        return answer.status, await answer.json()


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness, "WITHIN", 0.3)
    monkeypatch.setattr(readiness, "AGAIN_AFTER", 0.0)


async def test_a_service_that_keeps_messages_is_ready_and_says_nothing_else(tmp_path: Path) -> None:
    async with a_watched_service(tmp_path) as watched:
        assert await asked(watched, "/health/live") == (200, {"status": "ok"})
        assert await asked(watched, "/health/ready") == (200, {"status": "ok"})
        assert not (tmp_path / "ready.probe").exists()


async def test_it_is_not_ready_while_the_database_is_locked_and_is_again_afterwards(
    tmp_path: Path,
) -> None:
    async with a_watched_service(tmp_path) as watched:
        with held(tmp_path):
            assert await asked(watched, "/health/ready") == (503, {"status": "not ready"})
            assert (await asked(watched, "/health/live"))[0] == 200
        await watched.office.store.settle()
        assert (await asked(watched, "/health/ready"))[0] == 200


def _full(*_arguments: object) -> None:
    raise OSError(28, "No space left on device")


async def test_it_is_not_ready_while_the_disk_takes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_watched_service(tmp_path) as watched:
        with monkeypatch.context() as full:
            full.setattr("os.fsync", _full)
            assert (await asked(watched, "/health/ready"))[0] == 503
            assert not (tmp_path / "ready.probe").exists()
        assert (await asked(watched, "/health/ready"))[0] == 200


async def test_asking_often_does_not_wear_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readiness, "AGAIN_AFTER", 60.0)
    tried: list[Path] = []
    monkeypatch.setattr(readiness, "_write_to_disk", tried.append)
    async with a_watched_service(tmp_path) as watched:
        await watched.office.store.keys.get("")  # a server's first connections take a while
        assert await watched.office.store.is_well()
        answers = await asyncio.gather(*(asked(watched, "/health/ready") for _ in range(20)))
    assert {status for status, _ in answers} == {200}
    assert tried == [tmp_path]
