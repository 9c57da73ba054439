"""Which phrasings the matcher would give to another entry, had it not learnt them.

``python -m bot.nlu.confusions FOLDER...``, in Rasa's environment: reads the training data that
``rasa train --data FOLDER...`` would, and prints JSON [{"entry", "phrasing", "taken_for"}].
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence

from rasa.shared.data import get_data_files, is_nlu_file
from rasa.shared.importers.utils import training_data_from_paths
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.decision import FAQ, entry_of
from bot.nlu.lessons import learn_spelling, lessons_of, spell_examples
from bot.nlu.matcher import Matcher


def read_data(folders: Sequence[str]) -> TrainingData:
    """The folders' examples, spelt as for a training."""
    files = get_data_files(list(folders), is_nlu_file)
    training_data = training_data_from_paths(files, language="vi")
    spell_examples(training_data, learn_spelling(training_data))
    return training_data


def confusions(training_data: TrainingData) -> Iterator[dict[str, str]]:
    """The FAQ's phrasings whose best label by words is another entry, as JSON objects."""
    lessons = lessons_of(training_data.intent_examples)
    matcher = Matcher(list(lessons.values()), deep=False)
    texts = list(lessons)
    asked = [at for at, text in enumerate(texts) if lessons[text].label.startswith(FAQ)]
    for at, best in zip(asked, matcher.unlearnt(asked), strict=True):
        label = lessons[texts[at]].label
        if best != label and best.startswith(FAQ):
            yield {
                "entry": entry_of(label),
                "phrasing": texts[at],
                "taken_for": entry_of(best),
            }


if __name__ == "__main__":
    json.dump(list(confusions(read_data(sys.argv[1:]))), sys.stdout, ensure_ascii=False)
