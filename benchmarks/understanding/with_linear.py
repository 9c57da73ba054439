"""A linear SVM over tf-idf of words and letter groups; runs in Rasa's environment.

``python -m benchmarks.understanding.with_linear train DATA MODEL`` and then
``... ask MODEL MESSAGES ANSWERS``: the second in a process of its own, as for the others.
"""

from __future__ import annotations

import sys
from typing import Any

import joblib
from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.loading import load_data
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline, make_union
from sklearn.svm import LinearSVC

from benchmarks.understanding.answering import Ranked, answer_all
from benchmarks.understanding.pipelines import FAQ

WORD = r"(?u)\b\w+\b"


def main() -> None:
    """Train or ask."""
    what, *rest = sys.argv[1:]
    if what == "train":
        train(*rest)
    else:
        ask(*rest)


def train(data: str, model: str) -> None:
    """Learn from the examples of a folder of Rasa training data."""
    examples = [each for each in load_data(data).intent_examples if each.get(TEXT)]
    labels = [each.get(INTENT_RESPONSE_KEY) or each.get(INTENT) for each in examples]
    features = make_union(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=WORD),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True),
    )
    texts = [each.get(TEXT) for each in examples]
    joblib.dump(make_pipeline(features, LinearSVC()).fit(texts, labels), model)


def ask(model: str, messages: str, answers: str) -> None:
    """Rank all messages."""
    trained: Any = joblib.load(model)

    def rank(text: str) -> Ranked:
        margins = trained.decision_function([text])[0]
        best = [at for at in margins.argsort()[::-1] if trained.classes_[at].startswith(FAQ)]
        entries = [trained.classes_[at].removeprefix(FAQ).replace(".", "/", 1) for at in best[:5]]
        return Ranked(entries, float(margins[best[0]]))

    answer_all(rank, messages, answers)


if __name__ == "__main__":
    main()
