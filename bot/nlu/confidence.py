"""How sure the matcher may be: learnt from messages and entries it had not seen."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
from sklearn.linear_model import LogisticRegression

from bot.nlu.folds import FAQ, folds
from bot.nlu.head import Head, Ranking
from bot.nlu.spelling import Spelling, without_marks

SHOWN = 3  # titles offered when asking back
_LEAST = 1e-6


@dataclass(frozen=True)
class Confidence:
    """Chances, 0 to 1, that the best label is right, and that the right entry is in the best 3."""

    first: float
    among_three: float


class Judge:
    """Turns a ranking into chances of being right (Platt's scaling on held-out messages).

    A third of the entries is hidden in every fold (bot/nlu/folds.py), so that the chances also
    hold for questions the set does not answer. Each message is judged as written and without
    diacritics.
    """

    def __init__(self, spellings: Sequence[Spelling], labels: Sequence[str]) -> None:
        signs, first, among_three = [], [], []
        for label, ranking in _unseen(spellings, labels):
            entries = (each for each in ranking.labels if each.startswith(FAQ))
            signs.append(_signs(ranking))
            first.append(ranking.labels[0] == label)
            among_three.append(label in islice(entries, SHOWN))
        self._first = _fit(signs, first)
        self._among_three = _fit(signs, among_three)

    def judge(self, ranking: Ranking) -> Confidence:
        """The chances for one message."""
        signs = _signs(ranking)
        return Confidence(_chance(self._first, signs), _chance(self._among_three, signs))


def _signs(ranking: Ranking) -> list[float]:
    """What tells a sure match: its odds, its lead over the second, its likeness to an example."""
    best, second = ranking.probabilities[:2]
    chances = zip(ranking.labels, ranking.probabilities, strict=True)
    entries = (chance for label, chance in chances if label.startswith(FAQ))
    three = sum(islice(entries, SHOWN))
    return [_odds(best), math.log(best / max(second, _LEAST)), ranking.likeness[0], _odds(three)]


def _odds(chance: float) -> float:
    bounded = min(max(chance, _LEAST), 1 - _LEAST)
    return math.log(bounded / (1 - bounded))


def _unseen(spellings: Sequence[Spelling], labels: Sequence[str]) -> Iterator[tuple[str, Ranking]]:
    """Held-out messages with their true label and the ranking by a head that never saw them."""
    for known, tested in folds(labels):
        head = Head([spellings[at] for at in known], [labels[at] for at in known])
        true = [labels[at] for at in tested]
        as_written = [spellings[at] for at in tested]
        yield from zip(true, head.rank(as_written), strict=True)
        yield from zip(true, head.rank([without_marks(one) for one in as_written]), strict=True)


def _fit(signs: Sequence[Sequence[float]], right: Sequence[bool]) -> tuple[list[float], float]:
    model = LogisticRegression(C=100.0, max_iter=500).fit(np.array(signs), np.array(right))
    return model.coef_[0].tolist(), float(model.intercept_[0])


def _chance(fitted: tuple[list[float], float], signs: Sequence[float]) -> float:
    weights, bias = fitted
    score = bias + sum(weight * sign for weight, sign in zip(weights, signs, strict=True))
    return 1 / (1 + math.exp(-max(min(score, 30.0), -30.0)))
