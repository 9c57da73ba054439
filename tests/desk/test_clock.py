"""Times as the counsellors read them."""

from datetime import UTC, datetime, timedelta

import pytest

from desk import clock
from desk.translations import DeskLanguage

LATE = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)  # already the 22nd in Viet Nam


def test_the_hour_and_the_day_are_vietnamese() -> None:
    assert clock.hour(LATE) == "01:30"
    assert clock.day_key(LATE) == "2026-11-22"


@pytest.mark.parametrize(
    ("language", "words"),
    [("vi", "Chủ Nhật, 22 tháng 11, 2026"), ("en", "Sunday, November 22, 2026")],
)
def test_the_day_is_written_in_the_screens_language(language: DeskLanguage, words: str) -> None:
    assert clock.day(LATE, language) == words


def test_a_moment_of_another_day_names_the_day() -> None:
    assert clock.moment(datetime(2020, 1, 2, 3, 4, tzinfo=UTC)) == "10:04 · 02/01/2020"
    assert clock.moment(datetime.now(UTC)) == clock.hour(datetime.now(UTC))


def test_a_clock_that_runs_ahead_never_gives_a_negative_wait() -> None:
    assert clock.minutes_since(datetime.now(UTC) + timedelta(minutes=5)) == 0
    assert clock.minutes_since(datetime.now(UTC) - timedelta(minutes=61, seconds=5)) == 61
