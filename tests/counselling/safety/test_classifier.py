"""Asking the model: on a made-up one, then on the one that comes with the program."""

import json
import zlib
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counselling.safety.classifier import (
    COLUMNS,
    LONGEST,
    BrokenModel,
    DangerClassifier,
    load_classifier,
)
from language.grams import BITS, grams

SHIPPED = load_classifier()


def made_up(**words: str) -> DangerClassifier:
    """A model to which each word means one column."""
    weights = array("h", bytes(2 * len(COLUMNS) << BITS))
    for word, column in words.items():
        for number in grams(word):
            weights[number * len(COLUMNS) + COLUMNS.index(column)] = 100
    bias = [3.0] + [0.0] * (len(COLUMNS) - 1)
    return DangerClassifier(weights, [1.0] * len(COLUMNS), bias)


def test_what_speaks_for_danger_is_danger() -> None:
    model = made_up(nhốt="red", trafficking="trafficking")
    assert model.weigh("em bị nhốt").red > 0.9
    assert model.weigh("em ăn cơm").danger < 0.1


def test_danger_in_the_middle_of_a_long_story_is_not_thinned() -> None:
    model = made_up(nhốt="red")
    story = " ".join(["giấy"] * 3 * LONGEST + ["nhốt"] + ["tờ"] * 3 * LONGEST)
    alone = model.weigh("giấy " * (LONGEST // 2) + "nhốt")
    assert model.weigh(story).red == pytest.approx(alone.red, abs=0.2)
    assert model.weigh(story).red > 0.9


def test_danger_at_the_very_end_of_a_very_long_text_is_seen() -> None:
    model = made_up(nhốt="red")
    assert model.weigh("giấy " * 700 + "nhốt").red > 0.9


def test_the_words_that_weighed_are_told_the_strongest_first() -> None:
    assert made_up(nhốt="red").telling_words("Em BỊ NHỐT trong phòng")[0] == "nhốt"
    assert made_up(nhốt="red").telling_words("em ăn cơm") == ()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json\n",
        b'{"scales": [], "bias": []}\n' + zlib.compress(b""),
        json.dumps({"columns": COLUMNS, "scales": [1] * 7, "bias": [0] * 7}).encode()
        + b"\n"
        + zlib.compress(b"\0\0"),
    ],
)
def test_a_file_that_is_no_model_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "danger.model").write_bytes(content)
    with pytest.raises(BrokenModel, match=r"danger\.model"):
        load_classifier(file=tmp_path / "danger.model")


def test_the_shipped_model_tells_danger_from_its_harmless_twin() -> None:
    danger = SHIPPED.weigh("anh ấy khóa cửa không cho em ra ngoài, em sợ lắm")
    twin = SHIPPED.weigh("chị cho em hỏi học phí lớp tiếng Hàn tháng này bao nhiêu")
    assert danger.danger > 0.5
    assert twin.danger < 0.1


@given(st.text(st.characters()))
def test_whatever_is_written_has_chances(text: str) -> None:
    weighed = SHIPPED.weigh(text)
    assert 0 <= weighed.red <= weighed.danger <= 1
    SHIPPED.telling_words(text)
