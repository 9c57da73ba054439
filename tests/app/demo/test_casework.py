"""The demo's cases: filed, referred with her yes, followed up and ended as the stories say."""

from pathlib import Path
from typing import Any

import pytest

from app.demo.stories import Story, read_stories
from counselling.cases.closing import Ending
from counselling.cases.follow_up import Outcome
from counselling.cases.record import NEEDS
from counselling.cases.safety import ANSWERS, QUESTIONS
from counselling.referrals.terms import NEEDS as REFERRAL_NEEDS
from tests.app.demo.kept import rows
from tests.the_set import the_set

STORIES = read_stories()


def number(folder: Path, table: str, where: str = "1") -> Any:
    return rows(folder, f"SELECT count(*) FROM {table} WHERE {where}")[0][0]  # noqa: S608


def test_each_referral_stands_where_its_story_says(folder: Path) -> None:
    found = sorted(state for (state,) in rows(folder, "SELECT state FROM referral"))
    assert found == sorted(story.refer["end"] for story in STORIES if story.refer)


def test_each_referral_went_with_her_own_yes(folder: Path) -> None:
    agreed = "agreed_how = 'chat' AND agreed_version = version"
    assert number(folder, "referral", agreed) == sum(bool(story.refer) for story in STORIES)


def test_follow_ups_are_done_due_today_and_due_later(folder: Path) -> None:
    plans = [story.follow_up for story in STORIES if story.follow_up]
    assert number(folder, "follow_up", "state = 'due'") == len(plans)
    assert number(folder, "follow_up", "state = 'done'") == sum("done" in one for one in plans)
    first, last = rows(folder, "SELECT min(due), max(due) FROM follow_up WHERE state = 'due'")[0]
    assert first < last


def test_each_case_that_was_taken_has_its_record_and_its_ending(folder: Path) -> None:
    taken = sum(story.end != "open" for story in STORIES)
    assert number(folder, "case_sheet", "kind = 'record'") == taken
    asked = sum(bool(story.safety) for story in STORIES)
    assert number(folder, "case_sheet", "kind = 'safety'") == asked
    assert number(folder, "closing") == sum(bool(story.outcome) for story in STORIES)


def test_one_supervisor_is_still_asked(folder: Path) -> None:
    assert rows(folder, "SELECT kind FROM ticket_mark") == [("supervisor",)]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
def test_a_story_uses_only_the_words_of_the_desk(story: Story) -> None:
    themes = {f"{one.id}/{topic.id}" for one in the_set().themes for topic in one.topics}
    assert set(story.themes) <= themes
    assert set(story.needs) <= set(NEEDS)
    assert set(story.safety) <= set(QUESTIONS)
    assert set(story.safety.values()) <= set(ANSWERS)
    assert bool(story.outcome) is (story.end == "closed")
    assert story.outcome is None or Ending(story.outcome)
    assert not story.refer or story.refer["need"] in REFERRAL_NEEDS
    assert "done" not in story.follow_up or Outcome(story.follow_up["done"])
