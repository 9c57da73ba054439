"""Which parts of an answer speak of papers, time, place or cost, by the words of aspects.tsv."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from counselling.conversations import Language

ASPECTS = ("papers", "time", "place", "cost")

_WORDS = Path(__file__).with_name("aspects.tsv")
_NUMBER = r"(?:[0-9][0-9.,–-]*|{words})"
_NUMBER_WORDS: Mapping[str, str] = {
    "vi": "vài|mấy|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười",
    "en": "a few|one|two|three|four|five|six|seven|eight|nine|ten",
    "ko": "몇|한|두|세|네",
}
_STEP = re.compile(r"^\s*(?:[0-9]{1,2}[.)]|[-*•])\s+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+")


def passages_about(answer: str, aspect: str, language: Language) -> tuple[str, ...]:
    """The steps, and the sentences outside steps, of ``answer`` that speak of ``aspect``.

    ``aspect`` is one of ASPECTS; a step comes whole, without its number.
    """
    words = _patterns()[aspect, language]
    return tuple(passage for passage in _passages(answer) if words.search(passage))


def _passages(answer: str) -> Iterator[str]:
    for line in answer.split("\n"):
        if step := _STEP.match(line):
            yield line[step.end() :].strip()
        else:
            yield from (sentence for sentence in _SENTENCE_END.split(line.strip()) if sentence)


@cache
def _patterns() -> Mapping[tuple[str, str], re.Pattern[str]]:
    words: dict[tuple[str, str], list[str]] = defaultdict(list)
    for line in _WORDS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            aspect, language, word = line.split("\t")
            number = _NUMBER.format(words=_NUMBER_WORDS[language])
            words[aspect, language].append(re.escape(word).replace("<n>", number))
    return {key: re.compile(_joined(found, key[1]), re.IGNORECASE) for key, found in words.items()}


def _joined(words: list[str], language: str) -> str:
    any_of = "|".join(words)
    return any_of if language == "ko" else rf"(?<!\w)(?:{any_of})(?!\w)"
