"""The examples to learn from: every text in its spellings, with its label as a number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from bot.nlu.decision import FAQ
from language.lexicon import has_vietnamese_letter
from language.spelling import Spelling

_HANGUL = re.compile("[가-힣]")

MOST_COMPARED = 4500
"""Examples set apart from each other by regression, whose time grows with their cube (5 s)."""

MOST_EMBEDDED = {"vi": 1, "en": 3, "ko": 3}
"""Examples of one entry whose meaning is embedded, by the look of their language. Embedding is
most of a first training's time; Vietnamese, which has the most phrasings, gains least from it
(docs/understanding.md has what more of them would bring)."""

MOST_EMBEDDED_OF_INTENT = 8
"""Of an intent, in each language: they are few, and a person asked for must not be missed."""

MOST_EMBEDDED_IN_ALL = 5000
"""Of very many labels fewer each, so that embedding takes no more than a minute or two."""

LONGEST_EMBEDDED = 50
"""Characters: a story costs the most time to embed and tells the least."""


class Lesson(NamedTuple):
    """One text with its spellings: as it is typed and, if that differs, as it comes back bare."""

    spellings: tuple[Spelling, ...]
    label: str


class Examples:
    """All spellings side by side: ``label_of`` and ``lesson_of`` give each one's numbers."""

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        self.labels = sorted({lesson.label for lesson in lessons})
        number = {label: at for at, label in enumerate(self.labels)}
        self.spellings = [spelling for lesson in lessons for spelling in lesson.spellings]
        self.lesson_of = np.repeat(
            np.arange(len(lessons)), [len(lesson.spellings) for lesson in lessons]
        )
        self.label_of = np.array([number[lessons[at].label] for at in self.lesson_of])

    def compared(self) -> list[int]:
        """The places of the examples the regression learns from."""
        each = max(1, MOST_COMPARED // len(self.labels))
        return self._spread(range(len(self.spellings)), each)

    def typed(self) -> list[int]:
        """The place of every lesson's text as it is typed, in their order."""
        first: list[int] = np.flatnonzero(np.diff(self.lesson_of, prepend=-1)).tolist()
        return first

    def embedded(self, among: Sequence[int]) -> list[int]:
        """The places of the examples to embed: short ones as they are typed, a few of a label."""
        typed = set(self.typed()).intersection(among)
        short = [at for at in sorted(typed) if len(self.spellings[at].written) <= LONGEST_EMBEDDED]
        bereft = set(self.label_of.tolist()) - set(self.label_of[short].tolist())
        stories = [at for at in sorted(typed) if self.label_of[at] in bereft]
        tongues = {at: _tongue(self.spellings[at].written) for at in short + stories}
        bound = max(1, MOST_EMBEDDED_IN_ALL // len(self.labels))
        chosen: list[int] = []
        entry = np.array([label.startswith(FAQ) for label in self.labels])
        for tongue, most in MOST_EMBEDDED.items():
            own = np.array(sorted(at for at, spoken in tongues.items() if spoken == tongue), int)
            of_entry = entry[self.label_of[own]]
            chosen.extend(self._spread(own[of_entry], most))
            chosen.extend(self._spread(own[~of_entry], MOST_EMBEDDED_OF_INTENT))
        return self._spread(sorted(chosen), bound)

    def _spread(self, places: Sequence[int], each: int) -> list[int]:
        """At most ``each`` of the places of every label, evenly taken."""
        chosen: list[int] = []
        here = np.asarray(places, dtype=int)
        for label in range(len(self.labels)):
            own = here[self.label_of[here] == label]
            if len(own) > each:
                own = own[np.linspace(0, len(own) - 1, each).astype(int)]
            chosen.extend(own.tolist())
        return sorted(chosen)


def _tongue(written: str) -> str:
    """Vietnamese and Korean by their letters; whatever has neither counts as English."""
    if _HANGUL.search(written):
        return "ko"
    return "vi" if has_vietnamese_letter(written) else "en"
