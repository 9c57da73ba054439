"""Danger in words that were typed so that they are not read, and in pictures."""

from pathlib import Path

import pytest

from counselling.safety.detect import DangerDetector
from counselling.safety.phrases import load

DETECTOR = DangerDetector(load(Path(__file__).parents[3] / "faq/danger/phrases.tsv"))


@pytest.mark.parametrize(
    "text",
    [
        "em muốn t ự t ử",
        "em m u ố n c h ế t",
        "em muon c.h.e.t",
        "ch.ết đi cho rồi",
        "tự_tử",
        "em muốn ch3t",
        "c.h.ồ.n.g đ.á.n.h em",
        "anh ta nh-ốt em trong phòng",
        "I want to k1ll myself",
        "i want to k i l l  m y s e l f",
        "I wаnt tо diе",
        "em mu\u200bốn ch\u200bết",
        "죽.고.싶.어요",
        "죽 고 싶 어 요",
        "남편이 저를 때\u200b려\u200b요",
    ],
)
def test_a_red_phrase_is_seen_however_it_is_hidden(text: str) -> None:
    assert DETECTOR.see(text).level == "red"


@pytest.mark.parametrize("text", ["🔪🔪🔪", "⚰️", "tối nay em ⚰️", "chồng em 🔪"])
def test_a_picture_of_harm_is_amber(text: str) -> None:
    assert DETECTOR.see(text).level == "amber"


def test_a_picture_between_words_does_not_part_a_phrase() -> None:
    assert DETECTOR.see("chồng em 🔪 đánh em").level == "red"


@pytest.mark.parametrize("text", ["em.đi.chợ", "gửi về chi.a@gmail.com", "e k o đc", "a.b.c", "F6"])
def test_dots_and_short_forms_of_every_day_stay_quiet(text: str) -> None:
    assert DETECTOR.see(text).level == "none"
