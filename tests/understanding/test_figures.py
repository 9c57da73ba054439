"""What each figure counts, on messages made up for it."""

import math

from app.commands.evaluate.confusions import confusions
from app.commands.evaluate.figures import figures
from tests.understanding.some_asked import CUSTODY, LOAN, SLEEP, WAGES, one


def test_the_first_choice_counts_whether_answered_or_offered() -> None:
    counted = figures(
        [
            one(CUSTODY, "answer", CUSTODY, SLEEP),
            one(CUSTODY, "clarify", CUSTODY, SLEEP),
            one(CUSTODY, "fallback", SLEEP, LOAN, CUSTODY),
            one(CUSTODY, "clarify", SLEEP, LOAN, WAGES, CUSTODY),
        ]
    )
    assert (counted["top1"], counted["top3"]) == (50, 75)
    assert counted["covered_refused"] == 25


def test_only_an_answer_with_another_entry_is_wrong_outright() -> None:
    counted = figures([one(CUSTODY, "answer", SLEEP), one(CUSTODY, "clarify", SLEEP)])
    assert counted["wrong_outright"] == 50


def test_an_entry_answered_beside_the_danger_reply_counts_as_answered() -> None:
    counted = figures(
        [
            one(CUSTODY, "crisis", SLEEP, answered=SLEEP),
            one(CUSTODY, "crisis", CUSTODY),
            one("", "crisis", SLEEP, answered=SLEEP),
            one("", "crisis", SLEEP),
        ]
    )
    assert counted["wrong_outright"] == 50
    assert counted["top1"] == 50
    assert counted["uncovered_not_answered"] == 50
    assert counted["covered_refused"] == 0


def test_what_no_entry_covers_may_be_refused_or_asked_back_but_not_answered() -> None:
    counted = figures(
        [
            one("", "answer", SLEEP),
            one("", "clarify", SLEEP),
            one("", "fallback"),
            one("", "fallback"),
        ]
    )
    assert counted["uncovered_not_answered"] == 75


def test_the_loss_without_diacritics_is_in_points_of_the_first_choice() -> None:
    plain = [one(CUSTODY, "answer", CUSTODY)] * 4
    bare = [one(CUSTODY, "answer", CUSTODY, style="bare")] * 3
    lost = one(CUSTODY, "answer", SLEEP, style="bare")
    assert figures([*plain, *bare, lost])["bare_loss"] == 25


def test_stories_and_teencode_are_counted_apart() -> None:
    counted = figures(
        [
            one(CUSTODY, "answer", CUSTODY),
            one(CUSTODY, "clarify", SLEEP, CUSTODY, style="story"),
            one(CUSTODY, "answer", CUSTODY, style="teencode"),
        ]
    )
    assert (counted["story_top1"], counted["story_top3"]) == (0, 100)
    assert counted["teencode_top1"] == 100


def test_a_person_asked_for_and_small_talk_are_known_by_what_was_decided() -> None:
    counted = figures(
        [one("person", "handoff"), one("person", "clarify", SLEEP), one("smalltalk", "smalltalk")]
    )
    assert (counted["person"], counted["smalltalk"]) == (50, 100)


def test_the_language_counts_for_every_message() -> None:
    counted = figures([one("person", "handoff"), one("", "fallback", language="ko", told="en")])
    assert counted["language"] == 50


def test_a_figure_of_no_messages_is_not_a_number() -> None:
    assert math.isnan(figures([one("", "fallback")])["top1"])


def test_confusions_name_what_was_meant_and_what_it_was_taken_for_most_frequent_first() -> None:
    found = confusions(
        [
            one(CUSTODY, "answer", CUSTODY),
            one(CUSTODY, "clarify", LOAN, CUSTODY, style="bare"),
            one(WAGES, "answer", LOAN, style="bare"),
            one(WAGES, "answer", LOAN, style="story"),
            one(SLEEP, "fallback"),
            one("", "answer", SLEEP, style="uncovered"),
            one("", "clarify", SLEEP, style="uncovered"),
        ]
    )
    assert [str(each) for each in found] == [
        f"2 × {WAGES} → {LOAN} (bare 1, story 1)",
        f"1 × {CUSTODY} → {LOAN} (bare 1)",
        f"1 × nothing → {SLEEP} (uncovered 1)",
        f"1 × {SLEEP} → nothing (plain 1)",
    ]
