"""Having Rasa's environment learn to see danger, and telling what a model was learnt from."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.commands.danger.lessons import lessons
from app.keeper import rasa_home
from app.rasa.program import ProgramFailed, run_program
from app.settings import Settings
from counselling.safety.examples import Example


class NotLearnt(Exception):
    """Says why."""


def learn(settings: Settings, examples: Iterable[Example], models: Sequence[Path]) -> None:
    """Learn from the messages, from the phrases of danger, and that the Q&A set's own texts are
    harmless.

    ``models``: the files of the words' model and, if it is to be learnt too, of the sense: that
    takes half an hour, the words two minutes. Raises
    NotLearnt, FaqProblems, OSError; the old models then stay.
    """
    home = rasa_home(settings)
    aside = [model.with_name(f".{model.name}.new") for model in models]
    examples = tuple(examples)
    head = json.dumps({"learnt_from": digest(examples)})
    try:
        run_program(
            home,
            "bot.danger.learn",
            *aside,
            given="\n".join([head, *lessons(settings.faq_dir, examples)]),
            extra={"TF_CPP_MIN_LOG_LEVEL": "3"},
            shown=True,
        )
    except ProgramFailed as error:
        raise NotLearnt(f"the danger check could not learn: {error}".rstrip(": ")) from error
    for new, model in zip(aside, models, strict=True):
        new.replace(model)


def digest(examples: Iterable[Example]) -> str:
    """Names the messages: a model keeps it, and a test holds it against data/danger."""
    rows = sorted(f"{one.hand}\t{one.level}\t{one.style}\t{one.text}" for one in examples)
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def learnt_from(model: Path) -> str:
    """The digest of the messages that a words' model was learnt from; raises OSError."""
    with model.open("rb") as file:
        head = json.loads(file.readline())
    return str(head.get("learnt_from", ""))
