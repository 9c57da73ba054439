"""The cases of stories.yml, read into shapes."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from counselling.cases.safety import Answer
from counselling.conversations import Country, Language

FILE = Path(__file__).with_name("stories.yml")


@dataclass(frozen=True)
class Step:
    """Something written: by ``who`` (_WHO), ``after`` minutes.

    ``person``: she asks for a person and says yes. ``faq``: the entry the assistant answers with.
    """

    who: str
    text: str
    faq: str | None
    after: int | None


@dataclass(frozen=True)
class Story:
    """One case; what each field may say stands at the top of the file.

    ``at``: the office's time it began, HH:MM; ``ago``: minutes since it began.
    """

    id: str
    office: str
    language: Language
    country: Country
    home: str | None
    steps: tuple[Step, ...]
    end: str
    summary: str
    themes: tuple[str, ...]
    needs: tuple[str, ...]
    plan: tuple[str, ...]
    safety: Mapping[str, Answer]
    refer: Mapping[str, str]
    follow_up: Mapping[str, Any]
    last: str | None
    outcome: str | None
    at: str | None
    ago: int | None


_WHO = {
    "w": "woman", "person": "person", "c": "counsellor", "n": "note", "s": "question",
    "a": "advice",
}  # fmt: skip


def read_stories(file: Path = FILE) -> tuple[Story, ...]:
    """All of them."""
    return tuple(_story(found) for found in YAML(typ="safe").load(file))


def _story(found: Mapping[str, Any]) -> Story:
    return Story(
        id=found["id"],
        office=found["office"],
        language=found["language"],
        country=found["country"],
        home=found.get("home"),
        steps=tuple(_step(step) for step in found["steps"]),
        end=found["end"],
        summary=found.get("summary", ""),
        themes=tuple(found.get("themes", ())),
        needs=tuple(found.get("needs", ())),
        plan=tuple(found.get("plan", ())),
        safety=found.get("safety", {}),
        refer=found.get("refer", {}),
        follow_up=found.get("follow_up", {}),
        last=found.get("last"),
        outcome=found.get("outcome"),
        at=found.get("at"),
        ago=found.get("ago"),
    )


def _step(found: Mapping[str, Any]) -> Step:
    key = next(key for key in _WHO if key in found)
    return Step(_WHO[key], found[key], found.get("faq"), found.get("after"))
