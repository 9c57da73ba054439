"""Accounts on a real database, with a clock the test moves."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from counselling.permissions import Role, User
from counselling.staff import Staff
from counselling.store.store import Store
from counselling.store.vault import Vault
from tests.counselling.cast import QUICK, SECRET, a_database

PASSWORD = "a long enough password"
OFFICES = {"ha-noi": "Hà Nội", "can-tho": "Cần Thơ"}


class Watch:
    """The time, as the test says."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = Store(a_database(tmp_path), Vault(SECRET))
    await store.prepare()
    yield store
    await store.close()


@pytest.fixture
def staff(store: Store, watch: Watch) -> Staff:
    return Staff(store, SECRET, now=watch, hasher=QUICK, offices=lambda: OFFICES)


@pytest.fixture
async def lan(staff: Staff) -> User:
    return await staff.add("lan", "Lan", Role.COUNSELLOR, PASSWORD, must_change_password=False)


@pytest.fixture
async def chief(staff: Staff) -> User:
    """The only administrator."""
    return await staff.add("chief", "Chi", Role.ADMINISTRATOR, PASSWORD, must_change_password=False)
