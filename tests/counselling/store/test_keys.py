"""Keys apart from the database: durable, destroyed for good, and found again after a move."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from counselling.store.keys import ORPHAN_DAYS, KeyRing
from counselling.store.recent import Recent
from counselling.store.sql_keys import SqlKeys
from counselling.store.store import keys_beside

NOW = datetime(2026, 11, 22, tzinfo=UTC)
KEY = bytes(range(60))


def at(folder: Path) -> SqlKeys:
    return SqlKeys(f"sqlite+aiosqlite:///{folder / 'keys.sqlite3'}")


@pytest.fixture
async def keys(tmp_path: Path) -> AsyncIterator[SqlKeys]:
    opened = at(tmp_path)
    await opened.prepare()
    yield opened
    await opened.close()


async def test_a_key_is_there_for_the_next_process(tmp_path: Path, keys: SqlKeys) -> None:
    await keys.add("c1", KEY, at=NOW)
    other = at(tmp_path)
    await other.prepare()
    assert await other.get("c1") == KEY
    assert await other.get("c2") is None
    await other.close()


async def test_a_destroyed_key_leaves_no_byte_and_its_erasure_stays(
    tmp_path: Path, keys: SqlKeys
) -> None:
    await keys.add("c1", KEY, at=NOW)
    await keys.destroy("c1", at=NOW)
    assert await keys.get("c1") is None
    assert await keys.empty_wal()
    assert await keys.ring() == KeyRing({}, {"c1": NOW})
    assert all(KEY not in path.read_bytes() for path in tmp_path.iterdir())


async def test_erased_again_it_keeps_the_first_time(keys: SqlKeys) -> None:
    await keys.destroy("c1", at=NOW)
    await keys.destroy("c1", at=NOW + timedelta(days=3))
    assert (await keys.ring()).erasures == {"c1": NOW}


async def test_taking_over_a_copy_brings_no_erased_key_back(keys: SqlKeys) -> None:
    await keys.add("here", KEY, at=NOW)
    await keys.add("erased there", KEY, at=NOW)
    await keys.destroy("erased here", at=NOW)
    there = KeyRing(
        {"erased here": KEY, "here": b"another", "only there": KEY}, {"erased there": NOW}
    )
    await keys.take_over(there, at=NOW)
    assert (await keys.ring()).keys == {"here": KEY, "only there": KEY}
    assert await keys.get("erased there") is None


async def test_an_orphan_is_swept_away_only_once_it_has_long_been_one(keys: SqlKeys) -> None:
    await keys.add("orphan", KEY, at=NOW)
    await keys.add("known", KEY, at=NOW)
    assert await keys.sweep({"known"}, at=NOW) == 0
    later = NOW + timedelta(days=ORPHAN_DAYS, seconds=1)
    assert await keys.sweep({"known"}, at=later) == 1
    assert set((await keys.ring()).keys) == {"known"}


async def test_a_key_whose_conversation_shows_again_is_no_orphan_any_more(keys: SqlKeys) -> None:
    await keys.add("c1", KEY, at=NOW)
    await keys.sweep(set(), at=NOW)  # started with another database by mistake
    await keys.sweep({"c1"}, at=NOW + timedelta(days=ORPHAN_DAYS - 1))
    assert await keys.sweep(set(), at=NOW + timedelta(days=ORPHAN_DAYS + 1)) == 0


async def test_old_erasures_are_forgotten(keys: SqlKeys) -> None:
    await keys.destroy("old", at=NOW - timedelta(days=10))
    await keys.destroy("new", at=NOW)
    assert await keys.forget_erasures(before=NOW - timedelta(days=1)) == 1
    assert set((await keys.ring()).erasures) == {"new"}


def test_the_store_stands_beside_the_database() -> None:
    assert keys_beside("sqlite+aiosqlite:////data/osso.sqlite3").endswith("/data/keys.sqlite3")
    on_a_server = "postgresql+asyncpg://osso:word@db/osso"
    assert keys_beside(f"{on_a_server}?ssl=require") == f"{on_a_server}_keys?ssl=require"
    with pytest.raises(ValueError, match="OSSO_KEYS_URL"):
        keys_beside("sqlite+aiosqlite://")


def test_what_was_read_last_is_bounded_in_number_and_time() -> None:
    now = 0.0
    recent: Recent[int] = Recent(most=2, seconds=10, clock=lambda: now)
    for value, name in enumerate("abc"):
        recent.put(name, value)
    assert [recent.get(name) for name in "abc"] == [None, 1, 2]
    recent.drop("b")
    now = 11.0
    assert [recent.get(name) for name in "abc"] == [None, None, None]
    recent.put("d", 4)
    assert len(recent) == 1
