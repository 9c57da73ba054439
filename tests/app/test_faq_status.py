"""How the editors' files stand."""

from datetime import UTC, datetime, timedelta

from app.faq_status import FaqState, FaqStatus
from counselling.faq import Problem

FAULT = Problem("faq/legal/id-card.md", 3, "legal/id-card", "the day is missing", "Add it.")


class Clock:
    def __init__(self) -> None:
        self.at = datetime(2026, 11, 22, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(minutes=1)
        return self.at


def test_it_begins_in_order() -> None:
    assert FaqStatus().state is FaqState.OK


def test_broken_files_are_told_before_a_training() -> None:
    status = FaqStatus()
    status.training()
    status.broken([FAULT])
    assert (status.state, status.problems) == (FaqState.BROKEN, (FAULT,))
    status.trained()
    assert status.state is FaqState.BROKEN
    status.in_order()
    assert (status.state, status.problems) == (FaqState.OK, ())


def test_a_failed_training_is_told_until_one_succeeds() -> None:
    status = FaqStatus()
    status.untrained()
    status.in_order()
    assert status.state == "untrained"
    status.trained()
    assert status.state == "ok"


def test_since_is_when_the_state_began_not_when_it_was_last_told() -> None:
    status = FaqStatus(Clock())
    began = status.since
    status.in_order()
    assert status.since == began
    status.broken([FAULT])
    broken = status.since
    status.broken([FAULT, FAULT])
    assert began < broken == status.since
