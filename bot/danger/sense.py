"""Learning what the meaning of a text says about danger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import sqrt
from typing import Any

import numpy as np

from bot.danger.judge import LEARNT, Judge
from bot.danger.states import States
from bot.danger.tuning import Lesson, tune
from language.embed import package_at_hand
from language.normalise import fold
from language.tuned import LONGEST, model_file

LEVELS = ("none", "amber", "red")
CATEGORIES = ("suicide", "child-danger", "trafficking", "violence")
LOOKED_AT = 2000
"""Texts whose vectors' middle is taken: more do not move it."""


def learnt_sense(examples: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """What counselling/safety/sense.py reads. Raises LookupError where there is no embedder."""
    package = package_at_hand()
    if package is None:
        raise LookupError("no embedder")
    image = model_file().read_bytes()
    lessons = [*_lessons(examples)]
    texts = [text for lesson in lessons for text in lesson.spellings]
    states = States(image, range(LEARNT.start), texts)
    judge = Judge(image, len(LEVELS) + len(CATEGORIES))
    judge.centre(texts[:: max(1, len(texts) // LOOKED_AT)], states)
    tune(judge, lessons, states)
    return {"make": np.array(package.__version__), **judge.learnt(len(LEVELS))}


def _lessons(examples: Iterable[dict[str, Any]]) -> Iterator[Lesson]:
    """A message with and without its diacritics is one lesson. What counts little for words
    counts more here (the root): the meaning bears twins better.
    """
    first: dict[tuple[str, ...], dict[str, Any]] = {}
    spellings: dict[tuple[str, ...], list[str]] = {}
    for example in examples:
        text = example["text"][:LONGEST]
        key = (example["hand"], example["level"], fold(text))
        first.setdefault(key, example)
        spellings.setdefault(key, []).append(text)
    for message, texts in spellings.items():
        example = first[message]
        harmless = example["level"] == LEVELS[0]
        category = -1 if harmless else CATEGORIES.index(example["category"])
        level, counts = LEVELS.index(example["level"]), sqrt(example["counts"])
        yield Lesson(tuple(dict.fromkeys(texts)), level, category, counts)
