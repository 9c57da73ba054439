"""Was this helpful? And: who will read it?"""

import pytest

from bot.actions.helped import helpful, unhelpful
from bot.actions.who_reads import who_reads
from counselling.assistant import Answered, Decision, Effect
from tests.bot.cast import a_set, a_theme, an_entry, asked, real_lines

FAQ = a_set(
    an_entry("legal/card", ("legal/papers",)),
    an_entry("legal/papers"),
    themes=(a_theme("legal", identity=("card", "papers")),),
)


def choices(answered: Answered) -> list[str]:
    return [choice.id for reply in answered.replies for choice in reply.choices]


def say(key: str) -> str:
    return real_lines().say(key, "vi")


def test_it_helped_she_is_thanked_and_it_is_recorded() -> None:
    answered = helpful(asked("choose_helpful", choice="helpful:legal/card"), FAQ)
    assert answered.effects == (Effect.RECORD_HELPFUL,)
    assert answered.replies[0].text == say("thanks_for_telling")


@pytest.mark.parametrize(
    ("entry", "offered"),
    [
        ("legal/card", ["faq:legal/papers", "themes", "person"]),
        ("legal/gone", ["themes", "person"]),
    ],
)
def test_it_did_not_help_she_gets_a_sorry_what_else_there_is_and_a_person(
    entry: str, offered: list[str]
) -> None:
    answered = unhelpful(asked("choose_unhelpful", choice=f"unhelpful:{entry}"), FAQ)
    assert answered.effects == (Effect.RECORD_UNHELPFUL,)
    assert answered.replies[0].text == say("sorry_unhelpful")
    assert choices(answered) == offered


@pytest.mark.parametrize("action", [helpful, unhelpful])
def test_consent_stays_open_meanwhile(action: type) -> None:
    tap = asked("choose_helpful", choice="helpful:legal/card", awaiting="consent")
    answered = action(tap, FAQ)
    assert answered.awaiting == "consent"
    assert choices(answered)[-2:] == ["consent.yes", "consent.no"]


def test_who_reads_it_is_told_and_consent_stays_open_with_both_answers() -> None:
    answered = who_reads(asked("ask_who_reads", awaiting="consent"), FAQ)
    assert answered.replies[0].text == say("who_reads")
    assert choices(answered) == ["consent.yes", "consent.no"]
    assert (answered.awaiting, answered.effects) == ("consent", ())


def test_who_reads_it_may_be_asked_at_any_time() -> None:
    answered = who_reads(asked("ask_who_reads"), FAQ)
    assert (answered.decision, answered.awaiting) == (Decision.SMALLTALK, None)
    assert choices(answered) == ["themes", "person"]
