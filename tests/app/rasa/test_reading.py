"""Believing nothing that is not exactly as agreed."""

import copy
from typing import Any

import pytest

from app.rasa.reading import BadAnswer, read_answer
from bot.actions.saying import as_json
from counselling.assistant import Answered, Candidate, Decision, Effect, Reply
from counselling.conversations import Choice

ANSWERED = Answered(
    replies=(Reply("đáp", (Choice("person", "Gặp tư vấn viên"),), "legal/id-card"), Reply("hai")),
    decision=Decision.ANSWER,
    faq="legal/id-card",
    candidates=(Candidate("legal/id-card", 0.9), Candidate("legal/divorce", 0)),
    effects=(Effect.RECORD_REFUSAL,),
    awaiting="consent",
)


def test_what_an_action_says_is_read_back_as_it_was() -> None:
    assert read_answer(as_json(ANSWERED)) == ANSWERED


def test_an_effect_may_stand_without_words() -> None:
    silent = Answered((), Decision.HANDOFF, effects=(Effect.OPEN_TICKET,))
    assert read_answer(as_json(silent)) == silent


def test_nothing_said_and_nothing_done_is_no_answer() -> None:
    with pytest.raises(BadAnswer):
        read_answer(as_json(Answered((), Decision.ANSWER)))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("decision",), "restart"),
        (("decision",), None),
        (("effects",), ["erase_everything"]),
        (("effects",), [{}]),
        (("faq",), ""),
        (("faq",), 3),
        (("awaiting",), ["consent"]),
        (("candidates",), {}),
        (("candidates", 0, "score"), 1.5),
        (("candidates", 0, "score"), float("nan")),
        (("candidates", 0, "score"), "0.9"),
        (("candidates", 0, "score"), True),
        (("replies",), "đáp"),
        (("replies", 0), "đáp"),
        (("replies", 0, "text"), "  "),
        (("replies", 0, "text"), None),
        (("replies", 0, "choices"), None),
        (("replies", 0, "choices", 0, "id"), 1),
        (("replies", 0, "choices", 0, "label"), ""),
    ],
)
def test_anything_odd_is_refused(place: tuple[str | int, ...], value: Any) -> None:
    body: Any = copy.deepcopy(as_json(ANSWERED))
    inside = body
    for step in place[:-1]:
        inside = inside[step]
    inside[place[-1]] = value
    with pytest.raises(BadAnswer):
        read_answer(body)


@pytest.mark.parametrize(
    "field", ["replies", "decision", "faq", "candidates", "effects", "awaiting"]
)
def test_a_missing_field_is_refused_by_name(field: str) -> None:
    body = as_json(ANSWERED)
    del body[field]
    with pytest.raises(BadAnswer, match=field):
        read_answer(body)


@pytest.mark.parametrize("body", [None, [], "đáp", 3])
def test_what_is_no_object_is_refused(body: object) -> None:
    with pytest.raises(BadAnswer):
        read_answer(body)
