"""On PostgreSQL others make the backups: the service only says how old the newest one is."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from app.backup.by_others import newest_file
from app.backup.keeper import BackupKeeper
from app.backup.key_copies import KeyCopies
from app.settings import Settings
from counselling.store.sql_keys import SqlKeys


def written(file: Path, at: int, content: bytes = b"PGDMP") -> None:
    file.write_bytes(content)
    os.utime(file, (at, at))


def test_the_newest_whole_file_counts_whatever_it_is_called(tmp_path: Path) -> None:
    written(tmp_path / "osso-monday.dump", 1000)
    written(tmp_path / "osso-tuesday.dump.age", 2000)
    assert newest_file(tmp_path) == datetime.fromtimestamp(2000, UTC)


@pytest.mark.parametrize("name", [".osso.dump", "keys.age", "failed.dump"])
def test_what_is_no_whole_dump_does_not_count(tmp_path: Path, name: str) -> None:
    written(tmp_path / name, 3000, b"" if name == "failed.dump" else b"PGDMP")
    (tmp_path / "folder").mkdir()
    assert newest_file(tmp_path) is None


def test_a_disk_that_is_not_there_has_none(tmp_path: Path) -> None:
    assert newest_file(tmp_path / "away") is None


async def test_there_the_service_makes_none_and_warns_of_none(tmp_path: Path) -> None:
    settings = Settings(
        data_dir=tmp_path,
        backup_dir=tmp_path,
        database_url="postgresql+asyncpg://osso@/osso",
        secret_key=SecretStr("A" * 43 + "="),
    )
    keeper = BackupKeeper(settings, KeyCopies(settings, SqlKeys(settings.keys)), first_after=0)
    keeper.start()
    assert keeper._beside._task is None
    await keeper.close()
