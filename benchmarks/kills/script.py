"""What the women write, and how an answer to it is told."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from benchmarks.figures import QUESTIONS

ASKED = (QUESTIONS[0], QUESTIONS[1], QUESTIONS[6])
"""Questions that the real assistant answers with an entry each."""
STAND_IN_SAYS = "re: "


class Script(Protocol):
    """What is asked, and which replies belong to it."""

    adds_to_help: bool
    """Whether an answer to her cry may follow the help."""
    gentle: tuple[str, ...]
    """How a question begins that may stand under an answer, after what she wrote before."""

    def question(self) -> str:
        """The next question."""
        ...

    def fits(self, question: str, reply: Mapping[str, Any]) -> bool:
        """Whether the message frame ``reply`` answers ``question``."""
        ...


@dataclass
class Numbered:
    """For the stand-in: every question is another, and its reply repeats it."""

    adds_to_help: bool = False
    gentle: tuple[str, ...] = ()
    _numbers: itertools.count[int] = field(default_factory=itertools.count)

    def question(self) -> str:
        """A text that was never sent before."""
        return f"câu hỏi số {next(self._numbers)}"

    def fits(self, question: str, reply: Mapping[str, Any]) -> bool:
        """The stand-in says what it was asked."""
        return bool(reply["text"] == STAND_IN_SAYS + question)


@dataclass
class Known:
    """For the real assistant: questions whose entries were learnt before the first kill.

    ``entries``: the entry of each question. A reply without one is the honest line.
    """

    entries: Mapping[str, str]
    gentle: tuple[str, ...]
    adds_to_help: bool = True
    _turns: itertools.count[int] = field(default_factory=itertools.count)

    def question(self) -> str:
        """Another one than the last."""
        return ASKED[next(self._turns) % len(ASKED)]

    def fits(self, question: str, reply: Mapping[str, Any]) -> bool:
        """Its entry, or the honest line."""
        return reply["faq"] in {self.entries[question], None}
