"""A stop that comes together with something to delete is a stop."""

import asyncio
from pathlib import Path

import pytest

from counselling.clearing import Clearing
from tests.counselling.cast import FakeAssistant, PushChannel, an_office


@pytest.mark.parametrize("ticks", range(6))
async def test_a_service_that_stops_just_as_she_erases_comes_to_its_end(
    tmp_path: Path, ticks: int
) -> None:
    async with an_office(tmp_path, FakeAssistant()) as office:
        clearing = Clearing(office.store, {"push": PushChannel()})
        clearing.start()
        await asyncio.sleep(0.1)
        clearing.wake()
        for _ in range(ticks):
            await asyncio.sleep(0)
        closing = asyncio.create_task(clearing.close())
        stopped, _ = await asyncio.wait({closing}, timeout=2)
        assert stopped
