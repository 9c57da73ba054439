"""Calls by hand, with a clock that stands still."""

import pytest

from app.office import Office
from tests.counselling.duty.duty_cast import Clock, Duty


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def duty(office: Office, clock: Clock) -> Duty:
    return Duty(office, clock)
