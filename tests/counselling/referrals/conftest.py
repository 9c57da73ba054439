"""A case that Lan holds."""

import pytest

from app.office import Office
from counselling.permissions import User
from tests.counselling.cast import Woman
from tests.counselling.referrals.referred import Case, a_case


@pytest.fixture
async def case(office: Office, woman: Woman, lan: User) -> Case:
    return await a_case(office, woman, lan)
