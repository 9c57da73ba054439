"""Trying it out: what the assistant would answer now, by the way of the live chat."""

from dataclasses import dataclass
from typing import Protocol

from counselling.conversations import Language
from counselling.corner.previewing import Shown


class AssistantDown(Exception):
    """The assistant does not answer just now."""


@dataclass(frozen=True)
class Tried:
    """What became of a question. ``entry``: "theme/slug" of the answer, None if none was given.

    ``danger``: red, amber or none. ``candidates``: the nearest entries, best first, with their
    scores from 0.0 to 1.0.
    """

    question: str
    language: Language
    decision: str
    entry: str | None
    danger: str
    messages: tuple[Shown, ...]
    candidates: tuple[tuple[str, float], ...] = ()


class Trial(Protocol):
    """Asks the assistant as a woman would; nothing of it is kept or counted."""

    async def ask(self, question: str) -> Tried:
        """The answer to the first message of a fresh conversation; raises AssistantDown."""


class NoTrial:
    """Where no assistant is at hand."""

    async def ask(self, question: str) -> Tried:
        """Raises AssistantDown."""
        raise AssistantDown
