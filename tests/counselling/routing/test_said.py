"""Which provinces she names as hers."""

import pytest

from counselling.routing.provinces import province_named, provinces
from counselling.routing.said import provinces_in

HAI_DUONG, HAI_PHONG, HA_NOI = "Hải Dương", "Hải Phòng", "Hà Nội"


def named(text: str) -> list[str]:
    return sorted(province.name for province in provinces_in([text]).provinces)


def test_sixty_three_provinces_became_thirty_four() -> None:
    assert len(provinces()) == 63
    assert len({province.now for province in provinces().values()}) == 34


@pytest.mark.parametrize(
    ("before", "now"),
    [(HAI_DUONG, HAI_PHONG), ("Hậu Giang", "Cần Thơ"), ("Sóc Trăng", "Cần Thơ"), (HA_NOI, HA_NOI)],
)
def test_an_old_province_belongs_to_one_of_today(before: str, now: str) -> None:
    assert provinces()[before].now == now


@pytest.mark.parametrize("written", ["Hải Dương", "hai duong", "HAIDUONG", "Hai-Duong"])
def test_a_name_is_known_however_an_editor_writes_it(written: str) -> None:
    province = province_named(written)
    assert province
    assert province.name == HAI_DUONG


@pytest.mark.parametrize(
    ("text", "province"),
    [
        ("em ở Hải Dương", HAI_DUONG),
        ("em o hai duong", HAI_DUONG),
        ("e o haiduong", HAI_DUONG),
        ("E o Hai Duong a", HAI_DUONG),
        ("quê em Hải Phòng ạ", HAI_PHONG),
        ("Hải Phòng", HAI_PHONG),
        ("em muon ly hon, gio e o hai phong", HAI_PHONG),
        ("I live in Hanoi", HA_NOI),
        ("em đang ở Ha Noi", HA_NOI),
        ("저는 하이퐁에 살아요", HAI_PHONG),
        ("song o can tho", "Cần Thơ"),
        ("ve que can tho", "Cần Thơ"),
        ("vua ve nuoc, dang o nha me de o hau giang", "Hậu Giang"),
        ("SÓC TRĂNG", "Sóc Trăng"),
        ("em ở Hoà Bình", "Hòa Bình"),
        ("em ở Huế", "Huế"),
        ("em ở tp hcm", "Hồ Chí Minh"),
        ("toi o Vung Tau", "Bà Rịa - Vũng Tàu"),
    ],
)
def test_her_province_is_seen_however_she_writes_it(text: str, province: str) -> None:
    found = provinces_in([text])
    assert [one.name for one in found.provinces] == [province]
    assert not found.unsure


@pytest.mark.parametrize(
    "text",
    [
        "nhà em có hai phòng",
        "nha em co hai phong",
        "em ở hai phòng trọ",
        "goi lai chau di",
        "bố mẹ em già lại ốm",
        "em mong được hòa bình",
        "em tên là Huế",
        "em can tho may",
        "con em cao bằng em rồi",
        "hn em ko di dau",
        "",
    ],
)
def test_words_that_only_look_like_a_province_are_none(text: str) -> None:
    assert named(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "chồng em ở Hải Phòng",
        "nha ck o hai phong",
        "em không ở Hải Phòng nữa",
        "e ko o hai phong",
        "hồi trước em ở Hải Phòng",
        "bạn em ở Hải Phòng bảo vậy",
        "đại sứ quán Hàn Quốc tại Hà Nội",
        "my husband lives in Hai Phong",
        "남편이 하노이에 있어요",
    ],
)
def test_a_place_that_may_not_be_hers_is_unsure(text: str) -> None:
    assert provinces_in([text]).unsure


def test_what_stands_in_another_clause_does_not_make_it_unsure() -> None:
    assert not provinces_in(["chồng đánh em, em đang ở Hải Phòng"]).unsure


def test_the_old_name_is_more_exact_than_the_new_one() -> None:
    assert named("Hải Dương, nay là Hải Phòng") == [HAI_DUONG]


def test_all_her_messages_are_read() -> None:
    found = provinces_in(["em ở Hải Phòng", "quê em Cần Thơ"])
    assert {one.name for one in found.provinces} == {HAI_PHONG, "Cần Thơ"}


def test_long_and_strange_texts_do_no_harm() -> None:
    assert named("ở " * 4000) == []
    assert named("ở Hải\u200b Phòng\x00") == [HAI_PHONG]
