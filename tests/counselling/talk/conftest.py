"""A case that Lan holds, a supervisor, and the staff of two offices."""

import pytest

from app.office import Office
from counselling.permissions import Role, User
from tests.counselling.cast import Woman


@pytest.fixture
async def mai(office: Office) -> User:
    """The supervisor of all offices."""
    return await office.staff.add(
        "mai", "Mai", Role.SUPERVISOR, "a long enough password", must_change_password=False
    )


@pytest.fixture
async def code(office: Office, woman: Woman, lan: User) -> str:
    """The ticket that Lan has claimed."""
    code = await woman.asks_for_a_person()
    await office.casework.claim(code, by=lan)
    return code
