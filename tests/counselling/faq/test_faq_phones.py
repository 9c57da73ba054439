"""Which figures in an answer are telephone numbers, and which of them are ours."""

import pytest

from counselling.faq.phones import digits, known_numbers, unknown_numbers
from counselling.faq.source import Located

KNOWN = known_numbers(
    ["1800.1233", "1900 96 96 80", "113", "115", "1345", "1577-1366", "+84 981 84 84 84", "1990"]
)


def unknown(text: str) -> list[str]:
    return [number.value for number in unknown_numbers(Located(text, 1), KNOWN)]


@pytest.mark.parametrize(
    "text",
    [
        "Gọi 1800.1234 để hỏi.",
        "Số điện thoại: 024 3333 5599.",
        "Nhắn Zalo 0912345678 nhé.",
        "Call +84 24 3333 5599.",
        "(024) 3333 5599",
        "Gọi 1900-1267 bất cứ lúc nào",
        "다누리 1577-1336이에요.",
        "Hotline:0241234567",
        "Gọi 112 nếu cần.",
        "Chị gọi tổng đài 119 ngay.",
        "Gọi 113 hoặc 116.",
        "Call the police on 110.",
        "Call 113/119.",
        "경찰 112에 신고하세요.",
        "1366번으로 전화하세요.",
        "Gọi 1955 nhé.",
        "Gọi 113-114.",
    ],
)
def test_a_number_that_nobody_of_ours_has_is_found(text: str) -> None:
    assert len(unknown(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Gọi 1800 1233 hoặc 1800-1233.",
        "Gọi 1900969680.",
        "Gọi 113 hoặc 115.",
        "Gọi 113/115.",
        "Call +84 981 84 84 84, or 0981 848 484 in Viet Nam.",
        "From abroad call +82-1345.",
        "113이나 115에 전화하세요.",
        "대만에서는 1990에 전화하세요.",
    ],
)
def test_our_numbers_are_known_however_they_are_written(text: str) -> None:
    assert unknown(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Nghị định 123/2015/NĐ-CP, Điều 37 và 39.",
        "Gọi để hỏi về Luật 162 hoặc Nghị định số 338.",
        "Luật Việc làm 74/2025/QH15; Circular 12/2025/TT-BTP",
        "Vay tối đa 200.000.000 đồng, tức 200 triệu đồng.",
        "It costs 1,500,000 won or 500 000 VND.",
        "최대 200,000,000동, 113,850원",
        "Gọi trước 180 ngày, mất 500 nghìn.",
        "Call within 365 days. You need 12 months.",
        "전화한 날부터 180일, 120개월",
        "Từ 1/7/2025, 01.07.2025, 2026-11-22 và 22-11-2026.",
        "Năm học 2025-2026, các năm 2019 - 2024.",
        "The hotline has worked since 2013.",
        "Mở 8:00-17:00, 13:00\u201320:30, 24/7.",
        "Giấy tờ của 300 người, 127% lãi suất.",
        "민법 제837조의2, 제1366조",
        "Số 20 Thụy Khuê; visa D-10; E-9; TT-133",
        "Gọi là 200 hộ.",
    ],
)
def test_laws_dates_times_and_amounts_are_no_telephone_numbers(text: str) -> None:
    assert unknown(text) == []


def test_a_number_is_told_with_its_line() -> None:
    text = Located("Chào chị.\n\nGọi 112.\nGọi 119.", 30)
    assert list(unknown_numbers(text, KNOWN)) == [Located("112", 32), Located("119", 33)]


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("+84 981 84 84 84", "0981848484"),
        ("+82 10-3622-6618", "01036226618"),
        ("+82-1345", "1345"),
        ("1900 96 96 80", "1900969680"),
    ],
)
def test_a_number_with_its_country_is_the_number_inside_the_country(
    written: str, dialled: str
) -> None:
    assert digits(written) == dialled


def test_a_phone_field_may_hold_several_numbers() -> None:
    assert known_numbers(["024 3333 5599; 0912 345 678"]) == {"02433335599", "0912345678"}
