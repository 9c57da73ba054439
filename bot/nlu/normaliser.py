"""The pipeline's first piece: one spelling for every message, diacritics put back."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.kept import keep, kept
from bot.nlu.lessons import SPELLINGS, learn_spelling, spell_examples
from language.restore import Restorer
from language.spelling import spell

_RESTORER_FILE = "restorer.pickle"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class Normaliser(GraphComponent):  # type: ignore[misc]
    """Puts the spellings of the text on the message; the text itself stays as it came."""

    def __init__(self, storage: ModelStorage, resource: Resource, restorer: Restorer) -> None:
        self._storage = storage
        self._resource = resource
        self._restorer = restorer

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Normaliser:
        """A normaliser that knows no Vietnamese yet; it has no settings."""
        return cls(model_storage, resource, Restorer(()))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn how words are written from all examples and the texts beside them."""
        self._restorer = learn_spelling(training_data)
        with self._storage.write_to(self._resource) as folder:
            keep(self._restorer, folder / _RESTORER_FILE)
        return self._resource

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> Normaliser:
        """The trained normaliser."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, kept(folder / _RESTORER_FILE))

    def process(self, messages: list[Message]) -> list[Message]:
        """Spell the messages."""
        for message in messages:
            message.set(SPELLINGS, [list(spell(message.get(TEXT) or "", self._restorer))])
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Spell the examples: as they are typed, and as they come back when typed bare."""
        spell_examples(training_data, self._restorer)
        return training_data
