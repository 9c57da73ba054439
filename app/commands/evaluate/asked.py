"""A message of the development set and what the assistant did with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.commands.evaluate.questions import Question
from counselling.assistant import Decision

FIRST_CHOICES = 3  # titles she is shown when the assistant asks back


@dataclass(frozen=True)
class Asked:
    """``answered``: the entry answered, or None. ``candidates``: entries, best first.

    Beside a danger reply (``decision`` crisis) an entry may be answered too.
    """

    question: Question
    language: str
    decision: Decision
    answered: str | None
    candidates: tuple[str, ...]

    @property
    def first(self) -> str | None:
        """What it was taken for."""
        return self.answered or next(iter(self.candidates), None)

    @property
    def right(self) -> bool:
        """An accepted entry is answered or is the first candidate."""
        return self.first in self.question.accepted

    @property
    def among_three(self) -> bool:
        """An accepted entry is answered or is one of the first three candidates."""
        near = {self.answered, *self.candidates[:FIRST_CHOICES]}
        return not near.isdisjoint(self.question.accepted)

    @property
    def wrong_outright(self) -> bool:
        """Another entry is answered, not offered as a choice."""
        return self.answered is not None and self.answered not in self.question.accepted


def asked(question: Question, told: Mapping[str, Any]) -> Asked:
    """What the fields of docs/ask.md say."""
    return Asked(
        question=question,
        language=told["language"],
        decision=Decision(told["decision"]),
        answered=told["faq"],
        candidates=tuple(one["faq"] for one in told["candidates"]),
    )
