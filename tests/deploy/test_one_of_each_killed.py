"""Two services, two Rasas, one PostgreSQL: one of each is killed under load, nothing is lost."""

import asyncio
import base64
import signal
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

import aiohttp
import pytest

from tests import postgres
from tests.deploy.two_processes import Woman, kill_rasa_of
from tests.running import RunningService, run_service

pytestmark = [
    pytest.mark.slow,
    pytest.mark.rasa,
    pytest.mark.parametrize("on_database", ["postgresql"], indirect=True),
]
WOMEN, MESSAGES = 12, 6
KILLED_AFTER = 2.0  # seconds between what is killed


def two_services(stack: ExitStack, folder: Path, model: Path) -> list[RunningService]:
    url = postgres.a_database(folder)
    found = []
    for name in ("one", "two"):
        data = folder / name
        data.mkdir()
        (data / "rasa").symlink_to(model.parents[1])
        settings = {
            "OSSO_DATABASE_URL": url,
            "OSSO_SECRET_KEY": base64.b64encode(bytes(range(32))).decode(),
        }
        found.append(stack.enter_context(run_service(data, **settings)))
    for service in found:
        service.until_ready()
    return found


async def test_what_was_acknowledged_is_there_once_in_order_and_answered_once(
    tmp_path: Path, trained_model: Path
) -> None:
    server = postgres.find_server()
    with ExitStack() as stack:
        services = two_services(stack, tmp_path, trained_model)
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=8)) as http:
            women = [Woman(http, services) for _ in range(WOMEN)]
            load = asyncio.gather(*(writes_on(woman, n) for n, woman in enumerate(women)))
            await asyncio.sleep(KILLED_AFTER)
            kill_rasa_of(services[0])
            await asyncio.sleep(KILLED_AFTER)
            services[0].process.send_signal(signal.SIGKILL)
            await asyncio.sleep(KILLED_AFTER)
            await asyncio.to_thread(server.stop, "immediate")
            await asyncio.to_thread(server.start)
            await load
            for woman in women:
                await all_is_there(woman, services[1])


async def writes_on(woman: Woman, number: int) -> None:
    for count in range(MESSAGES):
        await woman.writes(f"Xin chào, em là người thứ {number}, lần {count}")
        await asyncio.sleep(0.5)


async def all_is_there(woman: Woman, at: RunningService) -> None:
    async with asyncio.timeout(60):
        while True:
            told = await woman.reads(at)
            replies = [message for message in told if message["from"] == "assistant"]
            if len(replies) >= MESSAGES:
                break
            await asyncio.sleep(0.5)
    hers = [message["text"] for message in told if message["from"] == "woman"]
    assert Counter(hers) == Counter(woman.acknowledged)
    assert {m["text"]: m["seq"] for m in told if m["from"] == "woman"} == woman.acknowledged
    assert [message["seq"] for message in told] == list(range(1, len(told) + 1))
    assert len(replies) == MESSAGES
