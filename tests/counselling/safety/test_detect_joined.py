"""Phrases and classifier together, with the phrases and the model that come with the program."""

from pathlib import Path

import pytest

from counselling.safety.classifier import load_classifier
from counselling.safety.detect import MOST_CLAUSES, DangerDetector
from counselling.safety.phrases import load
from counselling.safety.sense import load_sense

DETECTOR = DangerDetector(
    load(Path(__file__).parents[3] / "faq/danger/phrases.tsv"), load_classifier(load_sense())
)


@pytest.mark.parametrize(
    "text",
    [
        "my husband beats me, how can I divorce",
        "em bị chồng đánh, ly hôn thế nào",
        "chồng em đánh em hoài, thủ tục ly hôn cần giấy gì",
    ],
)
def test_an_offices_question_beside_it_does_not_lower_a_red_phrase(text: str) -> None:
    assert DETECTOR.see(text).level == "red"


def test_a_red_phrase_in_a_text_that_is_harmless_throughout_is_amber() -> None:
    training = "We plan a suicide prevention training for commune staff, could you send the leaflet"
    assert DETECTOR.see(training).level == "amber"


def test_where_there_are_too_many_clauses_to_look_at_a_red_phrase_stands() -> None:
    training = "We plan a suicide prevention training for commune staff"
    assert DETECTOR.see(training + ", thanks" * MOST_CLAUSES).level == "red"


def test_danger_that_no_phrase_names_is_seen() -> None:
    told = "anh ta bỏ chìa khóa phòng em trong túi, bảo chủ nhật này có người tới đón em đi"
    seen = DETECTOR.see(told)
    assert (seen.level, seen.phrases) == ("red", ())
    assert DETECTOR.why(told)
