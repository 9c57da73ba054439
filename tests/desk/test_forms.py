"""Forms count only when one of our own pages sent them in the same session."""

from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import replace
from io import BytesIO

import pytest
from aiohttp.test_utils import BaseTestServer

from app.office import Office
from counselling.permissions import GRANTS, Permission, Role
from desk.desk import Desk
from desk.routes import ROUTES
from tests.counselling.cast import ANYWHERE
from tests.desk.people import add_user, serving, signed_in
from tests.desk.visitor import Visitor

POSTS = {r.path: r.permission for r in ROUTES if r.method == "POST" and r.permission is not None}


async def send(visitor: Visitor, path: str, csrf: str | None, origin: str | None) -> int:
    form = {"id": "1", "text": "hello"} | ({} if csrf is None else {"csrf": csrf})
    headers = {} if origin is None else {"Origin": origin}
    response = await visitor.open("POST", path, data=form, headers=headers)
    return response.status


@pytest.fixture
async def who(path: str, server: BaseTestServer, office: Office) -> AsyncIterator[Visitor]:
    """Somebody who may send it."""
    permission = POSTS.get(path, Permission.USE_DESK)
    role = next(role for role in Role if permission in GRANTS[role])
    user = await add_user(office, "sender", "Sender", role)
    async with Visitor(server) as visitor:
        await signed_in(office, visitor, user)
        yield visitor


@pytest.mark.parametrize("path", POSTS)
async def test_a_form_without_the_sessions_secret_is_refused(
    path: str, who: Visitor, hoa: Visitor, code: str
) -> None:
    here = path.format_map(defaultdict(lambda: "1", code=code))
    for csrf in (None, "", "guessed", "gạch", hoa.csrf):
        assert await send(who, here, csrf, who.origin) == 403


@pytest.mark.parametrize("path", [*POSTS, "/desk/login", "/desk/login/code"])
async def test_a_form_from_elsewhere_is_refused(path: str, who: Visitor, code: str) -> None:
    here = path.format_map(defaultdict(lambda: "1", code=code))
    for origin in (None, "", "null", "https://elsewhere.example", who.origin + ".example"):
        assert await send(who, here, who.csrf, origin) == 403


async def test_a_refused_form_changes_nothing(lan: Visitor, office: Office, code: str) -> None:
    assert await send(lan, f"/desk/tickets/{code}/claim", "guessed", lan.origin) == 403
    assert [row.holder_id for row in await office.casework.queue(by=ANYWHERE)] == [None]


async def test_an_old_browser_may_show_where_it_comes_from_by_its_referrer(
    lan: Visitor, code: str
) -> None:
    response = await lan.open(
        "POST",
        f"/desk/tickets/{code}/claim",
        data={"csrf": lan.csrf},
        headers={"Referer": f"{lan.origin}/desk/tickets/{code}"},
    )
    assert response.status == 303


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b'{"csrf": "x"}'),
        ("multipart/form-data", b"no boundary"),
        ("application/x-www-form-urlencoded; charset=nonsense", b"csrf=x"),
        ("application/x-www-form-urlencoded", b"csrf=%ff%fe"),
        ("application/x-www-form-urlencoded", b"\xff\xfe\x00"),
        ("application/x-www-form-urlencoded", b"csrf=" + b"x" * 1_100_000),
    ],
)
async def test_a_broken_body_is_refused_and_breaks_nothing(
    kind: str, body: bytes, lan: Visitor, code: str
) -> None:
    headers = {"Content-Type": kind, "Origin": lan.origin}
    response = await lan.open(
        "POST", f"/desk/tickets/{code}/claim", data=BytesIO(body), headers=headers
    )
    assert response.status == 403


async def test_a_stranger_is_not_even_asked_for_the_secret(stranger: Visitor, code: str) -> None:
    assert await send(stranger, f"/desk/tickets/{code}/claim", None, None) == 404


async def test_behind_a_proxy_that_hides_the_host_the_public_address_is_ours(
    desk: Desk, lan: Visitor, code: str
) -> None:
    ours = replace(desk, origins=frozenset({"https://desk.example"}))
    async with serving(ours) as server, Visitor(server) as visitor:
        visitor.http.cookie_jar.update_cookies(
            {"desk": lan.session or ""}, server.make_url("/desk")
        )
        here = f"/desk/tickets/{code}/claim"
        assert await send(visitor, here, lan.csrf, "http://desk.example") == 403
        assert await send(visitor, here, lan.csrf, "https://desk.example") == 303


@pytest.mark.both_databases
async def test_a_nul_in_a_form_or_an_address_breaks_nothing(
    stranger: Visitor, lan: Visitor, code: str
) -> None:
    assert (await stranger.post("/desk/login", login="l\0an", password="wrong\0one")).status == 403
    here = f"/desk/tickets/{code}"
    await lan.post(f"{here}/claim")
    assert (await lan.post(f"{here}/notes", id="a\0", note="gọi\0 lại")).status == 303
    assert "gọi lại" in (await lan.get(here)).text
    assert (await lan.get(f"{here}?draft=%00")).status == 404
