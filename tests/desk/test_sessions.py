"""Where somebody is signed in, and ending it."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp.test_utils import BaseTestServer

from app.office import Office
from counselling.clock import utc_now
from counselling.permissions import User
from counselling.store.not_saved import NotSaved
from desk.browsers import browser_name
from tests.desk.visitor import PASSWORD, Visitor

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:130.0) Gecko/20100101 Firefox/130.0"
ANDROID = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/130.0.0.0 Mobile Safari/537.36"
)


@pytest.fixture
async def phone(server: BaseTestServer, lan_user: User) -> AsyncIterator[Visitor]:
    """Lan's other browser."""
    async with Visitor(server) as visitor:
        visitor.http.headers["User-Agent"] = ANDROID
        await visitor.sign_in("lan")
        yield visitor


def handles(page: str) -> list[str]:
    return re.findall(r'name="session" value="(\w+)"', page)


async def test_she_sees_both_places_and_no_token_of_either(lan: Visitor, phone: Visitor) -> None:
    page = (await lan.get("/desk/sessions")).text
    assert "Chrome · Android" in page
    assert len(handles(page)) == 2
    for visitor in (lan, phone):
        assert visitor.session
        assert visitor.session not in page


async def test_what_is_kept_of_a_browser_is_two_words(phone: Visitor, office: Office) -> None:
    user = await office.staff.people.with_login("lan")
    [row] = await office.staff.sessions.of(user.id)
    assert row.browser == "Chrome · Android"


async def test_ending_the_other_one_signs_it_out_and_keeps_this(
    lan: Visitor, phone: Visitor
) -> None:
    [other] = [
        handle
        for handle in handles((await lan.get("/desk/sessions")).text)
        if handle not in handles((await lan.get("/desk/sessions")).text.split("Chrome")[0])
    ][:1]
    assert (await lan.post("/desk/sessions/end", session=other, password=PASSWORD)).status == 303
    assert (await phone.get("/desk")).status == 303
    assert (await lan.get("/desk")).status == 200


async def test_ending_all_others_ends_all_others(lan: Visitor, phone: Visitor) -> None:
    await phone.post("/desk/sessions/end-others", password=PASSWORD)
    assert (await lan.get("/desk")).status == 303
    assert (await phone.get("/desk")).status == 200


@pytest.mark.parametrize("typed", [{}, {"password": "wrong"}])
async def test_who_does_not_know_her_password_puts_her_out_nowhere(
    lan: Visitor, phone: Visitor, typed: dict[str, str]
) -> None:
    """Such as a passer-by at a screen that she left open."""
    answer = await phone.post("/desk/sessions/end-others", **typed)
    assert (answer.status, 'role="alert"' in answer.text) == (422, True)
    for handle in handles((await lan.get("/desk/sessions")).text):
        if handle not in handles((await phone.get("/desk/sessions")).text):
            assert (await phone.post("/desk/sessions/end", session=handle, **typed)).status == 422
    assert (await lan.get("/desk")).status == 200


async def test_guessing_it_there_is_slowed_down_as_elsewhere(lan: Visitor, phone: Visitor) -> None:
    tries = [await phone.post("/desk/sessions/end-others", password="x") for _ in range(7)]
    assert [one.status for one in tries] == [422] * 6 + [429]


async def test_ending_this_one_is_signing_out(lan: Visitor) -> None:
    [this] = handles((await lan.get("/desk/sessions")).text)
    assert (await lan.post("/desk/sessions/end", session=this)).location == "/desk/login"
    assert lan.session is None


async def test_nobody_ends_a_colleagues_but_an_administrator(
    lan: Visitor, hoa: Visitor, chief: Visitor, office: Office
) -> None:
    [hers] = handles((await hoa.get("/desk/sessions")).text)
    await lan.post("/desk/sessions/end", session=hers, password=PASSWORD)
    assert (await hoa.get("/desk")).status == 200
    user = await office.staff.people.with_login("hoa")
    await chief.post(f"/desk/staff/{user.id}/end-session", session=hers)
    assert (await hoa.get("/desk")).status == 303


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (FIREFOX, "Firefox · Windows"),
        (ANDROID, "Chrome · Android"),
        (FIREFOX.replace("Firefox", "Gecko"), "Windows"),
        ("", ""),
        ("<script>alert(1)</script>", ""),
        (ANDROID.replace("Mobile Safari/537.36", "Safari/537.36 Edg/130.0"), "Edge · Android"),
        (ANDROID.replace("Chrome", "coc_coc_browser/1 Chrome"), "Cốc Cốc · Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1", "Safari · iPhone"),
    ],
)
def test_a_browser_in_plain_words(said: str, name: str) -> None:
    assert browser_name(said) == name


async def test_the_password_is_not_asked_for_where_a_wrong_one_was_guessed_elsewhere(
    lan: Visitor, server: BaseTestServer
) -> None:
    """From the very same address, by somebody whose browser is not hers."""
    async with Visitor(server) as guesser:
        for _ in range(40):
            await guesser.post("/desk/login", login="lan", password="wrong")
        assert (await guesser.sign_in("lan")).status == 429
    assert (await lan.post("/desk/login", login="lan", password=PASSWORD)).status == 303


async def test_with_a_clock_set_back_a_day_nobody_stays_signed_in_for_a_day_longer(
    lan: Visitor, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await lan.get("/desk")).status == 200
    for moved, status in ((timedelta(minutes=-2), 200), (timedelta(days=-1), 303)):
        with monkeypatch.context() as patch:
            patch.setattr(office.staff.sessions, "_now", lambda moved=moved: utc_now() + moved)
            assert (await lan.get("/desk")).status == status


async def test_where_nothing_can_be_saved_nobody_is_signed_out_and_a_page_says_so(
    lan: Visitor, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(**_: object) -> None:
        raise NotSaved("disk full")

    with monkeypatch.context() as patch:
        patch.setattr(office.store, "write", full)
        patch.setattr(office.staff, "_now", lambda: utc_now() + timedelta(minutes=2))
        assert (await lan.get("/desk")).status == 200
        [handle] = handles((await lan.get("/desk/sessions")).text)[:1] or [""]
        answer = await lan.post("/desk/sessions/end", session=handle)
    assert (answer.status, "Chưa lưu được" in answer.text) == (503, True)
