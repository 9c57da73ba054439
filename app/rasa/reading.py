"""Reads Rasa's JSON answer strictly: what is not exactly as the contract says is no answer."""

from collections.abc import Mapping
from typing import Any, TypeVar

from counselling.assistant import Answered, Candidate, Decision, Effect, Reply
from counselling.conversations import Choice

_Kind = TypeVar("_Kind", Decision, Effect)


class BadAnswer(Exception):
    """The answer is not as the contract says; names the field, never its content."""


def read_answer(body: Any) -> Answered:
    """The answer in a decoded JSON body; raises BadAnswer."""
    answered = Answered(
        replies=tuple(_reply(one) for one in _list(body, "replies")),
        decision=_one_of(Decision, _text(body, "decision"), "decision"),
        faq=_text_or_none(body, "faq"),
        candidates=tuple(_candidate(one) for one in _list(body, "candidates")),
        effects=tuple(_one_of(Effect, one, "effects") for one in _list(body, "effects")),
        awaiting=_text_or_none(body, "awaiting"),
    )
    if not answered.replies and not answered.effects:
        raise BadAnswer("nothing said and nothing done")
    return answered


def _reply(body: Any) -> Reply:
    choices = tuple(
        Choice(_text(choice, "id"), _text(choice, "label")) for choice in _list(body, "choices")
    )
    return Reply(_text(body, "text"), choices, _text_or_none(body, "faq"))


def _candidate(body: Any) -> Candidate:
    score = _field(body, "score")
    if isinstance(score, bool) or not isinstance(score, int | float) or not 0 <= score <= 1:
        raise BadAnswer("score")
    return Candidate(_text(body, "faq"), float(score))


def _field(body: Any, name: str) -> Any:
    if not isinstance(body, Mapping) or name not in body:
        raise BadAnswer(name)
    return body[name]


def _text(body: Any, name: str) -> str:
    value = _field(body, name)
    if not isinstance(value, str) or not value.strip():
        raise BadAnswer(name)
    return value


def _text_or_none(body: Any, name: str) -> str | None:
    return None if _field(body, name) is None else _text(body, name)


def _list(body: Any, name: str) -> list[Any]:
    value = _field(body, name)
    if not isinstance(value, list):
        raise BadAnswer(name)
    return value


def _one_of(kinds: type[_Kind], value: Any, name: str) -> _Kind:
    try:
        return kinds(value)
    except ValueError:
        raise BadAnswer(name) from None
