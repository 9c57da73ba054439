"""Trains the pipeline's pieces, keeps and loads them, and processes messages.

In: {"data": training data in YAML, "asked": [{"text": ..., "last_faq": ...}], "folder": path}.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.lessons import SPELLINGS, lessons_of
from bot.nlu.normaliser import Normaliser
from bot.nlu.reader import Reader
from bot.nlu.retriever import CANDIDATES, LIKENESS, Retriever
from tests.bot.nlu import counted_engine

CONFIG = {"answer": 0.4, "intent": 0.15, "person": 0.2, "clarify": 0.27, "words": 0.55}
CONTEXT = ExecutionContext(GraphSchema({}), "a model")


def processed(
    normaliser: Normaliser, retriever: Retriever, asked: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    messages = [
        Message({TEXT: turn["text"], "metadata": {"last_faq": turn["last_faq"]}}) for turn in asked
    ]
    # As in a conversation: what Rasa sends before any turn carries no metadata at all.
    messages.append(Message({TEXT: asked[0]["text"]}))
    keys = (TEXT, SPELLINGS, INTENT, LIKENESS, CANDIDATES)
    return [
        {key: message.get(key) for key in keys}
        for message in retriever.process(normaliser.process(messages))
    ]


def main() -> None:
    given = json.load(sys.stdin)
    counted_engine.uninstall()
    storage = LocalModelStorage(Path(given["folder"]))
    places = Resource("normaliser"), Resource("retriever")
    normaliser = Normaliser.create({}, storage, places[0], CONTEXT)
    retriever = Retriever.create(CONFIG, storage, places[1], CONTEXT)
    untrained = processed(normaliser, retriever, given["asked"])
    data = RasaYAMLReader().reads(given["data"])
    normaliser.train(data)
    spelt = normaliser.process_training_data(data)
    retriever.train(spelt)
    lessons = list(lessons_of(spelt.training_examples).values())
    retriever._reader = Reader(lessons)  # what it has just learnt and kept
    found = {
        "untrained": untrained,
        "spelt": {each.get(TEXT): each.get(SPELLINGS) for each in spelt.training_examples},
        "lessons": [[lesson.spellings[0].written, lesson.label] for lesson in lessons],
        "trained": processed(normaliser, retriever, given["asked"]),
        "loaded": processed(
            Normaliser.load({}, storage, places[0], CONTEXT),
            Retriever.load(CONFIG, storage, places[1], CONTEXT),
            given["asked"],
        ),
    }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
