"""Transactions: whole or not at all, and never left hanging by who goes away."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from counselling.store import engine as module
from counselling.store.not_saved import NotSaved
from counselling.store.store import Store, finishes
from counselling.store.vault import Vault

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    opened = Store(f"sqlite+aiosqlite:///{tmp_path / 'osso.sqlite3'}", Vault(bytes(32)))
    await opened.prepare()
    yield opened
    await opened.close()


class Clerk:
    """Writes line by line, slowly enough to be interrupted."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @finishes
    async def write(self, about: str, lines: int = 3) -> None:
        async with self._store.write() as tx:
            for number in range(lines):
                await tx.records.audit("lan", f"line {number}", about, at=NOW)

    async def lines(self, about: str) -> int:
        async with self._store.read() as tx:
            return len(await tx.records.audit_lines(about=about))


async def test_what_fails_half_way_leaves_nothing(store: Store) -> None:
    async def fails() -> None:
        async with store.write() as tx:
            await tx.records.audit("lan", "view", "K7M-4RX", at=NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fails()
    assert await Clerk(store).lines("K7M-4RX") == 0


async def test_who_goes_away_in_the_middle_leaves_it_whole_and_nothing_locked(
    store: Store,
) -> None:
    clerk = Clerk(store)
    for number in range(30):
        writing = asyncio.create_task(clerk.write(f"case {number}", lines=5))
        await asyncio.sleep(number * 0.0003)
        writing.cancel()
        with suppress(asyncio.CancelledError):
            await writing
    await store.settle()
    for number in range(30):
        assert await clerk.lines(f"case {number}") in {0, 5}
    await clerk.write("the next")
    assert await clerk.lines("the next") == 3


async def test_closing_waits_for_what_is_being_written(tmp_path: Path, store: Store) -> None:
    clerk = Clerk(store)
    writing = asyncio.create_task(clerk.write("last", lines=20))
    await asyncio.sleep(0.005)
    writing.cancel()
    await store.settle()
    assert await clerk.lines("last") == 20


async def test_a_locked_database_says_not_saved_and_stores_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pragmas = [pragma for pragma in module._PRAGMAS if not pragma.startswith("busy_timeout")]
    monkeypatch.setattr(module, "_PRAGMAS", (*pragmas, "busy_timeout=50"))
    impatient = Store(f"sqlite+aiosqlite:///{tmp_path / 'other.sqlite3'}", Vault(bytes(32)))
    await impatient.prepare()
    clerk = Clerk(impatient)
    with closing(sqlite3.connect(tmp_path / "other.sqlite3")) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(NotSaved, match="locked"):
            await clerk.write("now")
        other.rollback()
    await clerk.write("later")
    assert (await clerk.lines("now"), await clerk.lines("later")) == (0, 3)
    await impatient.close()


async def test_readers_who_go_away_leave_nothing_open(tmp_path: Path, store: Store) -> None:
    clerk = Reader(store)
    for number in range(60):
        reading = asyncio.create_task(clerk.read())
        await asyncio.sleep(number * 0.0001)
        reading.cancel()
        with suppress(asyncio.CancelledError):
            await reading
    await asyncio.wait_for(store.close(), 10)
    assert asyncio.all_tasks() == {asyncio.current_task()}


class Reader:
    """Reads as every room does."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @finishes
    async def read(self) -> int:
        async with self._store.read() as tx:
            return len(await tx.records.audit_lines(about="K7M-4RX"))
