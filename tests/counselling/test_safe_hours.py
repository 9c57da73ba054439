"""When what nobody asked for may go to a telephone that others may see."""

from datetime import UTC, datetime, timedelta

import pytest

from counselling.safe_hours import UNTIL_SHE_WRITES, may_go_from

DAY = datetime(2026, 11, 22, tzinfo=UTC)


def at(hour: int, minute: int = 0) -> datetime:
    """A time of that day in Viet Nam."""
    return DAY + timedelta(hours=hour - 7, minutes=minute)


@pytest.mark.parametrize(
    ("way", "now", "goes"),
    [
        ("any", at(3), at(3)),
        ("day", at(7, 59), at(8)),
        ("day", at(8), at(8)),
        ("day", at(16, 59), at(16, 59)),
        ("day", at(17), at(24 + 8)),
        ("evening", at(12), at(18)),
        ("evening", at(23, 30), at(24 + 18)),
        ("mine", at(12), UNTIL_SHE_WRITES),
        (None, at(12), UNTIL_SHE_WRITES),
    ],
)
def test_while_she_is_silent_it_waits_for_the_next_hour_she_named(
    way: str | None, now: datetime, goes: datetime
) -> None:
    assert may_go_from(way, now - timedelta(hours=2), now) == goes
    assert may_go_from(way, None, now) == goes


@pytest.mark.parametrize("way", ["any", "day", "evening", "mine", None])
def test_while_she_is_there_it_goes_at_any_hour(way: str | None) -> None:
    night = at(2)
    assert may_go_from(way, night - timedelta(minutes=10), night) == night
