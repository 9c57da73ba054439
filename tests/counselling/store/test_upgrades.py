"""From every form a database ever had to the newest: no row is lost, no value changes."""

import sqlite3
from contextlib import closing
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from app.backup.archive import check_database
from counselling.store.newer_database import NewerDatabase
from counselling.store.revisions import MIGRATIONS, known_revisions, newest_revision
from counselling.store.store import Store
from counselling.store.vault import Vault
from tests.counselling.store.filling import fill

OLDER = sorted(known_revisions() - {newest_revision()})
# What an upgrade takes away on purpose: the rows of a table, and columns that moved elsewhere.
SIGNED_OUT = {"desk_session"}
MOVED = {("conversation", "wrapped_key")}
Rows = dict[str, list[dict[str, Any]]]


def store_in(folder: Path) -> Store:
    return Store(f"sqlite+aiosqlite:///{folder / 'osso.sqlite3'}", Vault(bytes(32)))


def rows_of(path: Path) -> Rows:
    """Every row as SQLite keeps it, by table."""
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: [dict(row) for row in database.execute(f'SELECT * FROM "{name}" ORDER BY rowid')]  # noqa: S608  # its own names
            for (name,) in tables
            if name not in {"alembic_version", "sqlite_sequence"}
        }


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A database of each older form with rows in every table, by its revision."""
    folder, made = tmp_path_factory.mktemp("filled"), {}
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    growing = folder / "growing.sqlite3"
    for revision in OLDER:
        with create_engine(f"sqlite:///{growing}").connect() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            fill(connection)
            connection.commit()
        made[revision] = Path(copy(growing, folder / f"{revision}.sqlite3"))
    return made


@pytest.mark.parametrize("revision", OLDER)
async def test_every_row_is_there_again_with_its_values(
    filled: dict[str, Path], tmp_path: Path, revision: str
) -> None:
    path = Path(copy(filled[revision], tmp_path / "osso.sqlite3"))
    before = rows_of(path)
    told: list[str] = []

    async def told_before(found: str) -> None:
        assert rows_of(path) == before
        told.append(found)

    store = store_in(tmp_path)
    await store.prepare(told_before)
    keys = (await store.keys.ring()).keys
    await store.close()
    check_database(path)
    after = rows_of(path)
    assert told == [revision]
    for table, rows in before.items():
        if revision < "0009" and table in SIGNED_OUT:
            assert after[table] == []
            continue
        kept = [name for name in rows[0] if (table, name) not in MOVED]
        assert [{name: row[name] for name in kept} for row in after[table]] == [
            {name: row[name] for name in kept} for row in rows
        ], table
    if revision < "0005":
        assert keys == {row["id"]: row["wrapped_key"] for row in before["conversation"]}


async def test_what_is_raised_before_leaves_everything_as_it_was(
    filled: dict[str, Path], tmp_path: Path
) -> None:
    path = Path(copy(filled["0012"], tmp_path / "osso.sqlite3"))
    before = rows_of(path)

    async def refuses(_: str) -> None:
        raise OSError("no room for a backup")

    store = store_in(tmp_path)
    with pytest.raises(OSError, match="no room"):
        await store.prepare(refuses)
    await store.close()
    assert rows_of(path) == before


async def test_an_older_program_leaves_a_newer_database_alone_and_says_why(
    filled: dict[str, Path], tmp_path: Path
) -> None:
    path = Path(copy(filled[OLDER[-1]], tmp_path / "osso.sqlite3"))
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()
    before = path.read_bytes()
    store = store_in(tmp_path)
    with pytest.raises(NewerDatabase, match=r"form 9999, .* Nothing was changed.*restore"):
        await store.prepare()
    await store.close()
    assert path.read_bytes() == before
    assert not (tmp_path / "keys.sqlite3").exists()
