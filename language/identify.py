"""Which of our three languages a message is written in, even when it is short or without marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from language import guesser
from language.lexicon import Evidence, weigh
from language.normalise import clean

Language = Literal["vi", "en", "ko"]

LANGUAGES: tuple[Language, ...] = ("vi", "en", "ko")

_LATIN_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")
_HANGUL_WORD = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]+")
_KOREAN_ENDING = re.compile("(?:[요다까죠줘네지ㅠㅋㅜ]|세여)(?=[\\s?!.~]|$)")

# Weights are in words of average weight (see language.lexicon.weigh).
_HANGUL_PER_SYLLABLE = 0.7
_HANGUL_ENDING = 2.0
_LANGDETECT = 0.5
_HISTORY = 2.0
_TOO_LITTLE = 0.5  # below this a text says nothing about its language
_PLAIN = 6.0  # a lead so large that nobody else needs asking

# What people write in any language: alone, it says nothing about theirs.
_SHARED = frozenset(
    {"ok", "oke", "okay", "okie", "yes", "no", "hi", "hello", "hey", "bye", "alo", "sorry", "email"}
    | {"thank", "thanks"}
)


class Guess(NamedTuple):
    """A language and how sure it is: from 0.0 (a guess) to 1.0 (plain)."""

    language: Language
    confidence: float


def identify(text: str, history: Sequence[Language] = (), default: Language = "vi") -> Guess:
    """The language of `text`.

    `history` holds the languages of the conversation's messages so far, the latest last. A text
    that says little ("ok", "123", "?") keeps the latest of them, or `default` at the start.
    Deterministic, linear in the text; what she chose herself is the caller's part.
    """
    text = clean(text)
    usual = history[-1] if history else default
    scores = _scores(text)
    if sum(scores.values()) < _TOO_LITTLE:
        return Guess(usual, 0.0)
    if _lead(scores) < _PLAIN:
        if history:
            scores[usual] += _HISTORY
        if _lead(scores) < _PLAIN and not scores["ko"]:
            chances = guesser.chances(text)
            scores["vi"] += _LANGDETECT * chances.get("vi", 0.0)
            scores["en"] += _LANGDETECT * chances.get("en", 0.0)
    best = max(LANGUAGES, key=lambda language: (scores[language], language == usual))
    return Guess(best, round(_lead(scores) / sum(scores.values()), 3))


def _scores(text: str) -> dict[Language, float]:
    korean = _korean(text)
    words = [match.group() for match in _LATIN_WORD.finditer(text)]
    if korean:  # names and places in a Korean sentence say nothing of its language
        words = [word for word in words if not word.istitle()]
    lowered = [word.lower() for word in words]
    latin = Evidence(0.0, 0.0) if _SHARED.issuperset(lowered) else weigh(lowered)
    return {"vi": latin.vietnamese, "en": latin.english, "ko": korean}


def _korean(text: str) -> float:
    words = _HANGUL_WORD.findall(text)
    syllables = sum(len(word) for word in words)
    endings = len(_KOREAN_ENDING.findall(text))
    return _HANGUL_PER_SYLLABLE * syllables + _HANGUL_ENDING * endings


def _lead(scores: dict[Language, float]) -> float:
    """How far the best stands before the second best."""
    first, second, _ = sorted(scores.values(), reverse=True)
    return first - second
