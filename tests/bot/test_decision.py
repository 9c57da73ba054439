"""When the assistant answers, asks back, or says that it does not know."""

from bot.nlu.decision import Candidate, Decided, Thresholds, decide, entry_of

THRESHOLDS = Thresholds(answer=0.4, intent=0.35, clarify=0.25, near=0.05)
DIVORCE, PAPERS = "faq/legal.divorce-husband-in-korea", "faq/legal.divorce-papers-missing"


def decided(labels: list[str], chances: list[float], first: float, three: float) -> Decided:
    return decide(labels, chances, first, three, THRESHOLDS)


def test_a_sure_entry_is_answered() -> None:
    result = decided([DIVORCE, PAPERS, "greet"], [0.8, 0.15, 0.05], first=0.9, three=0.95)
    assert result.intent == "faq"
    assert result.candidates[0] == Candidate("legal/divorce-husband-in-korea", 0.8)


def test_two_near_entries_are_asked_back() -> None:
    result = decided([DIVORCE, PAPERS, "greet"], [0.4, 0.38, 0.05], first=0.3, three=0.8)
    assert result.intent == "faq_close"
    assert [found.faq for found in result.candidates] == [
        "legal/divorce-husband-in-korea",
        "legal/divorce-papers-missing",
    ]


def test_an_unsure_entry_with_no_good_second_is_not_guessed() -> None:
    assert decided([DIVORCE, "greet"], [0.1, 0.05], first=0.1, three=0.1).intent == "nlu_fallback"


def test_a_sure_intent_is_taken() -> None:
    assert decided(["greet", DIVORCE], [0.9, 0.01], first=0.9, three=0.0).intent == "greet"


def test_an_unsure_intent_gives_way_to_entries_that_are_near() -> None:
    result = decided(["greet", DIVORCE, PAPERS], [0.3, 0.25, 0.2], first=0.2, three=0.4)
    assert result.intent == "faq_close"


def test_titles_with_hardly_any_chance_are_no_reason_to_ask_back() -> None:
    result = decided(["greet", DIVORCE], [0.3, 0.01], first=0.2, three=0.4)
    assert result.intent == "nlu_fallback"


def test_a_fallback_still_names_its_candidates_so_that_gaps_in_the_set_can_be_found() -> None:
    result = decided(["out_of_scope", DIVORCE], [0.2, 0.1], first=0.1, three=0.1)
    assert result.candidates == (Candidate("legal/divorce-husband-in-korea", 0.1),)


def test_no_more_than_five_candidates_are_named() -> None:
    labels = [f"faq/legal.entry-{number}" for number in range(9)]
    assert len(decided(labels, [0.1] * 9, first=0.1, three=0.1).candidates) == 5


def test_a_label_names_its_entry_even_with_a_dot_in_it() -> None:
    assert entry_of("faq/legal.id-card.v2") == "legal/id-card.v2"
