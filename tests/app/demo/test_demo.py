"""The made-up month: in an empty folder only, in the past, and as a desk would have it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.demo.staff import MEMBERS
from app.demo.stories import read_stories
from counselling.faq import FaqSet
from tests.app.demo.kept import rows
from tests.the_set import the_set


def test_it_says_who_can_sign_in(folder: Path) -> None:
    printed = (folder / "printed.txt").read_text()
    assert "Sign in at /desk with the password" in printed
    assert all(member.login in printed for member in MEMBERS)


def test_a_month_is_lived_through_in_the_past(folder: Path) -> None:
    now = datetime.now(UTC)
    for table in ("message", "ticket_event", "audit"):
        [(first, last)] = rows(folder, f"SELECT min(at), max(at) FROM {table}")  # noqa: S608
        assert now - timedelta(days=35) < datetime.fromisoformat(first).replace(tzinfo=UTC)
        assert datetime.fromisoformat(last).replace(tzinfo=UTC) <= now
    assert rows(folder, "SELECT count(*) FROM message WHERE turn_due") == [(0,)]
    assert rows(folder, "SELECT count(*) FROM outbox") == [(0,)]


def test_each_story_is_a_ticket_of_its_office_and_stands_where_it_says(folder: Path) -> None:
    stories = read_stories()
    found = rows(folder, "SELECT office, state, count(*) FROM ticket GROUP BY office, state")
    assert sum(number for _, _, number in found) == len(stories)
    for office in ("ha-noi", "hai-phong"):
        waiting = sum(story.end == "open" and story.office == office for story in stories)
        assert [n for where, state, n in found if (where, state) == (office, "open")] == [waiting]


def test_where_women_live_is_noted_for_those_whom_somebody_counsels(folder: Path) -> None:
    query = "SELECT province, count(*) FROM conversation GROUP BY province"
    found = dict(rows(folder, query))
    assert min(found["ha-noi"], found["hai-phong"]) >= 5  # enough to be shown
    assert found[None] > 0


def test_nothing_is_added_to_what_is_there(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = rows(folder, "SELECT count(*) FROM conversation")
    assert main(["demo"]) == 1
    assert "OSSO_DATA_DIR=demo-data ./osso demo" in capsys.readouterr().err
    assert rows(folder, "SELECT count(*) FROM conversation") == before


@pytest.fixture(scope="module")
def faq() -> FaqSet:
    return the_set()


@pytest.mark.parametrize("story", read_stories(), ids=lambda story: story.id)
def test_a_story_names_only_what_the_set_has(story: Any, faq: FaqSet) -> None:
    assert story.office in faq.offices
    assert {step.faq for step in story.steps if step.faq} <= faq.entries.keys()
    assert not story.refer or story.refer["to"] in faq.partners
