"""What PostgreSQL must do as SQLite does: the same tables, "not saved", nothing lost."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from counselling.store import postgres as module
from counselling.store.engine import open_engine
from counselling.store.not_saved import NotSaved
from counselling.store.store import Store, upgrade
from counselling.store.tables import metadata
from counselling.store.vault import Vault
from tests import postgres

pytestmark = pytest.mark.parametrize("on_database", ["postgresql"], indirect=True)
NOW = datetime(2026, 11, 22, tzinfo=UTC)


async def audit(store: Store) -> None:
    async with store.write() as tx:
        await tx.records.audit("lan", "view", "K7M-4RX", at=NOW)


async def lines(store: Store) -> int:
    async with store.read() as tx:
        return len(await tx.records.audit_lines(about="K7M-4RX"))


async def test_a_migrated_database_has_the_tables_of_the_code(tmp_path: Path) -> None:
    def differences(connection: Connection) -> list[object]:
        upgrade(connection)
        assert set(inspect(connection).get_table_names()) == {*metadata.tables, "alembic_version"}
        return list(compare_metadata(MigrationContext.configure(connection), metadata))

    engine = open_engine(postgres.a_database(tmp_path))
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()


async def test_whoever_writes_too_long_keeps_others_from_saving_and_they_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(module._SERVER, "lock_timeout", "50ms")
    url = postgres.a_database(tmp_path)
    first, second = Store(url, Vault(bytes(32))), Store(url, Vault(bytes(32)))
    async with first.write() as tx:
        with pytest.raises(NotSaved, match="lock timeout"):
            await audit(second)
        await tx.records.audit("lan", "view", "K7M-4RX", at=NOW)
    await audit(second)
    assert await lines(first) == 2
    await first.close()
    await second.close()


@pytest.mark.slow
async def test_a_server_that_dies_says_not_saved_and_all_goes_on_when_it_is_back(
    tmp_path: Path,
) -> None:
    server = postgres.find_server()
    store = Store(postgres.a_database(tmp_path), Vault(bytes(32)))
    await audit(store)
    server.stop("immediate")
    with pytest.raises(NotSaved):
        await audit(store)
    assert not await store.is_well()
    server.start()
    await audit(store)
    assert await lines(store) == 2
    assert await store.is_well()
    await store.close()


async def test_what_a_reader_sees_stays_the_same_until_it_ends(tmp_path: Path) -> None:
    store = Store(postgres.a_database(tmp_path), Vault(bytes(32)))
    await audit(store)
    async with store.read() as tx:
        before = len(await tx.records.audit_lines(about="K7M-4RX"))
        await audit(store)
        assert len(await tx.records.audit_lines(about="K7M-4RX")) == before == 1
    await store.close()


async def test_the_key_store_is_a_database_of_its_own(tmp_path: Path) -> None:
    url = postgres.a_database(tmp_path)
    store = Store(url, Vault(bytes(32)))
    await store.prepare()
    await store.keys.add("c1", b"wrapped", at=NOW)
    await store.close()
    kept = postgres.find_server().ask(tmp_path, "SELECT wrapped FROM key", keys=True)
    assert kept == [(b"wrapped",)]
