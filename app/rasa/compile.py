"""The curated set as Rasa training data: plain YAML, the same bytes for the same set."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from app.rasa.home import RasaHome
from counselling.conversations import LANGUAGES
from counselling.faq import Entry, FaqSet

HEADER = """\
# Made from faq/ by the service at every start. Edit the files there, not this one.
version: "3.1"
nlu:
"""
VIETNAMESE_TEXTS = "vietnamese_texts"
# Rasa reads [words](entity) as an entity and ${NAME} as an environment variable.
_PLAIN = str.maketrans(dict.fromkeys("[]{}$", " "))


def training_data(faq: FaqSet) -> str:
    """Every entry's titles and phrasings in all languages, under the intent "faq/theme.slug".

    The responses are never said: Rasa warns of every example whose intent has none.
    """
    entries = [faq.entries[entry_id] for entry_id in sorted(faq.entries)]
    examples = "".join(_examples_block(entry) for entry in entries)
    responses = "".join(f"  utter_{_intent(entry)}:\n  - text: {entry.id}\n" for entry in entries)
    return f"{HEADER}{examples}responses:\n{responses}"


def vietnamese_texts(faq: FaqSet) -> str:
    """The Vietnamese answers, from which the matcher learns how words are written.

    A lookup table, the one place Rasa's training data has for a plain list of texts
    (bot/nlu/lessons.py reads it). It is a file of its own because a changed answer alone
    needs no new model.
    """
    texts = (faq.entries[entry_id].texts["vi"] for entry_id in sorted(faq.entries))
    sentences = (line for text in texts for line in f"{text.answer}\n{text.next_step}".split("\n"))
    lines = "".join(f"    - {line}\n" for line in _once(map(plain, sentences)))
    return f"{HEADER}- lookup: {VIETNAMESE_TEXTS}\n  examples: |\n{lines}"


def write_training_data(faq: FaqSet, home: RasaHome) -> None:
    """Write the training data, where it is not there as it should be."""
    _write(training_data(faq), home.phrasings)
    _write(vietnamese_texts(faq), home.texts)


def _write(text: str, file: Path) -> None:
    if file.exists() and file.read_text(encoding="utf-8") == text:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def _examples_block(entry: Entry) -> str:
    lines = "".join(f"    - {example}\n" for example in _once(_examples(entry)))
    return f"- intent: {_intent(entry)}\n  examples: |\n{lines}"


def _intent(entry: Entry) -> str:
    return f"faq/{entry.id.replace('/', '.', 1)}"


def _examples(entry: Entry) -> Iterator[str]:
    for language in LANGUAGES:
        text = entry.texts[language]
        for example in (text.title, *text.phrasings):
            yield plain(example)


def plain(text: str) -> str:
    """The text as it can stand in training data, on one line."""
    return " ".join(text.translate(_PLAIN).split())


def _once(examples: Iterable[str]) -> list[str]:
    return [example for example in dict.fromkeys(examples) if example]
