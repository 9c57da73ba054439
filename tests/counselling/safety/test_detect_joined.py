"""Phrases and classifier together, with the phrases and the model that come with the program."""

from pathlib import Path

import pytest

from counselling.safety.classifier import load_classifier
from counselling.safety.detect import DangerDetector
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


def test_danger_that_no_phrase_names_is_seen() -> None:
    told = "anh ta bỏ chìa khóa phòng em trong túi, bảo chủ nhật này có người tới đón em đi"
    seen = DETECTOR.see(told)
    assert (seen.level, seen.phrases) == ("red", ())
    assert DETECTOR.why(told)


CALM = (
    "hôm qua em ra phường nộp đơn xác nhận hộ khẩu, cán bộ bảo thiếu bản dịch giấy khai sinh.",
    "em về dịch ở phòng công chứng mất hai ngày, tốn ba trăm nghìn.",
    "con em học lớp hai, cô giáo bảo cháu đọc chậm nhưng ngoan, em cho học thêm buổi chiều.",
    "mẹ em trồng được luống cải, sáng nào cũng mang ra chợ bán rồi mua cá về kho.",
    "em đang tính học làm bánh để mở quầy nhỏ trước nhà, chưa biết xin vốn ở đâu.",
)


def test_one_sentence_of_danger_in_the_middle_of_a_very_long_story_is_seen() -> None:
    calm = " ".join(CALM * 5)
    told = (
        "tối nay có người tới đón em đi, họ giữ giấy tờ của em rồi, em không muốn đi mà không dám"
    )
    story = f"{calm} {told}. {calm}"[:4000]
    assert len(story) == 4000
    assert DETECTOR.see(story).level != "none"
    assert DETECTOR.see(f"{calm} {calm}").level != "red"


@pytest.mark.parametrize(
    "text",
    [
        "cach muoi dua chua khong bi nhot",  # nhớt, slimy; "bị nhốt" is locked in
        "nha em ban ca o cho, ngay nao cung di som",  # bán cá, selling fish
    ],
)
def test_bare_words_that_look_like_a_phrase_are_quiet(text: str) -> None:
    assert DETECTOR.see(text).level == "none"


def test_bare_words_that_look_much_like_a_phrase_raise_no_more_than_a_gentle_question() -> None:
    judged = "don xin viec cua em bi danh gia thap"  # đánh giá
    assert DETECTOR.see(judged).level != "red"


@pytest.mark.parametrize(
    "text",
    [
        "em muon tu tu",
        "em muon t.u t.u",
        "em bi nhot trong phong",
        "chong danh em",
        "em khong muon song nua",
        "ho bat em tiep khach",
        "I want to die",
        "i want to k1ll myself",
        "죽고 싶어요",
    ],
)
def test_plain_danger_is_red_also_where_the_classifier_has_a_say(text: str) -> None:
    assert DETECTOR.see(text).level == "red"


@pytest.mark.parametrize("text", ["anh ấy cầm 🔪 đứng ngoài cửa phòng em", "tối nay em ⚰️", "🔪🔪"])
def test_a_picture_of_harm_with_words_that_fit_is_seen(text: str) -> None:
    assert DETECTOR.see(text).level != "none"


@pytest.mark.parametrize(
    "text", ["em mua 🔪 gọt trái cây ở chợ", "bánh sinh nhật hình 🪦 cho Halloween"]
)
def test_a_picture_of_harm_among_words_of_every_day_is_quiet(text: str) -> None:
    assert DETECTOR.see(text).level == "none"


@pytest.mark.parametrize(
    "text",
    [
        "please help me chị ơi, anh ta khóa cửa không cho em out, he has my passport",
        "남편이 술 먹고 đập cửa, em sợ lắm, em với con trốn trong toilet",
    ],
)
def test_danger_in_two_languages_at_once_is_red(text: str) -> None:
    assert DETECTOR.see(text).level == "red"
