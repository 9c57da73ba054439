"""The matcher itself, on a tiny set, in Rasa's environment."""

from typing import Any

import pytest

from tests.bot.rasa_python import probe

pytestmark = [pytest.mark.slow, pytest.mark.rasa]

EXAMPLES = {
    "faq/legal.divorce": [
        "em muốn ly hôn với chồng bên Hàn",
        "ly hôn chồng Hàn Quốc nộp đơn ở đâu",
        "chồng ở Hàn có ly hôn ở Việt Nam được không",
        "thủ tục ly hôn người nước ngoài",
        "I want to divorce my husband in Korea",
        "where do I file for divorce",
        "남편과 이혼하고 싶어요",
        "이혼 신청은 어디에서 해요?",
    ],
    "faq/psychological.sleep": [
        "em không ngủ được",
        "đêm nào cũng mất ngủ",
        "nằm mãi không ngủ được phải làm sao",
        "mất ngủ lâu ngày",
        "I cannot sleep at night",
        "how can I sleep better",
        "잠을 못 자요",
        "불면증이 심해요",
    ],
    "faq/vocational.loan": [
        "em muốn vay vốn làm ăn",
        "vay ngân hàng chính sách cần giấy tờ gì",
        "lãi suất vay vốn bao nhiêu",
        "cho vay tạo việc làm",
        "can I get a loan for a small business",
        "how much can I borrow",
        "대출을 받을 수 있어요?",
        "창업 대출 이자는 얼마예요?",
    ],
    "ask_for_person": ["cho em gặp người thật", "gặp tư vấn viên", "real person please", "상담원"],
    "affirm": ["có", "vâng ạ", "đồng ý", "ok", "yes", "네"],
    "deny": ["không", "không ạ", "thôi khỏi", "ko", "no", "아니요"],
    "out_of_scope": ["thời tiết hôm nay", "giá vàng", "asdf", "weather today", "축구 언제 해요?"],
}
ASKED = {
    "muốn ly hôn chồng hàn thì nộp đơn chỗ nào": "faq/legal.divorce",
    "muon ly hon chong han thi nop don cho nao": "faq/legal.divorce",
    "e mun ly hôn ck hàn": "faq/legal.divorce",
    "mat ngu qua chi oi": "faq/psychological.sleep",
    "e ko ngủ đc": "faq/psychological.sleep",
    "I can't sleep": "faq/psychological.sleep",
    "이혼하고 싶은데요": "faq/legal.divorce",
    "잠이 안 와서 못 자요": "faq/psychological.sleep",
    "vay von lam an": "faq/vocational.loan",
    "gap tu van vien giup e": "ask_for_person",
    "dong y": "affirm",
    "KHÔNG": "deny",
    "gia vang": "out_of_scope",
}


@pytest.fixture(scope="module")
def found() -> dict[str, dict[str, Any]]:
    asked = [*ASKED, "qqqq wwww zzzz", ""]
    return dict(zip(asked, probe("matcher", {"examples": EXAMPLES, "asked": asked}), strict=True))


@pytest.mark.parametrize("text", sorted(ASKED))
def test_a_message_is_understood_with_and_without_diacritics_and_in_each_language(
    found: dict[str, dict[str, Any]], text: str
) -> None:
    assert found[text]["label"] == ASKED[text]


def test_the_chances_of_all_labels_make_one(found: dict[str, dict[str, Any]]) -> None:
    assert all(one["sum"] == pytest.approx(1) for one in found.values())


def test_being_sure_is_a_chance(found: dict[str, dict[str, Any]]) -> None:
    for one in found.values():
        assert 0 <= one["first"] <= 1
        assert 0 <= one["among_three"] <= 1


def test_a_known_phrasing_is_surer_than_words_never_seen(found: dict[str, dict[str, Any]]) -> None:
    assert found["dong y"]["first"] > found["qqqq wwww zzzz"]["first"]
    assert found["dong y"]["likeness"] > 0.9
    assert found["qqqq wwww zzzz"]["likeness"] < 0.3


def test_an_empty_message_is_like_nothing(found: dict[str, dict[str, Any]]) -> None:
    assert found[""]["likeness"] == 0
