"""When the assistant answers, asks back, or says that it does not know."""

import pytest

from bot.nlu.decision import FALLBACK, Candidate, Decided, Thresholds, decide, entry_of

THRESHOLDS = Thresholds(answer=0.4, intent=0.35, person=0.2, clarify=0.25, words=0.55)
DIVORCE, PAPERS = "faq/legal.divorce-husband-in-korea", "faq/legal.divorce-papers-missing"


def decided(labels: list[str], shares: list[float], first: float, three: float) -> Decided:
    return decide(labels, shares, first, three, THRESHOLDS)


@pytest.mark.parametrize(
    ("best", "first", "three", "intent"),
    [
        (DIVORCE, 0.40, 0.00, "faq"),
        (DIVORCE, 0.39, 0.25, "faq_close"),
        (DIVORCE, 0.39, 0.24, "nlu_fallback"),
        ("greet", 0.35, 0.90, "greet"),
        ("greet", 0.34, 0.25, "faq_close"),
        ("greet", 0.34, 0.24, "nlu_fallback"),
        ("out_of_scope", 0.35, 0.00, "out_of_scope"),
    ],
)
def test_a_chance_as_high_as_its_threshold_is_enough_to_dare(
    best: str, first: float, three: float, intent: str
) -> None:
    assert decided([best, PAPERS], [0.6, 0.4], first, three).intent == intent


def test_an_answer_names_its_entry_and_how_sure_it_is() -> None:
    result = decided([DIVORCE, PAPERS, "greet"], [0.8, 0.15, 0.05], first=0.9, three=0.95)
    assert result.confidence == 0.9
    assert result.candidates[0] == Candidate("legal/divorce-husband-in-korea", 0.8)


def test_asking_back_names_the_near_entries_and_how_sure_it_is_of_all_three() -> None:
    result = decided(["greet", DIVORCE, PAPERS], [0.4, 0.38, 0.05], first=0.3, three=0.8)
    assert result.confidence == 0.8
    assert [found.faq for found in result.candidates] == [
        "legal/divorce-husband-in-korea",
        "legal/divorce-papers-missing",
    ]


def test_without_an_entry_to_offer_nothing_is_asked_back() -> None:
    assert decided(["greet", "thanks"], [0.6, 0.4], first=0.1, three=0.9).intent == "nlu_fallback"


def test_a_fallback_still_names_its_candidates_so_that_gaps_in_the_set_can_be_found() -> None:
    result = decided(["out_of_scope", DIVORCE], [0.2, 0.1], first=0.1, three=0.2)
    assert result.candidates == (Candidate("legal/divorce-husband-in-korea", 0.1),)
    assert result.confidence == pytest.approx(0.8)


def test_no_more_than_five_candidates_are_named() -> None:
    labels = [f"faq/legal.entry-{number}" for number in range(9)]
    result = decided(labels, [0.1] * 9, first=0.1, three=0.1)
    assert [found.faq for found in result.candidates] == [f"legal/entry-{n}" for n in range(5)]


def test_a_label_names_its_entry_even_with_a_dot_in_it() -> None:
    assert entry_of("faq/legal.id-card.v2") == "legal/id-card.v2"


def test_a_person_asked_for_needs_less_sureness_than_small_talk() -> None:
    assert decide(["ask_for_person"], [0.9], 0.25, 0.1, THRESHOLDS).intent == "ask_for_person"
    assert decide(["greet"], [0.9], 0.25, 0.1, THRESHOLDS).intent == FALLBACK
