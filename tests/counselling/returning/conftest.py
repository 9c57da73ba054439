"""A woman with a return code, and a clock that the test sets."""

from datetime import UTC, datetime

import pytest

from app.office import Office
from counselling.returning.codes import CodeHasher
from counselling.returning.returning import Guard, Returning
from counselling.returning.words import WordKeeper
from tests.counselling.cast import QUICK, SECRET, Woman


class Watch:
    """The time, as the test tells it."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 22, 8, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def guard() -> Guard:
    return Guard(answer_after=0.0)


@pytest.fixture
def returning(office: Office, watch: Watch, guard: Guard) -> Returning:
    """Answers wrong tries at once, and keeps the test's time."""
    back = Returning(
        office.store,
        office.live,
        office.turns,
        CodeHasher(SECRET),
        WordKeeper(QUICK),
        now=watch,
        guard=guard,
    )
    object.__setattr__(office, "returning", back)
    return back


@pytest.fixture
async def code(woman: Woman) -> str:
    """She has written and taken a code."""
    await woman.says("con tôi chưa khai sinh")
    return await woman.takes_a_code()
