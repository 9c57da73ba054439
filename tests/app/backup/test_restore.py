"""./osso restore: a drill. What was there is there again; what was erased stays erased."""

import asyncio
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from pyrage.x25519 import Identity

from app.cli import main
from app.service_lock import alone_in
from counselling.permissions import Role
from tests.app.backup.conftest import SHE_GOES, SHE_STAYS, first_words, two_women_write
from tests.counselling.cast import FakeAssistant, Woman, an_office

Told = pytest.CaptureFixture[str]


@pytest.fixture
def backup(data: Path, capsys: Told) -> Path:
    """A backup of an office in which two women have written."""
    asyncio.run(two_women_write(data))
    assert main(["backup"]) == 0
    capsys.readouterr()
    [file] = (data / "backups").glob("osso-*.age")
    return file


async def one_goes_one_writes(data: Path) -> None:
    async with an_office(data, FakeAssistant(), keep_copies=True) as office:
        await office.reception.erase("webchat", "goes")
        await Woman(office, "stays", count=1).says("sau bản sao")


def test_on_a_fresh_machine_everything_is_there_again(
    data: Path, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Told
) -> None:
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    for name in ("secret.key", "backup.key"):
        shutil.copy(data / name, fresh)
    monkeypatch.setenv("OSSO_DATA_DIR", str(fresh))
    assert main(["restore", str(backup)]) == 0
    told = capsys.readouterr().out
    assert ": 2 conversations." in told
    assert "erased since: 0" in told
    assert "Without a key" not in told
    assert asyncio.run(first_words(fresh)) == {"stays": SHE_STAYS, "goes": SHE_GOES}


def test_who_erased_her_words_since_is_not_brought_back(
    data: Path, backup: Path, capsys: Told
) -> None:
    asyncio.run(one_goes_one_writes(data))
    assert main(["restore", str(backup)]) == 0
    told = capsys.readouterr().out
    assert "erased since: 1" in told
    assert "lies in" in told
    assert asyncio.run(first_words(data)) == {"stays": SHE_STAYS, "goes": None}
    with sqlite3.connect(data / "osso.sqlite3") as database:
        kept = database.execute("SELECT count(*) FROM message").fetchone()
        audited = database.execute("SELECT who, what FROM audit").fetchall()
    assert kept == (2,)  # hers who stays, and its answer
    assert audited == [("office", "restore")]


def test_nor_on_another_machine(
    data: Path, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asyncio.run(one_goes_one_writes(data))
    fresh = tmp_path / "fresh"
    fresh.mkdir()
    for name in ("secret.key", "backup.key"):
        shutil.copy(data / name, fresh)
    monkeypatch.setenv("OSSO_DATA_DIR", str(fresh))
    assert main(["restore", str(backup)]) == 0
    assert asyncio.run(first_words(fresh)) == {"stays": SHE_STAYS, "goes": None}


async def signs_in(data: Path) -> str:
    async with an_office(data, FakeAssistant()) as office:
        lan = await office.staff.add(
            "lan", "Lan", Role.COUNSELLOR, "x" * 12, must_change_password=False
        )
        return await office.staff.start_session(lan)


async def is_signed_in(data: Path, token: str) -> bool:
    async with an_office(data, FakeAssistant()) as office:
        return await office.staff.session(token) is not None


def test_a_session_that_may_have_been_ended_since_does_not_come_back(data: Path) -> None:
    token = asyncio.run(signs_in(data))
    assert main(["backup"]) == 0
    [backup] = (data / "backups").glob("osso-*.age")
    assert asyncio.run(is_signed_in(data, token))
    assert main(["restore", str(backup)]) == 0
    assert not asyncio.run(is_signed_in(data, token))


def test_the_database_before_it_is_kept_aside_without_its_keys(data: Path, backup: Path) -> None:
    asyncio.run(one_goes_one_writes(data))
    assert main(["restore", str(backup)]) == 0
    [aside] = data.glob("before-restore-*")
    assert {path.name for path in aside.iterdir()} <= {
        f"osso.sqlite3{end}" for end in ("", "-wal", "-shm")
    }
    with sqlite3.connect(aside / "osso.sqlite3") as database:
        assert database.execute("SELECT count(*) FROM message").fetchone() == (4,)


def test_conversations_without_a_key_are_counted(data: Path, backup: Path, capsys: Told) -> None:
    for file in data.glob("keys.sqlite3*"):
        file.unlink()
    asyncio.run(two_women_write(data))  # an office that began anew, with other keys
    assert main(["restore", str(backup), "--keys", str(data / "backups/none.age")]) == 0
    assert "nobody can read them: 2." in capsys.readouterr().out
    assert asyncio.run(first_words(data)) == {"stays": None, "goes": None}


def test_while_the_service_runs_nothing_is_exchanged(
    data: Path, backup: Path, capsys: Told
) -> None:
    before = (data / "osso.sqlite3").read_bytes()
    with alone_in(data):
        assert main(["restore", str(backup)]) == 1
    assert "the service runs" in capsys.readouterr().err
    assert (data / "osso.sqlite3").read_bytes() == before


def change(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[:5000] + os.urandom(50) + content[5050:])


def lose_keys(data: Path) -> None:
    (data / "backups/keys.age").unlink()
    (data / "keys.sqlite3").unlink()


DAMAGES: dict[str, Callable[[Path, Path], object]] = {
    "cut short": lambda _data, backup: backup.write_bytes(backup.read_bytes()[:-2000]),
    "changed": lambda _data, backup: change(backup),
    "not a backup": lambda _data, backup: backup.write_bytes(b"hello"),
    "gone": lambda _data, backup: backup.unlink(),
    "another key": lambda data, _: (data / "backup.key").write_text(str(Identity.generate())),
    "no key": lambda data, _: (data / "backup.key").unlink(),
    "no secret": lambda data, _: (data / "secret.key").unlink(),
    "another secret": lambda data, _: (data / "secret.key").write_text("A" * 43 + "="),
    "no keys": lambda data, _: lose_keys(data),
    "broken keys": lambda data, _: (data / "backups/keys.age").write_bytes(b"age-encryption"),
}


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ("cut short", "cannot be opened as a backup"),
        ("changed", "cannot be opened as a backup"),
        ("not a backup", "cannot be opened as a backup"),
        ("gone", "No such file"),
        ("another key", "made for another key"),
        ("no key", "--identity"),
        ("no secret", "secret key is missing"),
        ("another secret", "does not open the backup's keys"),
        ("no keys", "the keys are missing"),
        ("broken keys", "this is no copy of keys"),
    ],
)
def test_what_cannot_be_restored_is_said_and_nothing_is_changed(
    data: Path, backup: Path, capsys: Told, how: str, told: str
) -> None:
    DAMAGES[how](data, backup)
    before = (data / "osso.sqlite3").read_bytes()
    assert main(["restore", str(backup)]) == 1
    error = capsys.readouterr().err
    assert "nothing was restored" in error
    assert told in error
    assert (data / "osso.sqlite3").read_bytes() == before
    assert not list(data.glob("before-restore-*"))
