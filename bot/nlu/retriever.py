"""The pipeline's second piece: finds the entry or intent a message means."""

from __future__ import annotations

import logging
from dataclasses import asdict
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.decision import FALLBACK, Decided, Thresholds, decide
from bot.nlu.kept import keep, kept
from bot.nlu.lessons import lessons_of, spellings_of
from bot.nlu.reader import Reader

CANDIDATES = "faq_candidates"
LIKENESS = "likeness"
MODEL_FILE = "retriever.pickle"

logger = logging.getLogger(__name__)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class Retriever(GraphComponent):  # type: ignore[misc]
    """Sets the message's intent and, for the actions, ``faq_candidates`` and ``likeness``."""

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        names = Thresholds.__dataclass_fields__
        self._thresholds = Thresholds(**{name: float(config[name]) for name in names})
        self._storage = storage
        self._resource = resource
        self._reader: Reader | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Retriever:
        """An untrained retriever."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from every example that has a text; an FAQ example's label names its entry."""
        lessons = lessons_of(training_data.intent_examples)
        reader = Reader(list(lessons.values()))
        with self._storage.write_to(self._resource) as folder:
            keep(reader, folder / MODEL_FILE)
        logger.info("Learnt %d labels from %d examples", len(reader.labels), len(lessons))
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> Retriever:
        """The trained retriever."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            component._reader = kept(folder / MODEL_FILE)
        return component

    def process(self, messages: list[Message]) -> list[Message]:
        """Decide on each message."""
        for message in messages:
            decided, likeness = self._decide(message)
            intent = {"name": decided.intent, "confidence": decided.confidence}
            message.set(INTENT, intent, add_to_output=True)
            message.set(LIKENESS, likeness, add_to_output=True)
            candidates = [asdict(candidate) for candidate in decided.candidates]
            message.set(CANDIDATES, candidates, add_to_output=True)
        return messages

    def _decide(self, message: Message) -> tuple[Decided, float]:
        """The decision, and how like the nearest example the message is."""
        [spelling] = spellings_of(message)
        if self._reader is None or not spelling.written:
            return Decided(FALLBACK, 1.0), 0.0
        turn = message.get("metadata") or {}
        ranking = self._reader.read(
            spelling, opening=not turn.get("last_faq"), words_enough=self._thresholds.words
        )
        decided = decide(ranking.labels, ranking.shares, *ranking.sure, self._thresholds)
        return decided, ranking.likeness
