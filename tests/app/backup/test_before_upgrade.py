"""Before the tables are changed there is a backup, and a way back; or nothing is changed."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from app.backup.age_keys import read_identity
from app.backup.archive import unpack
from app.backup.key_copies import read_copy
from app.cli import main
from app.service_lock import alone_in
from counselling.store.revisions import MIGRATIONS, newest_revision, revision_of_file
from counselling.store.vault import Vault
from tests.app.backup.conftest import SHE_STAYS, first_words, two_women_write
from tests.counselling.cast import SECRET

Told = pytest.CaptureFixture[str]
OLDER = "0014"


def bring_to(path: Path, revision: str, *, back: bool = False) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with create_engine(f"sqlite:///{path}").connect() as connection:
        config.attributes["connection"] = connection
        (command.downgrade if back else command.upgrade)(config, revision)
        connection.commit()


@pytest.fixture
def older(data: Path) -> Path:
    """An office whose database a program of before has left."""
    asyncio.run(two_women_write(data))
    bring_to(data / "osso.sqlite3", OLDER, back=True)
    return data


def test_it_is_made_named_and_is_the_database_as_it_was(
    older: Path, tmp_path: Path, capsys: Told
) -> None:
    assert main(["user", "list"]) == 0
    told = capsys.readouterr().err
    [file] = (older / "backups").glob(f"before-upgrade-{OLDER}-*.age")
    assert f"Backed up before the upgrade: {file}" in told
    assert f"./osso restore {file}" in told
    assert revision_of_file(older / "osso.sqlite3") == newest_revision()
    room = tmp_path / "room"
    room.mkdir()
    database, _ = unpack(file, room, read_identity(older / "backup.key"))
    assert revision_of_file(database) == OLDER
    assert main(["user", "list"]) == 0
    assert "Backed up" not in capsys.readouterr().err


def test_it_can_be_gone_back_to(older: Path) -> None:
    assert main(["user", "list"]) == 0
    [file] = (older / "backups").glob("before-upgrade-*.age")
    assert main(["restore", str(file)]) == 0
    assert asyncio.run(first_words(older))["stays"] == SHE_STAYS


def test_when_its_folder_is_away_it_goes_to_the_data_folder(
    older: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "disk").write_text("no folder")
    monkeypatch.setenv("OSSO_BACKUP_DIR", str(tmp_path / "disk"))
    assert main(["user", "list"]) == 0
    assert list((older / "backups").glob("before-upgrade-*.age"))


def test_without_one_nothing_is_upgraded_and_it_is_said_why(older: Path, capsys: Told) -> None:
    (older / "backups").write_text("no folder")
    assert main(["user", "list"]) == 1
    told = capsys.readouterr().err
    assert "no backup could be made first, so nothing was changed" in told
    assert "OSSO_BACKUP_DIR" in told
    assert revision_of_file(older / "osso.sqlite3") == OLDER


def test_a_command_changes_nothing_under_a_service_of_an_older_program(
    older: Path, capsys: Told
) -> None:
    with alone_in(older):
        assert main(["user", "list"]) == 1
    assert "of an older program" in capsys.readouterr().err
    assert revision_of_file(older / "osso.sqlite3") == OLDER
    assert not (older / "backups").exists()


@pytest.mark.parametrize("command", ["up", "backup", "retention"])
def test_an_older_program_says_so_and_changes_nothing(
    data: Path, capsys: Told, command: str
) -> None:
    asyncio.run(two_women_write(data))
    path = data / "osso.sqlite3"
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()
    before = path.read_bytes()
    assert main([command]) == 1
    told = capsys.readouterr().err
    assert "a newer program than this one has worked with the database" in told
    assert path.read_bytes() == before


def test_keys_that_stood_in_rows_are_not_in_the_backup_but_beside_it(
    data: Path, tmp_path: Path
) -> None:
    path, wrapped = data / "osso.sqlite3", Vault(SECRET).new_key("c1")
    bring_to(path, "0004")
    with closing(sqlite3.connect(path)) as database:
        database.execute(
            "INSERT INTO conversation (id, channel, address, created_at, language_chosen, handler,"
            " last_seq, wrapped_key)"
            " VALUES ('c1', 'webchat', 'x', '2026-01-01', 0, 'assistant', 0, ?)",
            [wrapped],
        )
        database.commit()
    assert main(["user", "list"]) == 0
    [file] = (data / "backups").glob("before-upgrade-0004-*.age")
    identity = read_identity(data / "backup.key")
    room = tmp_path / "room"
    room.mkdir()
    assert wrapped not in unpack(file, room, identity)[0].read_bytes()
    assert read_copy(data / "backups/keys.age", identity).keys == {"c1": wrapped}
