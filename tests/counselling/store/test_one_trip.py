"""A statement costs one trip to SQLite's thread, and nothing is lost by that."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiosqlite
import pytest
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine

from counselling.store.engine import open_engine


@pytest.fixture
async def engine(tmp_path: Path) -> AsyncIterator[AsyncEngine]:
    engine = open_engine(f"sqlite+aiosqlite:///{tmp_path / 'office.sqlite3'}")
    async with engine.execution_options(writes=True).begin() as connection:
        await connection.exec_driver_sql("CREATE TABLE word (word TEXT PRIMARY KEY)")
    yield engine
    await engine.dispose()


@pytest.fixture
def trips(engine: AsyncEngine, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What has gone to the thread since."""
    gone: list[str] = []
    go: Any = aiosqlite.Connection._execute

    async def count(self: aiosqlite.Connection, work: Any, *args: Any, **more: Any) -> Any:
        gone.append(work.__name__)
        return await go(self, work, *args, **more)

    monkeypatch.setattr(aiosqlite.Connection, "_execute", count)
    return gone


async def written(engine: AsyncEngine) -> list[str]:
    async with engine.connect() as connection:
        rows = await connection.exec_driver_sql("SELECT word FROM word ORDER BY word")
        return [row.word for row in rows]


async def test_a_transaction_costs_a_trip_for_each_statement_and_one_for_its_end(
    engine: AsyncEngine, trips: list[str]
) -> None:
    async with engine.execution_options(writes=True).begin() as connection:
        for word in ("một", "hai"):
            await connection.exec_driver_sql("INSERT INTO word VALUES (?)", (word,))
        many = [("ba",), ("bốn",)]
        await connection.exec_driver_sql("INSERT INTO word VALUES (?)", many)
    assert trips == ["_carry_out", "_carry_out", "_carry_out_many", "commit"]
    assert await written(engine) == ["ba", "bốn", "hai", "một"]


async def test_a_brief_one_goes_to_the_thread_for_what_may_wait_alone(
    engine: AsyncEngine, trips: list[str]
) -> None:
    async with engine.execution_options(writes=True, brief=True).begin() as connection:
        for word in ("một", "hai", "ba"):
            await connection.exec_driver_sql("INSERT INTO word VALUES (?)", (word,))
    async with engine.execution_options(brief=True).connect() as connection:
        for _ in range(3):
            assert (await connection.exec_driver_sql("SELECT count(*) FROM word")).scalar() == 3
    assert trips == ["_carry_out", "commit", "_carry_out"]
    trips.clear()
    assert len(await written(engine)) == 3
    assert trips == ["_carry_out", "rollback"], "the next one on this line is brief no longer"


async def test_what_was_never_begun_is_not_ended(engine: AsyncEngine, trips: list[str]) -> None:
    async with engine.execution_options(writes=True).begin():
        pass
    async with engine.connect():
        pass
    assert not trips


async def test_what_fails_in_the_middle_leaves_nothing(engine: AsyncEngine) -> None:
    async def twice() -> None:
        async with engine.execution_options(writes=True).begin() as connection:
            for _ in range(2):
                await connection.exec_driver_sql("INSERT INTO word VALUES ('một')")

    with pytest.raises(IntegrityError):
        await twice()
    assert await written(engine) == []


async def test_a_lock_that_is_not_given_is_said_and_asked_for_again_next_time(
    engine: AsyncEngine, tmp_path: Path
) -> None:
    writes = engine.execution_options(writes=True)
    async with engine.connect() as waiting:
        await waiting.exec_driver_sql("PRAGMA busy_timeout = 0")
    async with aiosqlite.connect(tmp_path / "office.sqlite3", isolation_level=None) as other:
        await other.execute("BEGIN IMMEDIATE")
        async with writes.connect() as connection:
            with pytest.raises(OperationalError, match="locked"):
                await connection.exec_driver_sql("INSERT INTO word VALUES ('một')")
        await other.execute("ROLLBACK")
    async with writes.begin() as connection:
        await connection.exec_driver_sql("INSERT INTO word VALUES ('hai')")
    assert await written(engine) == ["hai"]


async def test_a_reader_sees_one_moment(engine: AsyncEngine) -> None:
    async with engine.connect() as reader:
        first = (await reader.exec_driver_sql("SELECT count(*) FROM word")).scalar()
        async with engine.execution_options(writes=True).begin() as writer:
            await writer.exec_driver_sql("INSERT INTO word VALUES ('một')")
        again = (await reader.exec_driver_sql("SELECT count(*) FROM word")).scalar()
    assert (first, again) == (0, 0)
    assert await written(engine) == ["một"]
