"""Stopped, upgraded and started again while women write: nothing is lost, nothing comes twice."""

import asyncio
import signal
import socket
from collections import Counter
from pathlib import Path

import aiohttp
import pytest

from counselling.store.revisions import newest_revision, revision_of_file
from tests.app.backup.test_before_upgrade import OLDER, bring_to
from tests.journeys.a_patient_woman import AtASocket, ByRequests, PatientWoman
from tests.journeys.a_quick_rasa import as_a_program
from tests.running import run_service

pytestmark = pytest.mark.slow
GOING_AWAY = 1001
_A_WHILE = 2.0  # seconds in which everybody writes


def a_free_port() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


async def ran_for_a_while(women: list[PatientWoman], data: Path, **settings: str) -> None:
    """The service runs, everybody gets something through, and it is stopped politely."""
    with run_service(data, **settings) as service:
        await asyncio.to_thread(service.until_ready)
        before = [len(woman.said) for woman in women]
        await asyncio.sleep(_A_WHILE)
        assert all(len(w.said) > count for w, count in zip(women, before, strict=True))
        assert await asyncio.to_thread(service.stop, signal.SIGTERM) == 0


async def all_answered(woman: PatientWoman) -> list[str]:
    """What she finds in her chat, once every word of hers has its answer."""
    async with asyncio.timeout(30):
        while True:
            frames = await woman.history()
            answers = [frame for frame in frames if frame["from"] == "assistant"]
            if len(answers) >= len([frame for frame in frames if frame["from"] == "woman"]):
                return [frame["text"] for frame in frames]
            await asyncio.sleep(0.1)


async def test_a_restart_with_an_upgrade_in_between_loses_and_doubles_nothing(
    tmp_path: Path,
) -> None:
    settings = {"OSSO_PORT": a_free_port(), "OSSO_RASA_PYTHON": str(as_a_program(tmp_path))}
    url, over = f"http://127.0.0.1:{settings['OSSO_PORT']}", asyncio.Event()
    data = tmp_path / "data"
    data.mkdir()
    async with aiohttp.ClientSession() as http:
        women: list[PatientWoman] = [AtASocket(http, url, f"s{number}") for number in range(4)]
        women += [ByRequests(http, url, f"r{number}") for number in range(2)]
        writing = [asyncio.create_task(woman.write_on(over)) for woman in women]
        await ran_for_a_while(women, data, **settings)
        bring_to(data / "osso.sqlite3", OLDER, back=True)
        await ran_for_a_while(women, data, **settings)
        assert revision_of_file(data / "osso.sqlite3") == newest_revision()
        assert list((data / "backups").glob("before-upgrade-*.age"))
        with run_service(data, **settings) as service:
            await asyncio.to_thread(service.until_ready)
            over.set()
            await asyncio.gather(*writing)
            for woman in women:
                texts = await all_answered(woman)
                hers = [text for text in texts if text.startswith(f"{woman.name} ")]
                assert woman.said
                assert hers[: len(woman.said)] == woman.said  # one more may be on its way
                answers = Counter(text for text in texts if text.startswith("answer to "))
                assert answers == Counter(f"answer to {text}" for text in hers)
    # Who was just connecting anew had no socket to close.
    assert GOING_AWAY in [code for w in women if isinstance(w, AtASocket) for code in w.closed]
