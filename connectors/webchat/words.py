"""The page's and the errors' sentences, one JSON file a language."""

import json
from collections.abc import Mapping
from pathlib import Path

from counselling.conversations import LANGUAGES, Language

FOLDER = Path(__file__).parent / "words"


def load(folder: Path = FOLDER) -> Mapping[Language, Mapping[str, str]]:
    """All sentences by language and key."""
    return {
        language: json.loads((folder / f"{language}.json").read_text(encoding="utf-8"))
        for language in LANGUAGES
    }


WORDS = load()


def error_text(code: str, language: Language, numbers: str = "") -> str:
    """What an error says to her; codes only a broken client meets share one sentence.

    ``numbers``: a short row of whom she can call at once, where danger could not be answered.
    """
    words = WORDS[language]
    if numbers:
        return words["errors_in_danger"].format(numbers=numbers)
    return words.get(f"error_{code}") or words["error"]


def best_language(accepted: str, default: Language = "vi") -> Language:
    """The first of our languages in an Accept-Language header (RFC 9110 12.5.4)."""
    ranked = sorted(map(_range, accepted.split(",")), key=lambda pair: -pair[1])
    for tag, quality in ranked:
        for language in LANGUAGES:
            if quality > 0 and tag.partition("-")[0] == language:
                return language
    return default


def _range(item: str) -> tuple[str, float]:
    tag, _, parameter = item.strip().lower().partition(";")
    name, _, value = parameter.strip().partition("=")
    if name != "q":
        return tag.strip(), 1.0
    try:
        return tag.strip(), float(value)
    except ValueError:
        return tag.strip(), 0.0
