"""A fresh office with a fake assistant for every test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.office import Office
from counselling.permissions import Role, User
from tests.counselling.cast import FakeAssistant, Woman, an_office


@pytest.fixture
def assistant() -> FakeAssistant:
    return FakeAssistant()


@pytest.fixture
async def office(tmp_path: Path, assistant: FakeAssistant) -> AsyncIterator[Office]:
    async with an_office(tmp_path, assistant) as opened:
        yield opened


@pytest.fixture
def woman(office: Office) -> Woman:
    return Woman(office)


@pytest.fixture
async def lan(office: Office) -> User:
    """The counsellor who takes the case."""
    return await _counsellor(office, "lan", "Lan")


@pytest.fixture
async def hoa(office: Office) -> User:
    """Her team mate."""
    return await _counsellor(office, "hoa", "Hoa")


@pytest.fixture
async def thu(office: Office) -> User:
    """A counsellor of another office, in Can Tho."""
    return await _counsellor(office, "thu", "Thu", "can-tho")


async def _counsellor(office: Office, login: str, name: str, place: str | None = None) -> User:
    return await office.staff.add(
        login, name, Role.COUNSELLOR, "a long enough password",
        must_change_password=False, office=place,
    )  # fmt: skip
