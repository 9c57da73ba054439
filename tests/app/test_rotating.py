"""A new secret key: all get in as before, the old one opens nothing, a stop loses nothing."""

import base64
import os
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from app import rotating
from app.backup.age_keys import read_identity
from app.backup.key_copies import KeyCopies, read_copy
from app.commands import keys as command
from app.office import Office, build_office
from app.rotating import carry_over_from, rotate
from app.secret_key import FILE_NAME, NEXT, secret_key
from app.service_lock import alone_in
from app.settings import BadSettings, Settings
from connectors.messaging.addresses import Addresses
from connectors.webchat.channel import WebChatChannel
from counselling import rekeying
from counselling.accounts.totp import code_of, step_at
from counselling.channels import Inbound
from counselling.permissions import Role, User
from counselling.rekeying import UnknownChannel, WrongSecret
from counselling.store.sql_keys import SqlKeys
from counselling.store.vault import Unreadable, Vault
from tests.counselling.cast import BOOK, QUICK, FakeAssistant, PushChannel, Woman, a_database
from tests.desk.people import add_user, with_code

HERS, CHAT = "tên em là Hạnh", "912345678"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    chosen = Settings(_env_file=None, data_dir=tmp_path)
    secret_key(chosen)
    return chosen


def secret_of(settings: Settings) -> bytes:
    return base64.b64decode((settings.data_dir / FILE_NAME).read_text())


@asynccontextmanager
async def an_office_by(settings: Settings) -> AsyncIterator[Office]:
    """An office on the data folder's own secret key."""
    office = build_office(
        database=a_database(settings.data_dir),
        secret=secret_key(settings)[0],
        hasher=QUICK,
        book=BOOK,
        assistant=FakeAssistant(),
        channels=[WebChatChannel, lambda _live: PushChannel("telegram")],
    )
    try:
        await office.open()
        yield office
    finally:
        await office.close()


class Before:
    """What there is before the key is changed: her chats, her return code, a member of staff."""

    code: str
    admin: User
    totp: bytes
    recovery: list[str]

    async def fill(self, settings: Settings) -> None:
        async with an_office_by(settings) as office:
            woman = Woman(office)
            await woman.says(HERS)
            self.code = await woman.takes_a_code()
            address = Addresses(secret_of(settings), "telegram").seal(CHAT)
            await office.reception.receive(Inbound("telegram", address, "17", HERS))
            await office.turns.settle()
            user = await add_user(office, "chief", "Chi", Role.ADMINISTRATOR)
            self.admin, self.totp, self.recovery = await with_code(office, user)

    async def finds_all(self, settings: Settings) -> None:
        """As if nothing had happened; recovery codes go one by one."""
        async with an_office_by(settings) as office:
            assert HERS in await Woman(office).texts()
            sealed = Addresses(secret_of(settings), "telegram").seal(CHAT)
            assert HERS in await Woman(office, sealed, "telegram").texts()
            factors = office.staff.factors
            assert not await factors.takes(self.admin, "wrong-codes")
            assert await factors.takes(self.admin, self.recovery.pop())
            later = step_at(office.staff._now()) + 1
            async with office.store.write() as tx:
                await tx.factors.used(self.admin.id, later - 2)
            assert await factors.takes(self.admin, code_of(self.totp, later))

    async def comes_back(self, settings: Settings) -> None:
        async with an_office_by(settings) as office:
            woman = Woman(office, "another-phone")
            await woman.comes_back(self.code, to="her-new-phone")
            assert HERS in await woman.texts()


@pytest.fixture
async def before(settings: Settings) -> Before:
    there = Before()
    await there.fill(settings)
    return there


def wrapped(settings: Settings) -> list[tuple[str, bytes]]:
    with closing(sqlite3.connect(settings.data_dir / "keys.sqlite3")) as keys:
        return keys.execute("SELECT conversation_id, wrapped FROM key").fetchall()


async def test_after_two_changes_everybody_gets_in_and_the_old_key_opens_nothing(
    settings: Settings, before: Before
) -> None:
    first = secret_of(settings)
    done = await rotate(settings)
    assert (done.done.keys, done.done.unreadable, done.done.codes) == (2, 0, 11)
    assert (done.done.factors, done.done.addresses, done.copies) == (1, 1, ())
    assert secret_of(settings) != first
    assert not (settings.data_dir / NEXT).exists()
    assert (settings.data_dir / FILE_NAME).stat().st_mode & 0o777 == 0o600
    await before.finds_all(settings)
    await rotate(settings)
    await before.finds_all(settings)
    await before.comes_back(settings)
    for name, key in wrapped(settings):
        with pytest.raises(Unreadable):
            Vault(first).open_key(key, name)
    old = Addresses(first, "telegram").seal(CHAT).encode()
    assert all(old not in file.read_bytes() for file in settings.data_dir.glob("*.sqlite3*"))


class _Stopped(Exception):
    """The power went out."""


@pytest.mark.parametrize("at", ["keys", "rows", "copies", "flush"])
async def test_stopped_at_any_step_nothing_starts_and_the_same_command_goes_on(
    settings: Settings, before: Before, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    steps = {
        "keys": (SqlKeys, "rewrap"),
        "rows": (rekeying, "_rekey_rows"),
        "copies": (rotating, "_copies_anew"),
        "flush": (Path, "replace"),
    }

    def stop(*_all: object, **_more: object) -> None:
        raise _Stopped

    with monkeypatch.context() as broken:
        broken.setattr(*steps[at], stop)
        with pytest.raises(_Stopped):
            await rotate(settings)
    coming = (settings.data_dir / NEXT).read_text()
    with pytest.raises(BadSettings, match="osso keys rotate"):
        secret_key(settings)
    await rotate(settings)
    assert (settings.data_dir / FILE_NAME).read_text() == coming
    await before.finds_all(settings)
    await before.comes_back(settings)


async def test_an_older_database_is_carried_over_with_the_key_of_its_time(
    settings: Settings, before: Before, tmp_path: Path
) -> None:
    old = tmp_path / "old.key"
    old.write_bytes((settings.data_dir / FILE_NAME).read_bytes())
    database = settings.data_dir / "osso.sqlite3"
    kept = database.read_bytes()
    await rotate(settings)
    for log in settings.data_dir.glob("osso.sqlite3-*"):
        log.unlink()
    database.write_bytes(kept)  # restored; the keys are those of now
    with pytest.raises(WrongSecret):
        await before.comes_back(settings)
    await carry_over_from(settings, old)
    await before.finds_all(settings)
    for file in (old, tmp_path / "unrelated.key"):
        file.write_bytes(base64.b64encode(os.urandom(32)) if file != old else old.read_bytes())
        again = await carry_over_from(settings, file)
        assert (again.done.keys, again.done.codes, again.done.addresses) == (0, 0, 0)
    await before.finds_all(settings)
    await before.comes_back(settings)


async def test_a_key_that_opens_nothing_changes_nothing(
    settings: Settings, before: Before, tmp_path: Path
) -> None:
    wrong = tmp_path / "wrong.key"
    wrong.write_bytes(base64.b64encode(os.urandom(32)))
    (settings.data_dir / FILE_NAME).write_bytes(base64.b64encode(os.urandom(32)))
    kept = wrapped(settings)
    with pytest.raises(WrongSecret):
        await carry_over_from(settings, wrong)
    assert wrapped(settings) == kept


async def test_chats_whose_addresses_nobody_can_carry_over_stop_it_before_the_database(
    settings: Settings, before: Before, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as fewer:
        fewer.setattr(rotating, "channels", lambda _secret: {})
        with pytest.raises(UnknownChannel, match="telegram"):
            await rotate(settings)
    await rotate(settings)
    await before.finds_all(settings)


async def test_the_copies_of_the_keys_are_under_the_new_one(
    settings: Settings, before: Before
) -> None:
    aside = settings.data_dir / "backups"
    aside.mkdir()
    keys = SqlKeys(settings.keys)
    await KeyCopies(settings, keys).write(aside)
    await keys.close()
    await rotate(settings)
    ring = read_copy(aside / "keys.age", read_identity(settings.data_dir / "backup.key"))
    vault = Vault(secret_of(settings))
    assert [vault.open_key(key, name) for name, key in ring.keys.items()]


def test_the_command_says_what_it_did_and_refuses_while_the_service_runs(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    a_database(settings.data_dir)
    options = type("Options", (), {"what": "rotate", "old": None})()
    with alone_in(settings.data_dir):
        assert command.run(settings, options) == 1
    assert "stop it first" in capsys.readouterr().err
    assert command.run(settings, options) == 0
    assert "Carried over: 0 conversations" in capsys.readouterr().out
