"""What is wrong with the Q&A files, in the language of the screen, as far as it is translated."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from counselling.faq import Problem
from desk.translations import LOCALE, DeskLanguage

FILE = "problems.tsv"
HOLE = "{}"


@dataclass(frozen=True)
class Told:
    """A problem as it is shown; ``language`` is the one it is told in."""

    text: str
    language: DeskLanguage


def told(problem: Problem, language: DeskLanguage) -> Told:
    """What is wrong and the mend; in English where either is not translated."""
    parts = [in_words(part, language) for part in (problem.what, problem.mend)]
    if None in parts:
        return Told(f"{problem.what}. {problem.mend}", "en")
    return Told(f"{parts[0]}. {parts[1]}", language)


def in_words(text: str, language: DeskLanguage) -> str | None:
    """A clause or mend in this language; None where nobody has translated it."""
    if language == "en":
        return text
    for pattern, words in _table(language).items():
        if found := pattern.fullmatch(text):
            return _filled(words, found.groups())
    return None


def _filled(words: str, given: tuple[str, ...]) -> str:
    pieces = words.split(HOLE)
    holes = (*given, "")
    return "".join(piece + hole for piece, hole in zip(pieces, holes, strict=True))


@cache
def _table(language: DeskLanguage) -> Mapping[re.Pattern[str], str]:
    lines = (LOCALE / language / FILE).read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {_pattern(english): words for english, words in pairs}


def _pattern(english: str) -> re.Pattern[str]:
    pieces = (re.escape(piece) for piece in english.split(HOLE))
    return re.compile("(.+?)".join(pieces), re.DOTALL)
