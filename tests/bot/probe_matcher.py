"""Learns a tiny set and ranks messages. In: {"examples": {label: [text]}, "asked": [text]}."""

from __future__ import annotations

import json
import sys

from bot.nlu.confidence import Judge
from bot.nlu.head import Head
from bot.nlu.spelling import spell


def main() -> None:
    given = json.load(sys.stdin)
    pairs = [(text, label) for label, texts in given["examples"].items() for text in texts]
    spellings = [spell(text) for text, _ in pairs]
    labels = [label for _, label in pairs]
    head, judge = Head(spellings, labels), Judge(spellings, labels)
    found = []
    for ranking in head.rank([spell(text) for text in given["asked"]]):
        sure = judge.judge(ranking)
        found.append(
            {
                "label": ranking.labels[0],
                "chance": ranking.probabilities[0],
                "sum": sum(ranking.probabilities),
                "likeness": ranking.likeness[0],
                "first": sure.first,
                "among_three": sure.among_three,
            }
        )
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
