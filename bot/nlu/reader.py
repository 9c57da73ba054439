"""Reads one message: the matcher's ranking and how sure it may be, words first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np

from bot.nlu.confidence import Confidence, Judge
from bot.nlu.decision import FAQ
from bot.nlu.examples import Lesson
from bot.nlu.matcher import Matcher, View
from bot.nlu.signs import SignReader
from language.spelling import Spelling

SPREAD = 0.12  # of the softmax that turns scores into shares

CERTAIN = Confidence(1.0, 1.0)
"""Of an editor's own phrasing, word for word: what she has just added must work when she tries."""

Ranked: TypeAlias = list[tuple[int, float]]
"""The labels' numbers with their shares, best first."""


class Ranking(NamedTuple):
    """A message's labels, best first, with their shares (adding up to 1), and the sureness.

    ``likeness`` is the product with the nearest example of the best label: 1 is word for word.
    """

    labels: tuple[str, ...]
    shares: tuple[float, ...]
    sure: Confidence
    likeness: float


class Reader:
    """A matcher with a judge for words alone and one for words and meaning."""

    def __init__(self, lessons: Sequence[Lesson]) -> None:
        """Learn from the lessons."""
        self._matcher = Matcher(lessons)
        self.labels = self._matcher.labels
        self._signs = SignReader(self.labels)
        self._phrasings = _phrasings(lessons, self.labels)
        seen = self._matcher.look_back()
        self._by_words = Judge(self.labels, seen.known[0], seen.unwritten[0], seen)
        self._by_all = self._by_words
        if seen.known[1] is not None and seen.unwritten[1] is not None:
            self._by_all = Judge(self.labels, seen.known[1], seen.unwritten[1], seen)

    def read(self, spelling: Spelling, *, opening: bool, words_enough: float) -> Ranking:
        """The ranking of one message.

        ``opening``: it follows no answer, so it cannot be a follow-up. ``words_enough``: the
        chance of being right from which on its meaning is not looked at any more.
        """
        products = self._matcher.products([spelling])
        view = self._matcher.by_words(products)
        if opening:
            view = self._signs.of_opening(view)
        if (entry := self._phrasings.get(spelling.written)) is not None:
            view.scores[0, entry] = view.scores.max() + 1
            ranked, sure = _ranked(view), CERTAIN
        else:
            ranked, sure = self._judged(spelling, view, words_enough)
        labels = tuple(self.labels[at] for at, _ in ranked)
        likeness = self._matcher.likeness(products[0], ranked[0][0])
        return Ranking(labels, tuple(share for _, share in ranked), sure, likeness)

    def _judged(
        self, spelling: Spelling, view: View, words_enough: float
    ) -> tuple[Ranked, Confidence]:
        ranked, sure = self._judge(view, self._by_words)
        if sure.first < words_enough and self._matcher.has_meaning:
            deeper = self._matcher.with_meaning([spelling], view)
            ranked, sure = self._judge(deeper, self._by_all)
        return ranked, sure

    def _judge(self, view: View, judge: Judge) -> tuple[Ranked, Confidence]:
        [sure] = judge.judge(self._signs.read(view))
        return _ranked(view), sure


def _phrasings(lessons: Sequence[Lesson], labels: Sequence[str]) -> dict[str, int]:
    """The number of the entry an editor wrote each phrasing for: it holds word for word."""
    number = {label: at for at, label in enumerate(labels)}
    return {
        lesson.spellings[0].written: number[lesson.label]
        for lesson in lessons
        if lesson.label.startswith(FAQ)
    }


def _ranked(view: View) -> Ranked:
    scores = view.scores[0]
    shares = np.exp((scores - scores.max()) / SPREAD)
    shares /= shares.sum()
    order = np.argsort(-shares, kind="stable")
    return list(zip(order.tolist(), shares[order].tolist(), strict=True))
