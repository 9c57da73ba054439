"""Her own password, and the language of the screen."""

import pytest

from app.office import Office
from counselling.permissions import Role
from tests.desk.visitor import PASSWORD, Visitor

NEW = "bốn từ dễ nhớ này"


async def change(visitor: Visitor, old: str, new: str, again: str | None = None) -> int:
    answer = await visitor.post(
        "/desk/password", old=old, new=new, again=new if again is None else again
    )
    return answer.status


async def test_a_changed_password_is_the_only_one_that_works(
    lan: Visitor, stranger: Visitor
) -> None:
    assert await change(lan, PASSWORD, NEW) == 303
    assert (await stranger.sign_in("lan")).status == 403
    assert (await stranger.sign_in("lan", NEW)).status == 303


async def test_changing_it_signs_her_out_everywhere_else(lan: Visitor, stranger: Visitor) -> None:
    await stranger.sign_in("lan")
    before = lan.session
    assert await change(lan, PASSWORD, NEW) == 303
    assert (await stranger.get("/desk")).status == 303
    assert (await lan.get("/desk")).status == 200
    assert lan.session != before


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [("wrong", NEW, NEW), (PASSWORD, NEW, NEW + "x"), (PASSWORD, "short", "short"), ("", "", "")]
    + [(PASSWORD, guessable, guessable) for guessable in ("password1234", "lan-lan-lan-lan")],
)
async def test_what_is_not_right_changes_nothing(
    old: str, new: str, again: str, lan: Visitor, stranger: Visitor
) -> None:
    assert await change(lan, old, new, again) == 422
    assert (await stranger.sign_in("lan")).status == 303


async def test_guessing_the_present_password_is_slowed_down(lan: Visitor) -> None:
    statuses = [await change(lan, "wrong", NEW) for _ in range(7)]
    assert statuses == [422] * 6 + [429]


async def test_a_first_password_is_pointed_at_until_it_is_changed(
    office: Office, stranger: Visitor
) -> None:
    await office.staff.add("mai", "Mai", Role.COUNSELLOR, PASSWORD, must_change_password=True)
    await stranger.sign_in("mai")
    banner = "Bạn vẫn đang dùng mật khẩu ban đầu"
    assert banner in (await stranger.get("/desk")).text
    await change(stranger, PASSWORD, NEW)
    assert banner not in (await stranger.get("/desk")).text


async def test_the_desk_speaks_vietnamese_until_english_is_chosen(stranger: Visitor) -> None:
    assert "Đăng nhập bàn tư vấn" in (await stranger.get("/desk/login")).text
    answer = await stranger.get("/desk/language?to_language=en&to=/desk/password")
    assert answer.location == "/desk/password"
    page = (await stranger.get("/desk/login")).text
    assert "Sign in to the counselling desk" in page
    assert '<html lang="en">' in page


@pytest.mark.parametrize("to", ["https://elsewhere.example/", "//elsewhere.example", "/chat", ""])
async def test_choosing_a_language_never_leads_elsewhere(to: str, stranger: Visitor) -> None:
    answer = await stranger.get(f"/desk/language?to_language=en&to={to}")
    assert answer.location == "/desk/login"
