"""./osso restore --drill: the real restore, beside the running office, thrown away again."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from app.cli import main
from app.service_lock import alone_in
from tests.app.backup.conftest import two_women_write
from tests.app.backup.test_restore import DAMAGES, one_goes_one_writes

Told = pytest.CaptureFixture[str]


@pytest.fixture
def office(data: Path, capsys: Told) -> Path:
    """Two women wrote, a backup was made; then one erased her words and the other wrote on."""
    asyncio.run(two_women_write(data))
    assert main(["backup"]) == 0
    asyncio.run(one_goes_one_writes(data))
    capsys.readouterr()
    return data


def everything_in(data: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in data.rglob("*") if path.is_file()}


def test_it_says_what_it_saw_and_leaves_every_byte_as_it_was(office: Path, capsys: Told) -> None:
    before = everything_in(office)
    with alone_in(office):  # the service runs
        assert main(["restore", "--drill"]) == 0
    told = capsys.readouterr().out
    assert "integrity_check" in told
    assert "  message: 4, the backup says 4; in the office now 4" in told
    assert "erased since: 1." in told
    assert "Opened by chance: 2 messages" in told
    assert "Files beside the database:" in told
    assert "It can be restored." in told
    after = everything_in(office)
    after.pop(str(office / "service.lock"))
    assert {name: after.get(name) for name in before} == before
    assert not list(office.glob("backup-scratch-*"))
    assert not list(office.glob("before-restore-*"))


def test_rows_that_are_not_there_any_more_are_named(
    office: Path, capsys: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.backup.archive.counts_of", lambda _: {"message": 5, "ticket": 0})
    assert main(["backup"]) == 0
    capsys.readouterr()
    assert main(["restore", "--drill"]) == 1
    told = capsys.readouterr().out
    assert "LOST: message has 4 rows, the backup says 5." in told
    assert "It can be restored." not in told


def test_words_that_their_key_does_not_open_are_counted(office: Path, capsys: Told) -> None:
    with sqlite3.connect(office / "osso.sqlite3") as database:
        database.execute("UPDATE message SET sealed = randomblob(200) WHERE seq = 1")
    database.close()
    assert main(["backup"]) == 0
    capsys.readouterr()
    assert main(["restore", "--drill"]) == 1
    assert "UNREADABLE with the keys there are: 1." in capsys.readouterr().out


@pytest.mark.parametrize("how", ["cut short", "another key", "another secret", "broken keys"])
def test_what_could_not_be_restored_is_said(office: Path, capsys: Told, how: str) -> None:
    [backup] = (office / "backups").glob("osso-*.age")
    DAMAGES[how](office, backup)
    assert main(["restore", "--drill"]) == 1
    assert "nothing was restored" in capsys.readouterr().err
    assert not list(office.glob("backup-scratch-*"))


def test_without_a_backup_it_says_how_to_make_one(data: Path, capsys: Told) -> None:
    asyncio.run(two_women_write(data))
    assert main(["restore", "--drill"]) == 1
    assert "./osso backup" in capsys.readouterr().err
