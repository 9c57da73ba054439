"""Signing in and out."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
from aiohttp.test_utils import BaseTestServer

from app.office import Office
from counselling.clock import utc_now
from counselling.permissions import Role, User
from desk.desk import Desk
from tests.desk.people import add_user, serving
from tests.desk.visitor import PASSWORD, Visitor


def cookie_of(headers: dict[str, str]) -> SimpleCookie:
    return SimpleCookie(headers["Set-Cookie"])


async def test_the_right_password_opens_the_queue(stranger: Visitor, lan_user: User) -> None:
    answer = await stranger.sign_in("lan")
    assert (answer.status, answer.location) == (303, "/desk")
    assert (await stranger.get("/desk")).status == 200


async def test_after_signing_in_she_sees_the_page_she_wanted(
    stranger: Visitor, lan_user: User, code: str
) -> None:
    to_login = await stranger.get(f"/desk/tickets/{code}")
    assert to_login.location == f"/desk/login?to=/desk/tickets/{code}"
    answer = await stranger.post(
        "/desk/login", login="lan", password=PASSWORD, to=f"/desk/tickets/{code}"
    )
    assert answer.location == f"/desk/tickets/{code}"


async def test_who_is_signed_in_already_need_not_do_it_again(lan: Visitor, code: str) -> None:
    assert (await lan.get("/desk/login")).location == "/desk"
    here = f"/desk/tickets/{code}"
    assert (await lan.get(f"/desk/login?to={here}")).location == here
    assert (await lan.get("/desk/login?to=//elsewhere.example")).location == "/desk"


@pytest.mark.parametrize(
    "to", ["https://elsewhere.example", "//elsewhere.example", "/desk/../chat", "/desk\n/x", "x"]
)
async def test_the_login_never_sends_her_elsewhere(
    to: str, stranger: Visitor, lan_user: User
) -> None:
    answer = await stranger.post("/desk/login", login="lan", password=PASSWORD, to=to)
    assert answer.location == "/desk"


async def test_an_administrator_begins_with_her_second_step(
    stranger: Visitor, office: Office
) -> None:
    await add_user(office, "minh", "Minh", Role.ADMINISTRATOR)
    assert (await stranger.sign_in("minh")).location == "/desk/second-step"
    answer = await stranger.post("/desk/login", login="minh", password=PASSWORD, to="/desk")
    assert answer.location == "/desk/second-step"


async def test_a_wrong_password_does_not_tell_whether_the_login_exists(
    stranger: Visitor, lan_user: User
) -> None:
    known = await stranger.post("/desk/login", login="lan", password="wrong")
    unknown = await stranger.post("/desk/login", login="who", password="wrong")
    assert known.status == unknown.status == 403
    assert known.text.replace('value="lan"', "") == unknown.text.replace('value="who"', "")
    assert stranger.session is None


async def test_trying_too_often_is_slowed_down_even_with_the_right_password(
    stranger: Visitor, lan_user: User
) -> None:
    for _ in range(6):
        assert (await stranger.post("/desk/login", login="lan", password="wrong")).status == 403
    answer = await stranger.post("/desk/login", login=" LAN ", password=PASSWORD)
    assert answer.status == 429
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert stranger.session is None


async def test_a_slowed_down_login_does_not_stop_her_colleagues(
    stranger: Visitor, lan_user: User, office: Office
) -> None:
    await add_user(office, "hoa", "Hoa", Role.COUNSELLOR)
    for _ in range(7):
        await stranger.post("/desk/login", login="lan", password="wrong")
    assert (await stranger.sign_in("hoa")).status == 303


async def test_signing_in_many_times_rightly_is_no_offence(
    stranger: Visitor, lan_user: User
) -> None:
    for _ in range(9):
        assert (await stranger.post("/desk/login", login="lan", password=PASSWORD)).status == 303


async def test_a_session_planted_before_the_login_is_worth_nothing(
    server: BaseTestServer, lan: Visitor, stranger: Visitor
) -> None:
    planted = "planted-by-somebody-else"
    stranger.http.cookie_jar.update_cookies({"desk": planted}, server.make_url("/desk"))
    await stranger.sign_in("lan")
    assert stranger.session not in (None, planted, lan.session)
    async with Visitor(server) as other:
        other.http.cookie_jar.update_cookies({"desk": planted}, server.make_url("/desk"))
        assert (await other.get("/desk")).status == 303


async def test_signing_in_again_ends_the_session_before(
    server: BaseTestServer, lan: Visitor, stranger: Visitor
) -> None:
    before = lan.session
    assert before
    await lan.sign_in("lan")
    stranger.http.cookie_jar.update_cookies({"desk": before}, server.make_url("/desk"))
    assert (await stranger.get("/desk")).status == 303


async def test_signing_out_ends_the_session_for_whoever_has_copied_its_cookie(
    server: BaseTestServer, lan: Visitor, stranger: Visitor
) -> None:
    token = lan.session
    assert token
    stranger.http.cookie_jar.update_cookies({"desk": token}, server.make_url("/desk"))
    assert (await stranger.get("/desk")).status == 200
    assert (await lan.post("/desk/logout")).location == "/desk/login"
    assert lan.session is None
    assert (await stranger.get("/desk")).status == 303


async def test_the_session_cookie_is_kept_from_scripts_and_other_sites(
    stranger: Visitor, lan_user: User
) -> None:
    answer = await stranger.post("/desk/login", login="lan", password=PASSWORD)
    morsel = cookie_of(answer.headers)["desk"]
    assert (morsel["httponly"], morsel["samesite"], morsel["path"]) == (True, "Strict", "/desk")
    assert (morsel["secure"], morsel["max-age"], morsel["expires"]) == ("", "", "")


@pytest.fixture
async def https(desk: Desk) -> AsyncIterator[BaseTestServer]:
    """The desk as it is told that it stands behind https."""
    async with serving(replace(desk, secure_cookies=True)) as running:
        yield running


async def test_behind_https_the_cookie_never_travels_in_the_open(
    https: BaseTestServer, lan_user: User
) -> None:
    async with Visitor(https) as visitor:
        answer = await visitor.post("/desk/login", login="lan", password=PASSWORD)
    morsel = cookie_of(answer.headers)["__Host-desk"]
    assert (morsel["secure"], morsel["path"], morsel["domain"]) == (True, "/", "")


def later(office: Office, minutes: int) -> None:
    office.staff._now = lambda: utc_now() + timedelta(minutes=minutes)


async def test_a_session_ends_after_half_an_hour_without_a_sign_of_her(
    lan: Visitor, office: Office
) -> None:
    later(office, 20)
    assert (await lan.get("/desk")).status == 200
    later(office, 45)
    assert (await lan.get("/desk")).status == 200
    later(office, 76)
    assert (await lan.get("/desk")).status == 303


async def test_what_the_page_asks_for_by_itself_is_no_sign_of_her(
    lan: Visitor, office: Office
) -> None:
    later(office, 20)
    assert (await lan.get("/desk/counts", **{"X-Desk-Background": "1"})).status == 200
    later(office, 31)
    assert (await lan.get("/desk")).status == 303


async def test_a_session_ends_after_twelve_hours_whatever_she_does(
    lan: Visitor, office: Office
) -> None:
    for minutes in range(0, 12 * 60, 20):
        later(office, minutes)
        assert (await lan.get("/desk")).status == 200
    later(office, 12 * 60 + 2)
    assert (await lan.get("/desk")).status == 303
