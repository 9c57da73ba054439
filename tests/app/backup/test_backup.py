"""./osso backup: whole, encrypted, opened again, and without a key in it."""

import asyncio
import os
import re
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pyrage
import pytest

from app.backup.age_keys import read_identity
from app.backup.archive import copy_database, unpack
from app.backup.key_copies import read_copy
from app.backup.problem import BackupProblem
from app.cli import main
from tests.app.backup.conftest import SHE_GOES, SHE_STAYS, two_women_write
from tests.counselling.cast import FakeAssistant, Woman, an_office


def only_backup(folder: Path) -> Path:
    [file] = folder.glob("osso-*.age")
    return file


def test_it_is_one_encrypted_file_that_was_opened_again(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(two_women_write(data))
    assert main(["backup"]) == 0
    told = capsys.readouterr().out
    file = only_backup(data / "backups")
    assert re.fullmatch(r"osso-\d{4}-\d\d-\d\d-\d{4}\.age", file.name)
    assert file.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert "Copying the database ... 100 %" in told
    assert "opened again: it is whole" in told
    assert "Keep a copy" in told
    assert (data / "backup.key").stat().st_mode & 0o077 == 0
    assert not list(data.glob("backup-scratch-*"))


def test_no_key_and_no_word_is_in_it(data: Path, tmp_path: Path) -> None:
    asyncio.run(two_women_write(data))
    assert main(["backup"]) == 0
    identity = read_identity(data / "backup.key")
    database, _ = unpack(only_backup(data / "backups"), tmp_path, identity)
    content = database.read_bytes()
    ring = read_copy(data / "backups/keys.age", identity)
    assert len(ring.keys) == 2
    assert not any(wrapped in content for wrapped in ring.keys.values())
    assert SHE_STAYS.encode() not in content
    assert SHE_GOES.encode() not in content


def test_women_write_on_while_it_is_made_and_it_is_one_moment(tmp_path: Path) -> None:
    live, copy = tmp_path / "live.sqlite3", tmp_path / "copy.sqlite3"
    with closing(sqlite3.connect(live)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE t (at INTEGER, filling BLOB)")
        database.executemany("INSERT INTO t VALUES (0, ?)", [(os.urandom(3000),)] * 20_000)
        database.commit()
        steps = []

        def write_on(part: float) -> None:
            steps.append(part)
            database.execute("INSERT INTO t VALUES (1, '')")
            database.execute("UPDATE t SET at = 1 WHERE rowid = 1")
            database.commit()

        copy_database(live, copy, write_on)
    assert len(steps) > 5
    assert steps[-1] == 1.0
    with closing(sqlite3.connect(copy)) as copied:
        assert copied.execute("SELECT count(*), sum(at) FROM t").fetchone() == (20_000, 0)


def test_an_erasure_takes_her_key_out_of_the_copy_at_once(data: Path) -> None:
    async def back_up_and_erase() -> None:
        await two_women_write(data)
        assert await asyncio.to_thread(main, ["backup"]) == 0
        async with an_office(data, FakeAssistant(), keep_copies=True) as office:
            await office.reception.erase("webchat", "goes")

    asyncio.run(back_up_and_erase())
    ring = read_copy(data / "backups/keys.age", read_identity(data / "backup.key"))
    assert (len(ring.keys), len(ring.erasures)) == (1, 1)


def test_a_folder_that_is_away_is_told_and_made_good_when_it_is_back(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    disk = tmp_path / "disk"

    async def erase_while_it_is_away() -> None:
        async with an_office(data, FakeAssistant(), keep_copies=True) as office:
            await office.reception.erase("webchat", "goes")

    asyncio.run(two_women_write(data))
    assert main(["backup", str(disk)]) == 0
    disk.rename(tmp_path / "unplugged")
    asyncio.run(erase_while_it_is_away())
    capsys.readouterr()
    assert main(["backup"]) == 0
    assert f"{disk}/keys.age still holds keys of erased" in capsys.readouterr().out
    (tmp_path / "unplugged").rename(disk)
    assert main(["backup"]) == 0
    assert "still holds" not in capsys.readouterr().out
    assert len(read_copy(disk / "keys.age", read_identity(data / "backup.key")).keys) == 1


def test_old_ones_are_thrown_away_and_other_files_stay(data: Path) -> None:
    asyncio.run(two_women_write(data))
    (data / "backups").mkdir()
    recent = time.strftime("osso-%Y-%m-%d-0000.age", time.gmtime(time.time() - 20 * 86400))
    others = ["osso-2020-01-01.age", "osso-notes.age", "my.age"]
    for name in ("osso-2020-01-01-0000.age", recent, *others):
        (data / "backups" / name).touch()
    assert main(["backup"]) == 0
    left = {path.name for path in (data / "backups").iterdir()}
    assert {recent, *others} < left
    assert "osso-2020-01-01-0000.age" not in left


def test_with_a_public_key_only_it_says_that_it_was_not_opened(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    elsewhere = pyrage.x25519.Identity.generate()
    monkeypatch.setenv("OSSO_BACKUP_RECIPIENT", str(elsewhere.to_public()))
    asyncio.run(two_women_write(data))
    assert main(["backup"]) == 0
    assert "not opened again" in capsys.readouterr().out
    assert not (data / "backup.key").exists()
    unpack(only_backup(data / "backups"), tmp_path, elsewhere)


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("OSSO_BACKUP_RECIPIENT", "age1nonsense", "no age public key"),
        ("OSSO_DATABASE_URL", "postgresql+asyncpg://osso@localhost/osso", "pg_dump"),
    ],
)
def test_what_is_wrong_is_said_with_the_mend(
    data: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    setting: str,
    value: str,
    told: str,
) -> None:
    asyncio.run(two_women_write(data))
    monkeypatch.setenv(setting, value)
    assert main(["backup"]) == 1
    assert told in capsys.readouterr().err
    assert not list(data.glob("backups/osso-*"))


def test_a_damaged_database_is_not_taken_for_a_backup(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asyncio.run(two_women_write(data))
    path = data / "osso.sqlite3"
    whole = path.read_bytes()
    middle = len(whole) // 2
    path.write_bytes(whole[:middle] + os.urandom(4096 * 4) + whole[middle + 4096 * 4 :])
    assert main(["backup"]) == 1
    assert "no backup was made" in capsys.readouterr().err
    assert not list(data.glob("backups/*"))


@pytest.mark.parametrize("text", ["", "# nothing\n", "AGE-SECRET-KEY-1NONSENSE\n"])
def test_what_is_no_key_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "backup.key").write_text(text)
    with pytest.raises(BackupProblem, match=r"backup\.key: this is no age key"):
        read_identity(tmp_path / "backup.key")


async def test_what_she_writes_meanwhile_is_acknowledged(data: Path) -> None:
    async with an_office(data, FakeAssistant()) as office:
        woman = Woman(office)
        await woman.says("trước")
        backing_up = asyncio.create_task(asyncio.to_thread(main, ["backup"]))
        count = 0
        while not backing_up.done():
            await woman.says(f"tin {count}")
            count += 1
        assert await backing_up == 0
        assert count > 0
        assert len(await woman.texts()) == 2 * (count + 1)
