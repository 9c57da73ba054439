"""What could tell who asked is taken out; what was asked stays."""

import pytest

from counselling.gaps import Masker
from counselling.gaps.masking import LONGEST

MASKER = Masker(
    [
        "Làm giấy khai sinh cho con ở xã, phường. Chị đến công an huyện, mang hộ chiếu Hàn Quốc.",
        "Tên con trong giấy khai sinh bị sai thì sửa ở đâu? Tuần sau tôi về Việt Nam.",
        "Where do I get a birth certificate in Viet Nam? My husband is in Korea.",
    ]
)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("gọi em số 0912 345 678 nhé", "gọi em số ▢ nhé"),
        ("sđt +84-981.234.567", "sđt ▢"),
        ("cccd 031190001234", "cccd ▢"),
        ("hộ chiếu M1234567 bị giữ", "hộ chiếu ▢ bị giữ"),
        ("sinh ngày 12/05/1990 ở quê", "sinh ngày ▢ ở quê"),
        ("mail em la lan90@gmail.com", "mail em la ▢"),
        ("xem https://facebook.com/lan.nguyen đi", "xem ▢ đi"),
        ("em tên là Nguyễn Thị Lan, hỏi khai sinh", "em tên là ▢, hỏi khai sinh"),
        ("em la nguyen thi hoa, hoi khai sinh", "em la ▢, hoi khai sinh"),
        ("em ten la hong", "em ten la ▢"),
        ("chồng em là Kim Min Ho giữ hộ chiếu", "chồng em là ▢ giữ hộ chiếu"),
        ("ông Tuấn môi giới lừa em", "ông ▢ môi giới lừa em"),
        ("em ở thôn Đông, huyện Tiên Lãng", "em ở thôn ▢, huyện ▢"),
        ("o thon dong xa kien thiet huyen tien lang", "o thon ▢ xa ▢ huyen ▢"),
        ("nhà số 12 đường Lê Lợi", "nhà số ▢ đường ▢"),
        ("My name is Lan Anh and I lost it", "My name is ▢ and I lost it"),
        ("제 이름은 응우옌티란이에요", "제 이름은 ▢이에요"),
        ("저는 김민수입니다", "저는 ▢입니다"),
        ("서울시 강남구 역삼동 123-4 살아요", "▢ 살아요"),
    ],
)
def test_names_numbers_and_places_are_taken_out(text: str, masked: str) -> None:
    assert MASKER.mask(text) == masked


@pytest.mark.parametrize(
    "text",
    [
        "tên con trong giấy khai sinh sai thì sửa ở đâu",
        "làm hộ chiếu ở Hàn Quốc rồi về Việt Nam được không",
        "công an xã nào làm",
        "visa F-6 hết hạn 2 năm rồi",
        "Con em 5 tuổi chưa có khai sinh",
        "CCCD của con",
        "rút bảo hiểm xã hội một lần",
        "co quan nao lam",
        "mở quán phở cần gì",
        "tự nguyện thì đóng ở đâu",
        "họ thì làm gì, cho thi hành ở đâu",
        "đặt tên hàn cho con được không",
        "Doanh thu dưới mức thì sao. Phiên tòa ở đâu",
        "아이 여권은 어디에서 만들어요?",
    ],
)
def test_the_question_itself_stays(text: str) -> None:
    assert MASKER.mask(text) == text


def test_a_story_is_cut() -> None:
    masked = MASKER.mask("em buồn quá " * 40)
    assert len(masked) <= LONGEST
    assert masked.endswith("…")


def test_a_text_of_many_lines_becomes_one() -> None:
    assert MASKER.mask("khai sinh\n\ncho con") == "khai sinh cho con"
