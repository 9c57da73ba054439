"""What the assistant does, action by action."""

from collections.abc import Iterator

import pytest

from bot.actions import ACTIONS
from bot.actions.answer import answer
from bot.actions.clarify import clarify
from bot.actions.fallback import fallback, not_meant
from bot.actions.hand_over import ask_consent, decline, hand_over, still_waiting
from bot.actions.smalltalk import smalltalk
from counselling.assistant import Answered, Decision, Effect
from counselling.conversations import LANGUAGES
from tests.bot.cast import a_set, an_entry, asked, real_lines

FAQ = a_set(
    an_entry("legal/divorce", ("legal/papers", "legal/gone", "legal/aid", "legal/card")),
    an_entry("legal/papers"),
    an_entry("legal/aid"),
    an_entry("legal/card"),
)


def choices(answered: Answered) -> list[str]:
    return [choice.id for reply in answered.replies for choice in reply.choices]


def say(key: str, language: str = "vi") -> str:
    return real_lines().texts[key][language]  # type: ignore[index]


def test_the_best_entry_is_answered_in_her_language() -> None:
    answered = answer(asked("faq", "legal/divorce", "legal/aid", language="ko"), FAQ)
    assert answered.decision is Decision.ANSWER
    assert answered.faq == answered.replies[0].faq == "legal/divorce"
    assert answered.replies[0].text.startswith("đáp ko")
    assert [found.faq for found in answered.candidates] == ["legal/divorce", "legal/aid"]


def test_an_answer_offers_two_related_entries_that_exist_a_person_and_was_this_helpful() -> None:
    assert choices(answer(asked("faq", "legal/divorce"), FAQ)) == [
        "faq:legal/papers",
        "faq:legal/aid",
        "person",
        "helpful:legal/divorce",
        "unhelpful:legal/divorce",
    ]


def test_the_entry_she_tapped_wins_over_what_the_matcher_thinks() -> None:
    tapped = asked("choose_faq", "legal/divorce", choice="faq:legal/card")
    assert answer(tapped, FAQ).faq == "legal/card"


def test_an_entry_that_is_gone_from_the_set_is_honestly_not_known() -> None:
    assert answer(asked("choose_faq", choice="faq:legal/gone"), FAQ).decision is Decision.FALLBACK
    assert answer(asked("faq", "legal/gone"), FAQ).decision is Decision.FALLBACK
    assert answer(asked("faq"), FAQ).decision is Decision.FALLBACK


def test_asking_back_shows_three_titles_in_her_language_and_none_of_these() -> None:
    near = asked("faq_close", "legal/divorce", "legal/papers", "legal/aid", "legal/card")
    answered = clarify(near, FAQ)
    assert answered.decision is Decision.CLARIFY
    assert choices(answered) == ["faq:legal/divorce", "faq:legal/papers", "faq:legal/aid", "none"]
    assert answered.replies[0].choices[0].label == "legal/divorce vi"


def test_asking_back_without_an_entry_left_to_offer_is_a_fallback() -> None:
    assert clarify(asked("faq_close", "legal/gone"), FAQ).decision is Decision.FALLBACK


def test_not_knowing_offers_a_counsellor_and_takes_no_for_an_answer() -> None:
    answered = fallback(asked("nlu_fallback"), FAQ)
    assert answered.decision is Decision.FALLBACK
    assert choices(answered) == ["person", "none"]
    assert answered.awaiting == "person"


def test_none_of_these_is_answered_by_other_words_or_a_counsellor() -> None:
    answered = not_meant(asked("choose_none"), FAQ)
    assert answered.replies[0].text == say("not_meant")
    assert choices(answered) == ["person", "none"]


def test_none_of_these_is_recorded_so_that_the_gap_can_be_found() -> None:
    assert not_meant(asked("choose_none"), FAQ).effects == (Effect.RECORD_NOT_MEANT,)
    assert fallback(asked("nlu_fallback"), FAQ).effects == ()


def test_with_a_counsellor_told_not_knowing_offers_none_again() -> None:
    answered = fallback(asked("nlu_fallback", handler="waiting"), FAQ)
    assert answered.replies[0].text == say("fallback_waiting")
    assert (choices(answered), answered.awaiting) == ([], None)


def test_consent_is_asked_in_one_sentence_with_yes_and_no_of_equal_standing() -> None:
    answered = ask_consent(asked("ask_for_person"), FAQ)
    assert len(answered.replies) == 1
    assert choices(answered) == ["consent.yes", "consent.no"]
    assert answered.awaiting == "consent"
    assert answered.effects == ()


@pytest.mark.parametrize("intent", ["choose_consent_yes", "affirm"])
def test_yes_opens_a_ticket_and_leaves_the_words_to_the_service(intent: str) -> None:
    answered = hand_over(asked(intent, awaiting="consent"), FAQ)
    assert answered.effects == (Effect.OPEN_TICKET,)
    assert answered.replies == ()


def test_a_doubtful_yes_opens_nothing_and_is_asked_once_more() -> None:
    answered = hand_over(asked("affirm", likeness=0.7, awaiting="consent"), FAQ)
    assert answered.effects == ()
    assert answered.awaiting == "consent"


def test_no_is_recorded_kindly_and_the_way_stays_open() -> None:
    answered = decline(asked("deny", awaiting="consent"), FAQ)
    assert answered.effects == (Effect.RECORD_REFUSAL,)
    assert answered.awaiting is None
    assert choices(answered) == ["person"]


def test_asking_again_while_a_counsellor_is_told_opens_no_second_ticket() -> None:
    answered = still_waiting(asked("ask_for_person", handler="waiting"), FAQ)
    assert answered.effects == ()
    assert answered.replies[0].text == say("still_waiting")


@pytest.mark.parametrize("action", [answer, clarify, smalltalk])
def test_whatever_is_answered_meanwhile_consent_stays_open_and_is_asked_again(
    action: type,
) -> None:
    answered = action(asked("faq", "legal/divorce", awaiting="consent"), FAQ)
    assert answered.awaiting == "consent"
    assert answered.replies[-1].text == say("consent_still_open")
    assert [choice.id for choice in answered.replies[-1].choices] == ["consent.yes", "consent.no"]


def test_not_knowing_while_consent_is_open_asks_for_consent_and_nothing_else() -> None:
    answered = fallback(asked("nlu_fallback", awaiting="consent"), FAQ)
    assert choices(answered) == ["consent.yes", "consent.no"]
    assert answered.awaiting == "consent"


@pytest.mark.parametrize(
    ("intent", "awaiting", "line"),
    [
        ("greet", None, "greet"),
        ("thanks", None, "thanks"),
        ("goodbye", None, "goodbye"),
        ("how_are_you", None, "how_are_you"),
        ("are_you_a_bot", None, "are_you_a_bot"),
        ("affirm", None, "anything_else"),
        ("deny", None, "what_next"),
        ("deny", "person", "no_problem"),
        ("choose_none", "person", "no_problem"),
    ],
)
def test_small_talk_has_a_line_for_everything(intent: str, awaiting: str | None, line: str) -> None:
    answered = smalltalk(asked(intent, awaiting=awaiting), FAQ)
    assert answered.decision is Decision.SMALLTALK
    assert answered.replies[0].text == say(line)


def test_who_asks_whether_it_is_a_machine_is_offered_a_person() -> None:
    assert choices(smalltalk(asked("are_you_a_bot"), FAQ)) == ["person"]


def _states() -> Iterator[dict[str, str]]:
    for language in LANGUAGES:
        yield {"language": language}
        yield {"language": language, "awaiting": "consent"}
        yield {"language": language, "awaiting": "person"}
        yield {"language": language, "handler": "waiting"}


@pytest.mark.parametrize("state", list(_states()), ids=str)
@pytest.mark.parametrize("name", sorted(ACTIONS))
def test_every_action_answers_in_every_state_and_language(name: str, state: dict[str, str]) -> None:
    for intent in ("faq", "greet", "affirm", "deny", "choose_none", "choose_consent_yes"):
        answered = ACTIONS[name](asked(intent, "legal/divorce", likeness=1.0, **state), FAQ)
        assert answered.replies or answered.effects
        assert all(reply.text.strip() for reply in answered.replies)


def test_a_turn_without_any_metadata_is_taken_for_vietnamese() -> None:
    assert asked("greet", language=None).language == "vi"
