"""The migrations make exactly the tables the code works with."""

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect

from counselling.store.revisions import MIGRATIONS, newest_revision
from counselling.store.store import Store
from counselling.store.tables import metadata
from counselling.store.vault import Vault


async def migrated(folder: Path) -> Path:
    path = folder / "osso.sqlite3"
    store = Store(f"sqlite+aiosqlite:///{path}", Vault(bytes(32)))
    await store.prepare()
    await store.close()
    return path


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


async def test_a_migrated_database_has_the_tables_of_the_code(tmp_path: Path) -> None:
    with create_engine(f"sqlite:///{await migrated(tmp_path)}").connect() as connection:
        assert differences(connection) == []
        assert set(inspect(connection).get_table_names()) == {*metadata.tables, "alembic_version"}


async def test_preparing_again_changes_nothing(tmp_path: Path) -> None:
    before = (await migrated(tmp_path)).stat().st_size
    assert (await migrated(tmp_path)).stat().st_size == before


async def test_the_newest_revision_is_known_without_alembic(tmp_path: Path) -> None:
    with create_engine(f"sqlite:///{await migrated(tmp_path)}").connect() as connection:
        assert MigrationContext.configure(connection).get_current_revision() == newest_revision()


def test_every_migration_is_named_by_its_revision() -> None:
    scripts = ScriptDirectory(str(MIGRATIONS))
    for script in scripts.walk_revisions():
        assert Path(script.path).name.split("_")[0] == script.revision
    assert scripts.get_current_head() == newest_revision()
