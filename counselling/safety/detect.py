"""How much danger a text shows, by the phrases in it and by what messages of danger are like."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from counselling.safety.classifier import DangerClassifier, Weighed
from counselling.safety.matcher import PhraseMatcher
from counselling.safety.phrases import CATEGORIES, Level, Phrase
from counselling.safety.traps import weigh_traps
from language.disguise import undisguised
from language.identify import identify

DangerLevel = Literal["none", "amber", "red"]


@dataclass(frozen=True)
class Danger:
    """What was seen. `phrases`: the file's phrases behind it, in the order they stand in."""

    level: DangerLevel
    category: str | None
    phrases: tuple[str, ...]


NO_DANGER = Danger("none", None, ())


class _Named(NamedTuple):
    """The danger that phrases name; ``bare`` if all that decides lacks its diacritics."""

    danger: Danger
    bare: bool


_CLAUSE = re.compile(r"[^,.;:?!\n]+")
_LETTER = re.compile(r"[^\W\d_]")


class Cuts(NamedTuple):
    """From which chances on the classifier alone makes a message amber, and red."""

    amber: float
    red: float


CUTS: Mapping[str, Cuts] = {
    "vi": Cuts(0.20, 0.36),
    "en": Cuts(0.12, 0.26),
    "ko": Cuts(0.08, 0.16),
}
"""By language, since it is surer in Vietnamese, of which it has read most. They are low because a
miss is worse than a false alarm; docs/danger.md has what they were chosen from."""

UNLIKELY = 0.2
"""Below this chance of danger a red phrase is in doubt and counts as amber (as nothing if it
lacks its diacritics: other words look so), and an amber phrase counts as nothing."""

SHORT, SHORT_BARE = 6, 4
"""Words. In a text with no more nothing stands beside a phrase that could make it harmless; a
phrase without its diacritics may itself be other words."""

HINT = 0.1
"""A chance of danger by the words alone; where they know of less, the meaning rarely finds it."""

MOST_CLAUSES = 20
"""Of a text with more a red phrase is never doubted: a bound on time."""


class DangerDetector:
    """Sees danger in a text: by the phrases that counsellors keep, and by what was learnt.

    The higher of both counts, except that a red phrase in a text that is otherwise quite
    harmless is amber: she is asked one gentle question, and her own question is answered.
    """

    def __init__(self, phrases: Iterable[Phrase], classifier: DangerClassifier | None = None):
        """Without a classifier the phrases alone decide."""
        self._matcher = PhraseMatcher(phrases)
        self._classifier = classifier

    def see(self, text: str) -> Danger:
        """The danger in `text`. Phrases are looked for in the whole of it, however long.

        The highest level wins; where several categories reach it, the first of CATEGORIES.
        Never raises.
        """
        text = self._plain(text)
        named, bare = self._named(text)
        if self._classifier is None or not _LETTER.search(text):
            return named
        weighed = self._classifier.weigh(text)
        cuts = CUTS[identify(text).language]
        if named.level != "none" and self._doubted(text, weighed, cuts, bare=bare):
            nothing = bare or named.level == "amber"
            named = NO_DANGER if nothing else replace(named, level="amber")
        if named.level != "red" and weighed.red >= cuts.red:
            return Danger("red", weighed.category, named.phrases)
        if named.level == "none" and weighed.danger >= cuts.amber:
            return Danger("amber", weighed.category, ())
        return named

    def hints(self, text: str) -> bool:
        """Whether phrases or words of `text` hint at danger, so that a longer look is worth it.

        Asking the meaning of every message twice made an answer take twice as long.
        """
        if self._classifier is None:
            return True
        text = self._plain(text)
        return self._named(text).danger.level != "none" or (
            self._classifier.words_alarm(text) >= HINT
        )

    def why(self, text: str) -> tuple[str, ...]:
        """What `text` was marked for: the phrases in it, then the words that weighed most."""
        text = self._plain(text)
        words = self._classifier.telling_words(text) if self._classifier else ()
        return tuple(dict.fromkeys((*self._named(text).danger.phrases, *words)))

    def _plain(self, text: str) -> str:
        """The text with its words as they read, whatever was done to hide them."""
        return self._matcher.in_words(undisguised(text))

    def _doubted(self, text: str, weighed: Weighed, cuts: Cuts, *, bare: bool) -> bool:
        """A phrase in it is in doubt: neither the whole looks like danger nor any clause, since
        an office's question beside it ("my husband beats me, how can I divorce") calms the whole.
        """
        if self._classifier is None or weighed.danger >= UNLIKELY:
            return False
        if len(text.split()) <= (SHORT_BARE if bare else SHORT):
            return False
        clauses = _CLAUSE.findall(text)
        return len(clauses) <= MOST_CLAUSES and all(
            self._classifier.weigh(clause).danger < cuts.amber for clause in clauses
        )

    def _named(self, text: str) -> _Named:
        seen = weigh_traps(self._matcher.find(text))
        if not seen:
            return _Named(NO_DANGER, bare=False)
        red = [match for match, level in seen if level is Level.RED]
        deciding = red or [match for match, _ in seen]
        category = min((match.phrase.category for match in deciding), key=CATEGORIES.index)
        phrases = tuple(dict.fromkeys(match.phrase.text for match, _ in seen))
        danger = Danger("red" if red else "amber", category, phrases)
        return _Named(danger, bare=all(match.bare for match in deciding))
