"""How much danger a text shows, by the phrases in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from counselling.safety.matcher import PhraseMatcher
from counselling.safety.phrases import CATEGORIES, Level, Phrase
from counselling.safety.traps import weigh_traps

DangerLevel = Literal["none", "amber", "red"]


@dataclass(frozen=True)
class Danger:
    """What was seen. `phrases`: the file's phrases behind it, in the order they stand in."""

    level: DangerLevel
    category: str | None
    phrases: tuple[str, ...]


NO_DANGER = Danger("none", None, ())


class DangerDetector:
    """Sees danger in a text by the phrases that counsellors keep."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._matcher = PhraseMatcher(phrases)

    def see(self, text: str) -> Danger:
        """The danger in `text`, which is read whole, however long, in linear time.

        The highest level wins; where several categories reach it, the first of CATEGORIES.
        Never raises.
        """
        seen = weigh_traps(self._matcher.find(text))
        if not seen:
            return NO_DANGER
        red = [match for match, level in seen if level is Level.RED]
        deciding = red or [match for match, _ in seen]
        category = min((match.phrase.category for match in deciding), key=CATEGORIES.index)
        phrases = tuple(dict.fromkeys(match.phrase.text for match, _ in seen))
        return Danger("red" if red else "amber", category, phrases)
