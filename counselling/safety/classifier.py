"""How likely a text shows danger: learnt from messages that people wrote for it (data/danger).

Phrases see what they name; this sees what is said sideways. The model is a file that comes with
the program (bot/danger/learn.py makes it) and needs nothing but Python to be asked.
"""

from __future__ import annotations

import json
import re
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from pathlib import Path
from typing import Protocol

from counselling.safety.phrases import CATEGORIES
from language.grams import BITS, grams
from language.normalise import clean
from language.teencode import write_out

LEVELS = ("none", "amber", "red")
COLUMNS = (*LEVELS, *CATEGORIES)
MODEL = Path(__file__).with_name("danger.model")

_WORD = re.compile(r"\w+")
_LEVELS = range(len(LEVELS))

LONGEST = 60
"""Words looked at together: in a longer story danger would be thinned by what stands around it."""
STEP = 30
WORDS = 0.6
"""How much the words count beside the meaning (docs/danger.md has what each is worth)."""

NO_DOUBT_BELOW, NO_DOUBT_ABOVE = 0.005, 0.97
"""Chances of danger by the words alone with which the meaning is not asked: below the first it was
never right against them on the blind messages (it was, once, between 0.005 and 0.03), and above the
second they decide."""

MOST_WORDS = 1000
"""Words read of one message, half of them from its end: about what the longest message that is
taken holds (counselling.reception.LONGEST_TEXT), and a bound on time."""


class Sense(Protocol):
    """Judges the meaning of a short text."""

    def scores(self, written: str) -> Sequence[float]:
        """The logarithms of the levels' chances."""


@dataclass(frozen=True)
class Weighed:
    """Chances, 0 to 1, of red and of red or amber; the likeliest category of danger."""

    red: float
    danger: float
    category: str


class BrokenModel(ValueError):
    """The model's file is not one: says why."""


class DangerClassifier:
    """A linear model on words and groups of letters, for all three languages at once."""

    def __init__(
        self,
        weights: Sequence[int],
        scales: Sequence[float],
        bias: Sequence[float],
        sense: Sense | None = None,
    ) -> None:
        """``weights``: (2 ** BITS, COLUMNS) row by row, each to be multiplied with its column's
        scale; ``sense``: looks at the meaning where the words leave a doubt.
        """
        self._weights = weights
        self._scales = tuple(scales)
        self._bias = tuple(bias)
        self._sense = sense

    def weigh(self, text: str) -> Weighed:
        """The chances of the most dangerous part of the text. Linear in it; never raises."""
        parts = [(self._levels(part), part) for part in _parts(_written(text))]
        scores, written = max(parts, key=lambda part: _alarm(part[0]))
        # The sense is asked last: it may still be loading, and then a message waits for it.
        if NO_DOUBT_BELOW < _alarm(scores) < NO_DOUBT_ABOVE and self._sense:
            scores = _joined(scores, self._sense.scores(written))
        none, _, red = map(exp, scores)
        return Weighed(red, 1 - none, self._category(written))

    def words_alarm(self, text: str) -> float:
        """The chance of danger by the words alone: some 2 ms where the meaning takes 20."""
        return max(_alarm(self._levels(part)) for part in _parts(_written(text)))

    def telling_words(self, text: str, most: int = 3) -> tuple[str, ...]:
        """The words that speak most for danger, strongest first: why a message was marked."""
        words = list(dict.fromkeys(_WORD.findall(_written(text))))[:MOST_WORDS]
        speaking = [(self._speaks_for_danger(word), word) for word in words]
        return tuple(word for value, word in sorted(speaking, reverse=True)[:most] if value > 0)

    def _levels(self, written: str) -> list[float]:
        return _logs(self._scores(grams(written), _LEVELS))

    def _category(self, written: str) -> str:
        scores = self._scores(grams(written), range(len(LEVELS), len(COLUMNS)))
        return CATEGORIES[scores.index(max(scores))]

    def _scores(self, groups: Mapping[int, float], columns: range) -> list[float]:
        weights, width = self._weights, len(COLUMNS)
        scores = dict.fromkeys(columns, 0.0)
        for number, value in groups.items():
            row = number * width
            for column in columns:
                scores[column] += value * weights[row + column]
        return [
            score * self._scales[column] + self._bias[column] for column, score in scores.items()
        ]

    def _speaks_for_danger(self, word: str) -> float:
        none, amber, red = self._scores(grams(word), _LEVELS)
        calm, some, much = self._bias[: len(LEVELS)]
        return max(red - much, amber - some) - (none - calm)


def load_classifier(sense: Sense | None = None, file: Path = MODEL) -> DangerClassifier:
    """The model in a file; raises BrokenModel, OSError."""
    head, _, packed = file.read_bytes().partition(b"\n")
    try:
        told = json.loads(head)
        weights = array("h", zlib.decompress(packed))
        scales, bias = [float(x) for x in told["scales"]], [float(x) for x in told["bias"]]
    except (ValueError, KeyError, TypeError, zlib.error) as error:
        raise BrokenModel(f"{file.name} cannot be read: {error}") from error
    if tuple(told.get("columns", ())) != COLUMNS or len(weights) != len(COLUMNS) << BITS:
        raise BrokenModel(f"{file.name} was made by another version")
    return DangerClassifier(weights, scales, bias, sense)


def _written(text: str) -> str:
    return write_out(clean(text)).lower()


def _parts(written: str) -> Iterator[str]:
    words = written.split()
    if len(words) > MOST_WORDS:
        words = words[: MOST_WORDS // 2] + words[-MOST_WORDS // 2 :]
    yield " ".join(words[:LONGEST])
    for start in range(STEP, max(STEP, len(words) - LONGEST + STEP), STEP):
        yield " ".join(words[start : start + LONGEST])


def _alarm(logs: Sequence[float]) -> float:
    """The chance of danger, amber or red."""
    return 1 - exp(logs[0])


def _joined(words: Sequence[float], sense: Sequence[float]) -> list[float]:
    return _logs(
        [WORDS * one + (1 - WORDS) * other for one, other in zip(words, sense, strict=True)]
    )


def _logs(scores: Sequence[float]) -> list[float]:
    """Scores as logarithms of chances that add up to one."""
    top = max(scores)
    whole = top + log(sum(exp(score - top) for score in scores))
    return [score - whole for score in scores]
