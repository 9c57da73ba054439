"""The provinces of today, and which of them she lives in."""

import pytest

from counselling.routing.said import provinces_in
from counselling.routing.today import (
    NoSuchProvince,
    checked,
    name_of,
    names_to_choose,
    the_one,
    today,
)


def test_there_are_34_of_them_with_63_names_to_choose_from() -> None:
    assert len(today()) == 34
    assert len(names_to_choose()) == 63
    assert ("Hải Dương", "hai-phong", "Hải Phòng") in names_to_choose()
    assert ("Hải Phòng", "hai-phong", "") in names_to_choose()
    assert {one for _, one, _ in names_to_choose()} == set(today())


@pytest.mark.parametrize(
    ("text", "province"),
    [
        ("em o hai duong", "hai-phong"),
        ("em ở Hải Dương, nay là Hải Phòng", "hai-phong"),
        ("I live in Hau Giang", "can-tho"),
        ("em ở Sài Gòn", "ho-chi-minh"),
        ("em ở Hà Nội, quê em Nghệ An", None),
        ("chồng em ở Hải Phòng", None),
        ("em muốn ly hôn", None),
    ],
)
def test_it_is_noted_only_where_it_is_plain(text: str, province: str | None) -> None:
    assert the_one(provinces_in([text])) == province


def test_english_writes_it_without_marks() -> None:
    assert (name_of("hai-phong", "vi"), name_of("hai-phong", "en")) == ("Hải Phòng", "Hai Phong")


def test_nothing_but_a_province_of_today_is_noted() -> None:
    assert [checked(one) for one in ("hue", "", None)] == ["hue", "", None]
    with pytest.raises(NoSuchProvince):
        checked("hai-duong")
