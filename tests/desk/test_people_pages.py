"""The administrator's pages of who works here."""

import re

import pytest

from app.office import Office
from counselling.permissions import Role, User
from tests.desk.people import add_user
from tests.desk.visitor import PASSWORD, Visitor

FIRST = re.compile(r"<dd>((?:\w{4}-){3}\w{4})</dd>")


async def test_somebody_new_gets_a_first_password_that_is_shown_once(
    chief: Visitor, stranger: Visitor
) -> None:
    answer = await chief.post(
        "/desk/staff", login="Mai", name="Mai", role="counsellor", office="can-tho"
    )
    found = FIRST.search(answer.text)
    assert answer.status == 200
    assert found
    page = (await chief.get("/desk/staff")).text
    assert "Cần Thơ" in page
    assert found[1] not in page
    assert (await stranger.sign_in("mai", found[1])).status == 303


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"login": "chief"}, "đã có người dùng"),
        ({"login": "chị"}, "chữ thường không dấu"),
        ({"name": ""}, "Thiếu tên"),
        ({"role": "queen"}, "Không có vai trò này"),
        ({"office": "hue"}, "Không có văn phòng này"),
    ],
)
async def test_what_is_not_right_is_said_and_what_was_typed_stays(
    chief: Visitor, fields: dict[str, str], said: str
) -> None:
    form = {"login": "mai", "name": "Mai Thị", "role": "editor", "office": ""} | fields
    answer = await chief.post("/desk/staff", **form)
    assert answer.status == 422
    assert said in answer.text
    assert f'value="{form["login"]}"' in answer.text


async def test_who_leaves_is_out_and_her_tickets_are_named(
    chief: Visitor, lan: Visitor, lan_user: User, code: str
) -> None:
    await lan.post(f"/desk/tickets/{code}/claim")
    at = f"/desk/staff/{lan_user.id}"
    assert (await chief.post(f"{at}/close")).status == 303
    assert code in (await chief.get(at)).text
    assert (await lan.get("/desk")).status == 303


async def test_the_last_administrator_is_told_why_not(chief: Visitor, office: Office) -> None:
    user = await office.staff.people.with_login("chief")
    at = f"/desk/staff/{user.id}"
    for path, form in ((f"{at}/close", {}), (at, {"name": "Chi", "role": "editor"})):
        answer = await chief.post(path, **form)
        assert answer.status == 422
        assert "quản trị viên cuối cùng" in answer.text
    assert (await chief.get("/desk/staff")).status == 200


async def test_another_role_counts_at_once(chief: Visitor, lan: Visitor, lan_user: User) -> None:
    await chief.post(f"/desk/staff/{lan_user.id}", name="Lan", role="editor", office="")
    assert (await lan.get("/desk")).status == 404


async def test_a_forgotten_password_is_replaced(
    chief: Visitor, lan: Visitor, lan_user: User, stranger: Visitor
) -> None:
    answer = await chief.post(f"/desk/staff/{lan_user.id}/password")
    found = FIRST.search(answer.text)
    assert found
    assert (await lan.get("/desk")).status == 303
    assert (await stranger.sign_in("lan", PASSWORD)).status == 403
    assert (await stranger.sign_in("lan", found[1])).status == 303
    assert (await stranger.get("/desk")).location == "/desk/password"


async def test_a_name_is_shown_as_it_was_typed(chief: Visitor, office: Office) -> None:
    await add_user(office, "x", "<b>X</b>", Role.EDITOR)
    page = (await chief.get("/desk/staff")).text
    assert "&lt;b&gt;X&lt;/b&gt;" in page
    assert "<b>X</b>" not in page


async def test_who_is_nobody_is_not_found(chief: Visitor) -> None:
    assert (await chief.get("/desk/staff/nobody")).status == 404
    assert (await chief.post("/desk/staff/nobody/close")).status == 404
