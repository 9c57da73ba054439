"""To which office a ticket goes."""

from dataclasses import replace

from counselling.faq.model import Office
from counselling.routing.choosing import office_for
from counselling.routing.said import provinces_in
from tests.the_set import the_set

OFFICES = the_set().offices


def chosen(text: str, *ids: str, theme: str | None = None) -> str | None:
    """Of the offices with these ids, as they stand in faq/offices.yml."""
    return office_for(provinces_in([text]), theme, [OFFICES[name] for name in ids or OFFICES])


def test_the_office_of_her_province_has_it() -> None:
    assert chosen("em ở Hà Nội") == "ha-noi"
    assert chosen("em ở Hải Phòng") == "hai-phong"
    assert chosen("em ở Cần Thơ") == "can-tho"


def test_the_office_of_her_old_province_comes_before_that_of_the_new_one() -> None:
    assert chosen("em ở Hải Dương") == "hai-duong"
    assert chosen("em ở Hải Dương, nay là Hải Phòng") == "hai-duong"
    assert chosen("em o hau giang") == "hau-giang"


def test_where_nobody_is_left_in_the_old_one_the_new_one_has_it() -> None:
    assert chosen("em ở Hải Dương", "ha-noi", "hai-phong", "can-tho") == "hai-phong"
    assert chosen("em o hau giang", "ha-noi", "can-tho") == "can-tho"


def test_an_office_that_serves_her_province_too_has_it() -> None:
    assert chosen("em ở Sóc Trăng") == "can-tho"


def test_the_new_name_is_enough_in_an_offices_areas() -> None:
    bare = replace(OFFICES["hai-phong"], areas=("Hải Phòng",))
    assert office_for(provinces_in(["em ở Hải Dương"]), None, [bare]) == "hai-phong"


def test_the_old_name_alone_does_not_make_an_office_serve_all_of_the_new_province() -> None:
    bare = replace(OFFICES["hai-duong"], areas=("Hải Dương",))
    assert office_for(provinces_in(["em ở Hải Phòng"]), None, [bare]) is None


def test_it_is_the_common_queues_without_a_province_an_office_or_certainty() -> None:
    assert chosen("em muốn ly hôn") is None
    assert chosen("em ở Nghệ An") is None
    assert chosen("em ở Hà Nội, quê em Hải Phòng") is None
    assert chosen("chồng em ở Hải Phòng") is None
    assert chosen("em ở Hà Nội, quê em Nghệ An") is None
    assert office_for(provinces_in(["em ở Hà Nội"]), None, []) is None


def test_of_two_offices_that_are_equally_near_neither_has_it() -> None:
    twins: list[Office] = [replace(OFFICES["ha-noi"], id=name) for name in ("one", "two")]
    assert office_for(provinces_in(["em ở Hà Nội"]), None, twins) is None


def test_an_office_that_serves_some_themes_has_only_tickets_of_those() -> None:
    legal = replace(OFFICES["ha-noi"], themes=("legal",))
    assert office_for(provinces_in(["em ở Hà Nội"]), "legal", [legal]) == "ha-noi"
    assert office_for(provinces_in(["em ở Hà Nội"]), "vocational", [legal]) is None
    assert office_for(provinces_in(["em ở Hà Nội"]), None, [legal]) is None
