"""Where she says she is, and what only sounds like it."""

import pytest

from counselling.safety.whereabouts import country_in


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("em đang ở Hàn, chồng đánh em", "kr"),
        ("dang o han quoc", "kr"),
        ("em đang ở Hàn Quốc mà chồng đánh em", "kr"),
        ("EM VẪN CÒN Ở BÊN HÀN", "kr"),
        ("cứu em với. em bị kẹt. em đang bị kẹt ở Seoul", "kr"),
        ("ở Đài Loan", "tw"),
        ("em ở Đài Loan", "tw"),
        ("giờ em ở Việt Nam rồi", "vn"),
        ("hồi trước em ở Hàn, giờ em đang ở quê", "vn"),
        ("I am in Korea", "kr"),
        ("I’m in Korea and my husband beats me", "kr"),
        ("im still stuck in taiwan", "tw"),
        ("I live in Viet Nam now", "vn"),
        ("한국에 있어요", "kr"),
        ("저는 지금 한국에 살고 있어요", "kr"),
        ("대만에 있는데 남편이 때려요", "tw"),
        ("베트남에 있어요", "vn"),
    ],
)
def test_a_plain_word_is_enough(text: str, country: str) -> None:
    assert country_in(text) == country


@pytest.mark.parametrize(
    "text",
    [
        "from Korea back home",
        "em ở Hàn về",
        "em ở Hàn Quốc 5 năm rồi về",
        "em từ Hàn về",
        "hồi ở Hàn em bị đánh",
        "lúc đang ở Hàn em làm giấy",
        "đã ở Hàn 5 năm",
        "ở Hàn em bị nợ lương",
        "chồng em ở Hàn",
        "chồng em đang ở Hàn",
        "mẹ chồng ở Hàn",
        "anh ấy đang ở Hàn",
        "em có bạn đang ở Hàn",
        "con em ở Đài Loan",
        "ly hôn ở Hàn",
        "giấy tờ ở Hàn thì sao",
        "em muốn ở Hàn",
        "em lấy chồng ở Đài Loan",
        "ở hẳn với mẹ",
        "em ở quen rồi",
        "when I was in Korea",
        "when I am in Korea again",
        "my husband is in Korea",
        "I came back from Korea",
        "I was in Korea",
        "I want to be in Korea",
        "한국에 있을 때",
        "한국에 있었어요",
        "한국에 살고 있었어요",
        "남편은 한국에 있어요",
        "한국에서 돌아왔어요",
        "한국에 가고 싶어요",
        "",
    ],
)
def test_somebody_else_another_time_or_a_way_back_is_no_place_of_hers(text: str) -> None:
    assert country_in(text) is None
