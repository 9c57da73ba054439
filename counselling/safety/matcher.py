"""Finds every danger phrase in a text, in time linear in the text.

From each word of the text the tree of phrases is walked for as long as it goes: no further
than the longest phrase and its gaps, whatever the text says.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from counselling.safety.phrases import Phrase
from counselling.safety.reading import Reader, Reading
from counselling.safety.tree import Node, Pattern, Spans, plant, vocabulary
from language.normalise import fold

MAX_PLACES = 1000
"""No message has so many. It keeps a text that was made to be slow from being so."""

_GAP_WORDS = 3
_BEHIND = [""] * (_GAP_WORDS + 1)  # so that a walk need not look where the text ends


class Match(NamedTuple):
    """A phrase in a text; `doubtful` where it could be another word without diacritics.

    `bare`: some of its diacritics are missing in the text, doubtful or not.
    """

    phrase: Phrase
    spans: Spans
    doubtful: bool
    bare: bool = False

    @property
    def start(self) -> int:
        """The first word."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Behind the last word."""
        return self.spans[-1][1]


class Found(NamedTuple):
    """What a text holds.

    `places`: the first MAX_PLACES places of phrases, by their first word; they may overlap.
    `beyond`: each phrase that stands behind them, once.
    """

    places: list[Match]
    beyond: list[Match]


class PhraseMatcher:
    """All phrases of the file, ready to be looked for."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        phrases = tuple(phrases)
        self._root = plant(phrases)
        typed = {word for phrase in phrases for word in fold(phrase.text).split()}
        self._reader = Reader(vocabulary(self._root) | typed)

    def find(self, text: str) -> Found:
        """Every phrase in `text`. Never raises."""
        return _Search(self._reader.read(text)).run(self._root)

    def in_words(self, text: str) -> str:
        """The text with words of the phrases that were typed in pieces put together."""
        return self._reader.in_words(text)


class _Search:
    """One text, searched once."""

    def __init__(self, reading: Reading) -> None:
        self._words = reading.words
        self._keys = reading.keys + _BEHIND
        self._glued = reading.glued + bytes(len(_BEHIND))
        self._places: list[Match] = []
        self._beyond: dict[Pattern, Match] = {}
        self._settled: set[Pattern] = set()

    def run(self, root: Node) -> Found:
        keys, starts = self._keys, root.next
        for start in [at for at, key in enumerate(keys) if key in starts]:
            node = starts[keys[start]]
            if node.ends or self._goes_on(node, start + 1):
                self._walk(node, start)
        return Found(self._places, list(self._beyond.values()))

    def _goes_on(self, node: Node, at: int) -> bool:
        keys = self._keys
        return (
            keys[at] in node.next
            or bool(self._glued[at])
            or (
                node.gap is not None
                and not node.gap.next.keys().isdisjoint(keys[at : at + _GAP_WORDS + 1])
            )
        )

    def _walk(self, node: Node, start: int) -> None:
        """Take the phrases that begin with the word `start`, whose place in the tree is `node`."""
        at = start + 1
        following: Node | None = node
        while following:
            node = following
            if node.gap or node.glued:
                self._walk_ways(node, at, start)
                return
            if node.ends:
                self._take_whole(node, start, at)
            following = node.next.get(self._keys[at])
            at += 1

    def _walk_ways(self, node: Node, at: int, start: int) -> None:
        """The same where the tree has several ways on: over a gap, or with and without a space."""
        keys = self._keys
        # Where walks stand: a node, the next word, the parts done, the start of this part.
        walks: list[tuple[Node, int, Spans, int]] = [(node, at, (), start)]
        while walks:
            node, at, done, part = walks.pop()
            self._take_ends(node, done, part, at)
            key = keys[at]
            if key in node.next:
                walks.append((node.next[key], at + 1, done, part))
            if self._glued[at] and key in node.glued:
                walks.append((node.glued[key], at + 1, done, part))
            if node.gap:
                done = (*done, (part, at))
                walks += [
                    (node.gap.next[keys[new]], new + 1, done, new)
                    for new in range(at, at + _GAP_WORDS + 1)
                    if keys[new] in node.gap.next
                ]

    def _take_whole(self, node: Node, start: int, at: int) -> None:
        """Take the phrases that end here, all in one part."""
        for pattern in node.ends:
            # The same phrase, bare once more, says nothing that is not known already.
            known = pattern in self._beyond and self._words[start:at] == pattern.keys
            if not known and pattern not in self._settled:
                self._take(pattern, ((start, at),))

    def _take_ends(self, node: Node, done: Spans, part: int, at: int) -> None:
        for pattern in node.ends:
            if pattern not in self._settled:
                self._take(pattern, (*done, (part, at)))

    def _take(self, pattern: Pattern, spans: Spans) -> None:
        doubtful = pattern.doubtful(spans, self._words)
        if doubtful is None or (doubtful and pattern in self._beyond):
            return
        written = [word for first, last in spans for word in self._words[first:last]]
        match = Match(pattern.phrase, spans, doubtful, bare=written != pattern.words)
        if len(self._places) < MAX_PLACES:
            self._places.append(match)
        else:
            self._beyond[pattern] = match
            if not doubtful:
                self._settled.add(pattern)
