"""The daily work: it happens, and nothing that fails in it stops the service or the next day."""

import asyncio
from pathlib import Path

import pytest

from app import housekeeping as module
from app.backup.key_copies import KeyCopies
from app.housekeeping import Housekeeping
from app.settings import Settings
from app.steady import SteadyClock
from counselling.retention import Due, Retention
from counselling.store.not_saved import NotSaved
from counselling.store.sql_keys import SqlKeys
from tests.counselling.cast import FakeAssistant, an_office


async def until(happened: object) -> None:
    async with asyncio.timeout(10):
        while not happened():  # type: ignore[operator]  # noqa: ASYNC110  # looked at from outside
            await asyncio.sleep(0.01)


async def test_it_goes_on_after_a_day_that_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    days: list[str] = []

    async def run(_retention: Retention) -> Due:
        days.append("a day")
        if len(days) == 1:
            raise NotSaved("disk full")
        return Due(0, 0, 0, 0, 0)

    monkeypatch.setattr(module, "EVERY", 0.01)
    monkeypatch.setattr(Retention, "run", run)
    settings = Settings(data_dir=tmp_path)
    async with an_office(tmp_path, FakeAssistant()) as office:
        keys = office.store.keys
        assert isinstance(keys, SqlKeys)
        house = Housekeeping(
            settings, office.store, office.eraser, KeyCopies(settings, keys), first_after=0
        )
        house.start()
        await until(lambda: len(days) > 1)
        await house.close()


async def test_on_the_day_on_which_the_clock_was_set_nothing_is_erased(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "EVERY", 0.05)
    ran: list[str] = []
    monkeypatch.setattr(Housekeeping, "_erase_what_is_due", lambda _: _note(ran))
    clock = SteadyClock(passed=iter([0.0, 900_000.0, *([900_000.0] * 1000)]).__next__)
    async with an_office(tmp_path, FakeAssistant()) as office:
        keys = office.store.keys
        assert isinstance(keys, SqlKeys)
        settings = Settings(data_dir=tmp_path)
        copies = KeyCopies(settings, keys)
        house = Housekeeping(
            settings, office.store, office.eraser, copies, first_after=0, clock=clock
        )
        house.start()
        await asyncio.sleep(0.03)
        assert ran == []
        await until(lambda: ran)
        await house.close()


async def _note(ran: list[str]) -> None:
    ran.append("erased")
