"""Going through the set without typing, and where the way to it is offered."""

import pytest

from bot.actions.browse import browse
from bot.actions.fallback import fallback, not_meant
from bot.actions.smalltalk import smalltalk
from counselling.assistant import Answered, Decision
from tests.bot.cast import a_set, a_theme, an_entry, asked, real_lines

FAQ = a_set(
    an_entry("legal/divorce"),
    an_entry("legal/papers"),
    an_entry("vocational/loan"),
    themes=(
        a_theme("legal", marriage=("divorce", "gone"), empty=("gone-too",)),
        a_theme("vocational", money=("loan",)),
        a_theme("psychological", sleep=("not-there",)),
    ),
)


def choices(answered: Answered) -> list[str]:
    return [choice.id for reply in answered.replies for choice in reply.choices]


def tapped(choice: str, language: str = "vi", awaiting: str | None = None) -> Answered:
    turn = asked("choose_browse", choice=choice, language=language, awaiting=awaiting)
    return browse(turn, FAQ)


def test_the_themes_that_hold_something_have_a_button_each_and_a_person_stands_by() -> None:
    answered = tapped("themes", language="ko")
    assert choices(answered) == ["theme:legal", "theme:vocational", "person"]
    assert answered.replies[0].choices[0].label == "legal ko"
    assert answered.decision is Decision.CLARIFY


def test_a_theme_shows_its_topics_and_what_stands_in_none() -> None:
    answered = tapped("theme:legal")
    assert choices(answered) == ["topic:legal/marriage", "topic:legal/other", "themes", "person"]
    assert "legal vi" in answered.replies[0].text


def test_a_topic_shows_the_titles_of_its_entries() -> None:
    answered = tapped("topic:legal/marriage", language="en")
    assert choices(answered) == ["faq:legal/divorce", "themes", "person"]
    assert answered.replies[0].choices[0].label == "legal/divorce en"


@pytest.mark.parametrize("gone", ["theme:psychological", "topic:legal/empty", "topic:legal/x"])
def test_what_is_gone_from_the_set_shows_the_themes_again(gone: str) -> None:
    assert choices(tapped(gone)) == choices(tapped("themes"))


def test_where_nothing_is_served_yet_she_is_told_so_and_offered_a_person() -> None:
    answered = browse(asked("choose_browse", choice="themes"), a_set())
    assert answered.replies[0].text == real_lines().say("fallback", "vi")
    assert choices(answered) == ["person"]


def test_browsing_leaves_the_question_of_consent_open() -> None:
    answered = tapped("themes", awaiting="consent")
    assert answered.awaiting == "consent"
    assert choices(answered)[-2:] == ["consent.yes", "consent.no"]


@pytest.mark.parametrize("intent", ["greet", "are_you_a_bot", "deny"])
def test_who_does_not_know_what_to_ask_gets_a_button_for_each_theme(intent: str) -> None:
    answered = smalltalk(asked(intent), FAQ)
    assert choices(answered) == ["theme:legal", "theme:vocational", "person"]


@pytest.mark.parametrize("intent", ["thanks", "how_are_you", "affirm", "goodbye"])
def test_other_small_talk_offers_the_way_to_the_themes_and_a_person(intent: str) -> None:
    assert choices(smalltalk(asked(intent), FAQ)) == ["themes", "person"]


def test_who_has_just_refused_a_person_is_not_offered_one_again() -> None:
    assert choices(smalltalk(asked("choose_none", awaiting="person"), FAQ)) == ["themes"]


@pytest.mark.parametrize("action", [fallback, not_meant])
def test_not_knowing_offers_a_person_and_the_themes(action: type) -> None:
    assert choices(action(asked("nlu_fallback"), FAQ)) == ["person", "themes", "none"]


def test_with_a_counsellor_told_the_themes_are_left_to_her() -> None:
    assert choices(fallback(asked("nlu_fallback", handler="waiting"), FAQ)) == ["themes"]
    assert choices(smalltalk(asked("thanks", handler="waiting"), FAQ)) == ["themes"]


def test_while_consent_is_open_only_yes_and_no_are_offered() -> None:
    for action in (fallback, smalltalk):
        assert choices(action(asked("thanks", awaiting="consent"), FAQ)) == [
            "consent.yes",
            "consent.no",
        ]


def test_every_browsing_line_speaks_every_language() -> None:
    for key in ("themes", "topics", "entries", "choice_themes", "topic_other"):
        assert set(real_lines().texts[key]) == {"vi", "en", "ko"}
