"""Learns spellings and looks at messages, beside scikit-learn itself. In: lists of texts."""

from __future__ import annotations

import json
import sys
from typing import Any

import numpy as np
import scipy.sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.views import EVEN, VIEWS, Views
from language.restore import Restorer
from language.spelling import Spelling, spell


def by_scikit_learn(learnt: list[Spelling], asked: list[Spelling]) -> tuple[Any, Any]:
    """The examples' and the messages' matrices."""
    examples, messages = [], []
    for kind, grams in VIEWS:
        counter = TfidfVectorizer(sublinear_tf=True, lowercase=False, dtype=np.float32, **grams)
        examples.append(counter.fit_transform([getattr(each, kind) for each in learnt]))
        messages.append(counter.transform([getattr(each, kind) for each in asked]))
    return tuple(scipy.sparse.hstack(parts).toarray() * EVEN for parts in (examples, messages))


def looked_at(views: Views, spelling: Spelling) -> Any:
    places, values = views._row(spelling)
    row = np.zeros(views.examples.shape[1], dtype=np.float32)
    row[places] = values
    return row


def main() -> None:
    given = json.load(sys.stdin)
    restorer = Restorer(given["learnt"])
    learnt, asked = ([spell(text, restorer) for text in given[key]] for key in ("learnt", "asked"))
    examples, messages = by_scikit_learn(learnt, asked)
    views = Views(learnt)
    rows = np.array([looked_at(views, spelling) for spelling in asked])
    with_examples = (views.examples @ views.examples.T).toarray()
    likeness = views.likeness(asked)
    found = {
        "examples": float(abs(views.examples.toarray() - examples).max()),
        "messages": float(abs(rows - messages).max()),
        "likeness": float(abs(likeness - messages @ examples.T).max()),
        "with itself": np.diag(with_examples).tolist(),
        "products": likeness.tolist(),
    }
    views.forget()
    found["after forgetting"] = bool((views.likeness(asked) == likeness).all())
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
