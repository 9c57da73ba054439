"""The pipelines compared, as Rasa's config files have them."""

import json
from pathlib import Path
from typing import Any

FAQ = "faq/"
PLAIN = "faq_"
"""Begins an entry's label where it is an intent like any other: Rasa splits names at "/"."""

_HEAD = {"recipe": "default.v1", "assistant_id": "osso", "language": "vi"}
_COUNTED_WORDS: list[dict[str, Any]] = [
    {"name": "WhitespaceTokenizer"},
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
]


def default(epochs: int) -> str:
    """What Rasa suggests (3.6: rasa/cli/initial_project/config.yml), with its FAQ's selector."""
    learning = {"epochs": epochs, "constrain_similarities": True}
    return _config(
        *_COUNTED_WORDS[:1],
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        *_COUNTED_WORDS[1:],
        {"name": "DIETClassifier", **learning},
        {"name": "EntitySynonymMapper"},
        {"name": "ResponseSelector", "retrieval_intent": "faq", **learning},
    )


def logistic() -> str:
    """Rasa's LogisticRegressionClassifier on counted words and letter groups."""
    return _config(*_COUNTED_WORDS, {"name": "LogisticRegressionClassifier"})


def ours(config: Path) -> str:
    """Our own, policies and all: ``rasa train nlu`` reads the pipeline alone."""
    return config.read_text(encoding="utf-8")


def make_plain(phrasings: Path) -> None:
    """Entries as intents like any other, for classifiers that know no retrieval intents."""
    examples, _, _responses = phrasings.read_text(encoding="utf-8").partition("\nresponses:\n")
    plain = examples.replace(f"- intent: {FAQ}", f"- intent: {PLAIN}")
    phrasings.write_text(f"{plain}\n", encoding="utf-8")


def _config(*pipeline: dict[str, Any]) -> str:
    """A config file: JSON is YAML."""
    return json.dumps({**_HEAD, "pipeline": pipeline})
