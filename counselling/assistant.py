"""The port to whatever answers for the office: one turn in, replies and effects out."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from counselling.conversations import Choice, Country, Language

AWAITING_CONSENT = "consent"


class Decision(StrEnum):
    """What the assistant did with a turn."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    FALLBACK = "fallback"
    HANDOFF = "handoff"
    CRISIS = "crisis"
    SMALLTALK = "smalltalk"


class Effect(StrEnum):
    """What the service must do on the assistant's word; the assistant itself changes nothing."""

    OPEN_TICKET = "open_ticket"
    RECORD_REFUSAL = "record_refusal"
    RECORD_HELPFUL = "record_helpful"
    RECORD_UNHELPFUL = "record_unhelpful"
    RECORD_NOT_MEANT = "record_not_meant"


@dataclass(frozen=True)
class Turn:
    """One message for the assistant, with all the state it needs, so that any Rasa can take it.

    ``text`` is what she wrote ("" for a choice); ``handler`` is assistant or waiting; ``awaiting``
    names an open question of ours; ``danger`` is none, amber or red, with its category;
    ``country`` is where she is, if she said so.
    """

    conversation_id: str
    text: str
    choice: str | None
    language: Language
    awaiting: str | None
    last_faq: str | None
    danger: str
    handler: str = "assistant"
    danger_category: str | None = None
    country: Country | None = None


@dataclass(frozen=True)
class Reply:
    """One message of the assistant to her."""

    text: str
    choices: tuple[Choice, ...] = ()
    faq: str | None = None


@dataclass(frozen=True)
class Candidate:
    """An FAQ entry that may be meant; ``score`` between 0 and 1."""

    faq: str
    score: float


@dataclass(frozen=True)
class Answered:
    """The assistant's whole answer to one turn."""

    replies: tuple[Reply, ...]
    decision: Decision
    faq: str | None = None
    candidates: tuple[Candidate, ...] = ()
    effects: tuple[Effect, ...] = ()
    awaiting: str | None = None


class AssistantUnavailable(Exception):
    """The assistant is down, too slow, or answered nonsense. Says why, never what she wrote.

    ``soon``: it is not there, but may be in a moment, as while it starts or is exchanged.
    """

    def __init__(self, why: str, *, soon: bool = False) -> None:
        super().__init__(why)
        self.soon = soon


class Assistant(Protocol):
    """Whoever answers a turn."""

    async def answer(self, turn: Turn) -> Answered:
        """Answer one turn; raises AssistantUnavailable."""
        ...
