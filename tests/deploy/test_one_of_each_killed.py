"""Two services on one PostgreSQL: one of each is killed under load, and nothing is lost."""

import asyncio
import base64
import signal
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import aiohttp
import pytest

from tests import postgres
from tests.app.a_rasa_apart import a_rasa_apart
from tests.deploy.two_processes import Woman, kill_rasa_of
from tests.running import RunningService, run_service

pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize("on_database", ["postgresql"], indirect=True),
]
WOMEN, MESSAGES = 12, 5
BETWEEN = 1.5  # seconds between what is killed
SAID = "Chào chị"  # by the Rasa that is played, to each turn; the real one never says only that
SECRET = base64.b64encode(bytes(range(32))).decode()


@contextmanager
def two_services(
    folder: Path, settings: Mapping[str, str], rasa: Path | None = None
) -> Iterator[list[RunningService]]:
    both = {"OSSO_DATABASE_URL": postgres.a_database(folder), "OSSO_SECRET_KEY": SECRET}
    with ExitStack() as stack:
        found = []
        for name in ("one", "two"):
            data = folder / name
            data.mkdir()
            if rasa:
                (data / "rasa").symlink_to(rasa)
            found.append(stack.enter_context(run_service(data, **both, **settings)))
        for service in found:
            service.until_ready()
        yield found


async def test_a_service_and_the_database_are_killed(tmp_path: Path) -> None:
    async with a_rasa_apart() as rasa:
        settings = {"OSSO_RASA_URL": rasa.url, "OSSO_RASA_SECRET": "x" * 32}
        manager = two_services(tmp_path, settings)
        services = await asyncio.to_thread(manager.__enter__)
        try:
            await nothing_is_lost(services, [])
        finally:
            await asyncio.to_thread(manager.__exit__, None, None, None)


@pytest.mark.rasa
async def test_a_rasa_a_service_and_the_database_are_killed(
    tmp_path: Path, trained_model: Path
) -> None:
    with two_services(tmp_path, {}, trained_model.parents[1]) as services:
        await nothing_is_lost(services, [lambda: kill_rasa_of(services[1])])


async def nothing_is_lost(
    services: list[RunningService], first: Sequence[Callable[[], None]]
) -> None:
    """Kill those, a service and the database while women write; then look what is there."""
    server = postgres.find_server()
    kill_service = lambda: services[0].process.send_signal(signal.SIGKILL)  # noqa: E731
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=8)) as http:
        women = [Woman(http, services) for _ in range(WOMEN)]
        load = asyncio.gather(*(writes_on(woman, n) for n, woman in enumerate(women)))
        for kill in (*first, kill_service, lambda: server.stop("immediate")):
            await asyncio.sleep(BETWEEN)
            await asyncio.to_thread(kill)
        await asyncio.to_thread(server.start)
        await load
        for woman in women:
            await all_is_there(woman, services[1])


async def writes_on(woman: Woman, number: int) -> None:
    for count in range(MESSAGES):
        await woman.writes(f"Xin chào, em là người thứ {number}, lần {count}")
        await asyncio.sleep(BETWEEN / 2)


async def all_is_there(woman: Woman, at: RunningService) -> None:
    """What was acknowledged, once, in its place, and one answer to each."""
    async with asyncio.timeout(60):
        while len(await replies_to(woman, at)) < MESSAGES:  # noqa: ASYNC110  # she asks
            await asyncio.sleep(0.5)
    told = await woman.reads(at)
    hers = [message for message in told if message["from"] == "woman"]
    assert Counter(m["text"] for m in hers) == Counter(list(woman.acknowledged))
    assert {m["text"]: m["seq"] for m in hers} == woman.acknowledged
    assert [message["seq"] for message in told] == list(range(1, len(told) + 1))
    # The service's own words (danger seen in so many alike) stand beside what Rasa answered.
    assert Counter(message["text"] for message in told)[SAID] in {0, MESSAGES}


async def replies_to(woman: Woman, at: RunningService) -> list[object]:
    return [message for message in await woman.reads(at) if message["from"] == "assistant"]
