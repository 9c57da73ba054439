"""langdetect narrowed to our languages: a voice among others, where it is installed."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

_LANGUAGES = ("vi", "en", "ko")
_MAX_CHARS = 300  # langdetect samples a few dozen n-grams, more text only costs time


def chances(text: str) -> dict[str, float]:
    """How likely langdetect finds each of our languages; empty where it cannot tell.

    Deterministic: langdetect samples at random, from a seed that is fixed here.
    """
    langdetect = _langdetect()
    if langdetect is None:
        return {}
    detector = _factory().create()
    detector.append(text[:_MAX_CHARS])
    try:
        return {guess.lang: float(guess.prob) for guess in detector.get_probabilities()}
    except langdetect.LangDetectException:  # no letters in it that its profiles know
        return {}


def _langdetect() -> Any | None:
    """The module, or None in Rasa's environment, which has no use for it."""
    try:
        return import_module("langdetect.detector_factory")
    except ModuleNotFoundError:
        return None


@cache
def _factory() -> Any:
    """A factory with three of langdetect's fifty-five profiles."""
    langdetect = import_module("langdetect.detector_factory")
    langdetect.DetectorFactory.seed = 0
    profiles = Path(langdetect.PROFILES_DIRECTORY)
    factory = langdetect.DetectorFactory()
    factory.load_json_profile(
        [(profiles / language).read_text(encoding="utf-8") for language in _LANGUAGES]
    )
    return factory
