"""From Rasa's training data to lessons: how its examples are spelt, and what each one teaches."""

from __future__ import annotations

from collections.abc import Iterable

from rasa.shared.nlu.constants import INTENT, INTENT_RESPONSE_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.examples import Lesson
from language.restore import Restorer
from language.spelling import Spelling, in_full, spellings

SPELLINGS = "spellings"
VIETNAMESE_TEXTS = "vietnamese_texts"
"""The lookup table in the compiled FAQ that shows how words are written (app/rasa/compile)."""


def learn_spelling(training_data: TrainingData) -> Restorer:
    """How words are written, learnt from all examples and the texts beside them."""
    texts = [in_full(each.get(TEXT)) for each in training_data.intent_examples]
    for table in training_data.lookup_tables:
        if table["name"] == VIETNAMESE_TEXTS:
            texts += [in_full(line) for line in table["elements"]]
    return Restorer(texts)


def spell_examples(training_data: TrainingData, restorer: Restorer) -> None:
    """Spell the examples: as they are typed, and as they come back when typed bare."""
    for example in training_data.training_examples:
        text = example.get(TEXT) or ""
        example.set(SPELLINGS, [list(each) for each in spellings(text, restorer)])


def spellings_of(message: Message) -> tuple[Spelling, ...]:
    """The spellings the normaliser put on a message; an ordinary message has one."""
    return tuple(Spelling(*each) for each in message.get(SPELLINGS))


def lessons_of(examples: Iterable[Message]) -> dict[str, Lesson]:
    """Every text once, by its text; an FAQ example's label names its entry.

    Of texts spelt alike the first counts; examples without a text teach nothing.
    """
    lessons: dict[str, tuple[str, Lesson]] = {}
    for example in examples:
        if text := example.get(TEXT):
            spelt = spellings_of(example)
            label = example.get(INTENT_RESPONSE_KEY) or example.get(INTENT)
            lessons.setdefault(spelt[0].written, (text, Lesson(spelt, label)))
    return dict(lessons.values())
