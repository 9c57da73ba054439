"""The danger check reads any text in time linear in it, one made to be slow included."""

import sys
import time
from pathlib import Path
from types import FrameType

import pytest

from counselling.safety.detect import DangerDetector
from counselling.safety.matcher import MAX_PLACES
from counselling.safety.phrases import load

DETECTOR = DangerDetector(load(Path(__file__).parents[3] / "faq/danger/phrases.tsv"))
BYTES = 100_000

SLOW = {
    "an ordinary story": "Chị ơi em lấy chồng Hàn được bảy năm, nay về quê ở với mẹ. ",
    "one endless word": "a",
    "single letters": "a b ",
    "letters apart": "t ự t ử ",
    "dotted letters": "t.u.",
    "a phrase of one word": "gun ",
    "phrases that overlap": "danh con em bi danh chong ",
    "idioms": "mệt muốn chết ",
    "beginnings without an end": "không trả lương ",
    "gaps without an end": "con ",
    "gaps in gaps": "uống hết ",
    "Korean without spaces": "때려때리",
    "Korean with spaces": "죽 고 ",
    "heaps of marks": "e\u0316\u0300",
    "signs that stand for a sentence": "\ufdfa",
    "zero-width signs": "\u200b",
    "fullwidth letters": "Ｔự ｔử ",
}


def filled(text: str, size: int) -> str:
    """The text again and again, up to `size` bytes."""
    enough = text * (size // len(text.encode()) + 1)
    return enough.encode()[:size].decode("utf-8", "ignore")


def steps(text: str) -> int:
    """How many calls the check makes, the same on every machine."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        DETECTOR.see(text)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
def test_twice_the_text_takes_twice_the_steps(text: str) -> None:
    half, whole = steps(filled(text, BYTES // 2)), steps(filled(text, BYTES))
    assert whole <= 2.2 * half + 200


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
def test_100_kb_are_read_in_a_moment(text: str) -> None:
    whole = filled(text, BYTES)
    start = time.process_time()
    DETECTOR.see(whole)
    assert time.process_time() - start < 1.0  # some 0.03 s; wide, so that a busy machine passes


def test_danger_at_the_end_of_100_kb_is_seen() -> None:
    assert DETECTOR.see(filled("chị ơi ", BYTES) + " em muốn chết").level == "red"


def test_danger_behind_signs_that_grow_when_composed_is_seen() -> None:
    assert DETECTOR.see("\u0958" * 5000 + " em muốn chết").level == "red"


def test_danger_behind_more_phrases_than_are_weighed_is_seen() -> None:
    story = "mệt muốn chết, he has a gun. " * MAX_PLACES
    assert "dọa giết" in DETECTOR.see(story + "nó dọa giết em").phrases
