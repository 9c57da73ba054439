"""Accounts, logins and sessions of the desk."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from counselling.accounts.passwords import WeakPassword
from counselling.accounts.sessions import ABSOLUTE, IDLE
from counselling.accounts.staff_add import LoginTaken
from counselling.permissions import GRANTS, Permission, Role, User, may
from counselling.staff import NoSuchLogin, Staff, WrongPassword
from counselling.store.store import Store
from counselling.store.vault import Vault
from tests.counselling.cast import QUICK

PASSWORD = "a long enough password"


class Watch:
    """A clock the test moves."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
async def staff(tmp_path: Path, watch: Watch) -> AsyncIterator[Staff]:
    store = Store(f"sqlite+aiosqlite:///{tmp_path / 'osso.sqlite3'}", Vault(bytes(32)))
    await store.prepare()
    yield Staff(store, bytes(32), now=watch, hasher=QUICK)
    await store.close()


@pytest.fixture
async def lan(staff: Staff) -> User:
    return await staff.add("lan", "Lan", Role.COUNSELLOR, PASSWORD, must_change_password=True)


async def test_the_right_password_opens_the_account(staff: Staff, lan: User) -> None:
    assert await staff.authenticate("lan", PASSWORD) == lan


@pytest.mark.parametrize(("login", "password"), [("lan", "wrong"), ("nobody", PASSWORD)])
async def test_anything_else_opens_nothing(
    staff: Staff, lan: User, login: str, password: str
) -> None:
    assert await staff.authenticate(login, password) is None


async def test_a_phone_that_writes_the_login_large_makes_no_other_login(
    staff: Staff, lan: User
) -> None:
    assert await staff.authenticate(" Lan ", PASSWORD) == lan


async def test_a_login_is_given_once(staff: Staff, lan: User) -> None:
    with pytest.raises(LoginTaken):
        await staff.add("lan", "X", Role.EDITOR, PASSWORD, must_change_password=False)


async def test_a_short_password_is_refused(staff: Staff) -> None:
    with pytest.raises(WeakPassword, match="12 to 256"):
        await staff.add("x", "X", Role.EDITOR, "short", must_change_password=False)


async def test_a_session_knows_its_user_until_logout(staff: Staff, lan: User) -> None:
    token = await staff.start_session(lan)
    session = await staff.session(token)
    assert session is not None
    assert session.user == lan
    await staff.end_session(token)
    assert await staff.session(token) is None


async def test_a_session_ends_when_idle_but_not_while_it_is_used(
    staff: Staff, lan: User, watch: Watch
) -> None:
    token = await staff.start_session(lan)
    for _ in range(3):
        watch.time += IDLE - timedelta(minutes=1)
        assert await staff.session(token)
    watch.time += IDLE + timedelta(seconds=1)
    assert await staff.session(token) is None


async def test_an_open_page_alone_does_not_keep_a_session(
    staff: Staff, lan: User, watch: Watch
) -> None:
    token = await staff.start_session(lan)
    watch.time += IDLE - timedelta(minutes=1)
    assert await staff.session(token, touch=False)
    watch.time += timedelta(minutes=2)
    assert await staff.session(token) is None


async def test_a_session_ends_after_its_whole_time_however_busy(
    staff: Staff, lan: User, watch: Watch
) -> None:
    token = await staff.start_session(lan)
    end = watch.time + ABSOLUTE
    while watch.time + IDLE < end:
        watch.time += IDLE - timedelta(minutes=1)
        assert await staff.session(token)
    watch.time = end + timedelta(seconds=1)
    assert await staff.session(token) is None


async def test_changing_the_password_ends_every_session(staff: Staff, lan: User) -> None:
    token = await staff.start_session(lan)
    with pytest.raises(WrongPassword):
        await staff.change_password(lan, old="wrong", new="another long password")
    await staff.change_password(lan, old=PASSWORD, new="another long password")
    assert await staff.session(token) is None
    changed = await staff.authenticate("lan", "another long password")
    assert changed is not None
    assert not changed.must_change_password


async def test_a_forgotten_password_is_replaced_and_every_session_ends(
    staff: Staff, lan: User
) -> None:
    token = await staff.start_session(lan)
    await staff.change_password(lan, old=PASSWORD, new="the one she forgot")
    await staff.reset_password("Lan", "a new first password")
    assert await staff.session(token) is None
    assert await staff.authenticate("lan", "the one she forgot") is None
    back = await staff.authenticate("lan", "a new first password")
    assert back is not None
    assert back.must_change_password
    with pytest.raises(NoSuchLogin):
        await staff.reset_password("nobody", "a new first password")


def test_nobody_reads_what_women_write_but_those_who_do_casework() -> None:
    readers = {role for role in Role if Permission.READ_TRANSCRIPT in GRANTS[role]}
    assert readers == {Role.COUNSELLOR, Role.SUPERVISOR}


def test_an_inactive_account_may_nothing() -> None:
    gone = User("u", "u", "U", Role.SUPERVISOR, active=False)
    assert not any(may(gone, permission) for permission in Permission)


async def test_who_has_not_left_is_listed_by_name_with_whether_she_has_a_code(
    staff: Staff, lan: User
) -> None:
    await staff.add("an", "An", Role.EDITOR, PASSWORD, must_change_password=True)
    async with staff._store.read() as tx:
        found = await tx.staff.active()
    assert [(one.name, one.has_code) for one in found] == [("An", False), ("Lan", False)]
