"""Gathering what the danger check learns from, and having Rasa's environment learn it."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from app.keeper import rasa_home
from app.rasa.program import ProgramFailed, run_program
from app.settings import ROOT, Settings
from counselling.faq import load
from counselling.safety import phrases
from counselling.safety.detect import DangerDetector
from counselling.safety.examples import NO_CATEGORY, Example
from language.normalise import fold
from language.spelling import in_full

_INTENT_EXAMPLE = re.compile(r"\s+- (.+)")
_HARMLESS = "harmless"


class NotLearnt(Exception):
    """Says why."""


def learn(settings: Settings, examples: Iterable[Example], models: Sequence[Path]) -> None:
    """Learn from the messages, and that the Q&A set's own texts are harmless, except
    those in which a phrase of danger stands.

    ``models``: the files of the words' model and of the sense. Takes some minutes. Raises
    NotLearnt, FaqProblems, OSError; the old models then stay.
    """
    home = rasa_home(settings)
    aside = [model.with_name(f".{model.name}.new") for model in models]
    try:
        run_program(
            home,
            "bot.danger.learn",
            *aside,
            given="\n".join(_lines(settings, examples)),
            extra={"OSSO_VECTORS": str(home.folder / "danger-vectors.npz")},
        )
    except ProgramFailed as error:
        raise NotLearnt(f"the danger check could not learn:\n{error}") from error
    for new, model in zip(aside, models, strict=True):
        new.replace(model)


def _lines(settings: Settings, examples: Iterable[Example]) -> Iterator[str]:
    for example in examples:
        yield from _spelt(example.text, example.level, example.category, example.hand)
    named = DangerDetector(phrases.load(settings.faq_dir / "danger/phrases.tsv"))
    for text in dict.fromkeys(_harmless(settings)):
        if named.see(text).level == "none":  # some entries are for women in danger
            yield from _spelt(text, "none", NO_CATEGORY, _HARMLESS)


def _spelt(text: str, level: str, category: str, hand: str) -> Iterator[str]:
    """The message as it is typed and, where that differs, without diacritics."""
    written = in_full(text)
    for each in dict.fromkeys((written, fold(written))):
        one = {"text": each, "level": level, "category": category, "hand": hand}
        yield json.dumps(one, ensure_ascii=False)


def _harmless(settings: Settings) -> Iterator[str]:
    for entry in load(settings.faq_dir).entries.values():
        for text in entry.texts.values():
            yield from (text.title, *text.phrasings)
    for file in sorted((ROOT / "data/nlu").glob("*.yml")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if found := _INTENT_EXAMPLE.fullmatch(line):
                yield found.group(1)
