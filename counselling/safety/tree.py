"""The tree of all danger phrases' words, and how a written word may answer one of a phrase."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from counselling.safety.phrases import GAP, Bare, Phrase
from counselling.safety.reading import Reader
from counselling.safety.spelling import toneless
from language.normalise import fold

Spans = tuple[tuple[int, int], ...]
"""Where a phrase stands: its parts between gaps, each as (first word, last word + 1)."""

_UNMARKED, _PLAIN, _MARKED = 0, 1, 2  # how a word of the text answers one of a phrase


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """A phrase, ready to be compared with words that have its folded spelling."""

    phrase: Phrase
    words: list[str]
    keys: list[str]
    answers: tuple[dict[str, int], ...]

    def doubtful(self, spans: Spans, words: Sequence[str]) -> bool | None:
        """Whether the words there are the phrase only in doubt; None where they aren't.

        In doubt are words without their marks that could be other words (column "bare").
        """
        first, last = spans[0]
        if words[first:last] == self.words:
            return False
        if words[first:last] == self.keys:
            return self._in_doubt(marked=False)
        marked = unmarked = False
        answers = iter(self.answers)
        for first, last in spans:
            for word in words[first:last]:
                answer = next(answers).get(word)
                if answer is None:
                    return None
                marked |= answer == _MARKED
                unmarked |= answer == _UNMARKED
        return self._in_doubt(marked=marked) if unmarked else False

    def _in_doubt(self, *, marked: bool) -> bool | None:
        if self.phrase.bare is Bare.SAME:
            return False
        return True if marked or self.phrase.bare is Bare.AMBER else None


@dataclass(slots=True)
class Node:
    """A place in the tree: the ways on by the next word's key, and the phrases that end here."""

    next: dict[str, Node] = field(default_factory=dict)
    glued: dict[str, Node] = field(default_factory=dict)  # only with no space before the word
    gap: Node | None = None
    ends: list[Pattern] = field(default_factory=list)


def plant(phrases: Iterable[Phrase]) -> Node:
    """The tree's root."""
    root, reader = Node(), Reader()
    for phrase in phrases:
        node = root
        words: list[str] = []
        keys: list[str] = []
        for number, part in enumerate(phrase.text.split(GAP)):
            if number:
                node.gap = node.gap or Node()
                node = node.gap
            for word, key, glued in zip(*reader.read(part), strict=True):
                node = (node.glued if glued else node.next).setdefault(key, Node())
                words.append(word)
                keys.append(key)
        node.ends.append(Pattern(phrase, words, keys, tuple(map(_answers, words))))
    return root


def vocabulary(root: Node) -> set[str]:
    """The keys of all words in the tree."""
    words: set[str] = set()
    nodes = [root]
    while nodes:
        node = nodes.pop()
        words |= node.next.keys() | node.glued.keys()
        nodes += [*node.next.values(), *node.glued.values(), *([node.gap] if node.gap else [])]
    return words


def _answers(word: str) -> dict[str, int]:
    """The spellings of one word of a phrase: marks may be missing, never different."""
    bare = fold(word)
    if bare == word:
        return {word: _PLAIN}
    return {bare: _UNMARKED, toneless(word): _UNMARKED, word: _MARKED}
