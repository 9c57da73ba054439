"""What the offices are called on the desk's pages."""

from tests.counselling.cast import BOOK


def test_what_all_names_begin_with_is_left_out() -> None:
    names = BOOK.office_names()
    assert names["can-tho"] == "Cần Thơ"
    assert names["hai-phong"] == "Hải Phòng"
    assert list(names) == list(BOOK.faq().offices)
