"""Learns a small set with or without meaning, and reads messages.

In: {"examples": {label: [text]}, "asked": [text], "engine": "real|counted|none"}. With the real
one where it is not installed it prints {"missing": true}.
"""

from __future__ import annotations

import json
import sys
from typing import Any

import numpy as np

from bot.nlu.examples import Lesson
from bot.nlu.matcher import HIDDEN, Matcher
from bot.nlu.reader import Ranking, Reader
from language.embed import embedder
from language.restore import Restorer
from language.spelling import in_full, spell, spellings
from tests.bot.nlu import counted_engine

ALWAYS_DEEPER = 2.0  # no chance is as high: the meaning is looked at
NEVER_DEEPER = 0.0


def told(ranking: Ranking) -> dict[str, Any]:
    return {
        "label": ranking.labels[0],
        "share": dict(zip(ranking.labels, ranking.shares, strict=True)),
        "falling": list(ranking.shares) == sorted(ranking.shares, reverse=True),
        "first": ranking.sure.first,
        "among_three": ranking.sure.among_three,
        "likeness": ranking.likeness,
    }


def look_back(lessons: list[Lesson]) -> dict[str, Any]:
    """What learning sureness sees of examples held out."""
    matcher = Matcher(lessons)
    seen = matcher.look_back()
    rows = np.arange(len(seen.labels))
    found = {}
    for name, views in (("known", seen.known), ("unwritten", seen.unwritten)):
        found[name] = [
            {
                "right": float((view.scores.argmax(1) == seen.labels).mean()),
                "hidden": bool((view.scores[rows, seen.labels] == HIDDEN).all()),
                "likest": float(view.likest.max()),
            }
            for view in views
            if view is not None
        ]
    return found


def main() -> None:
    given = json.load(sys.stdin)
    engine = None
    if given["engine"] == "counted":
        engine = counted_engine.install()
    elif given["engine"] == "none":
        counted_engine.uninstall()
    elif embedder() is None:
        json.dump({"missing": True}, sys.stdout)
        return
    examples = [(text, label) for label, texts in given["examples"].items() for text in texts]
    restorer = Restorer([in_full(text) for text, _ in examples])
    lessons = [Lesson(spellings(text, restorer), label) for text, label in examples]
    reader = Reader(lessons)
    if engine:
        engine.taken()

    def read(enough: float, *, opening: bool) -> dict[str, Any]:
        return {
            text: told(reader.read(spell(text, restorer), opening=opening, words_enough=enough))
            for text in given["asked"]
        }

    found: dict[str, Any] = {"labels": reader.labels, "back": look_back(lessons)}
    if engine:
        engine.taken()
    found["words"] = read(NEVER_DEEPER, opening=True)
    found["embedded for words"] = engine.taken() if engine else []
    found["all"] = read(ALWAYS_DEEPER, opening=True)
    found["embedded for all"] = engine.taken() if engine else []
    found["after an answer"] = read(ALWAYS_DEEPER, opening=False)
    counted_engine.uninstall()
    found["engine gone"] = read(ALWAYS_DEEPER, opening=True)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
