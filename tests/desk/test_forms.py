"""Forms count only when one of our own pages sent them in the same session."""

from dataclasses import replace
from io import BytesIO

import pytest

from app.office import Office
from counselling.permissions import GRANTS, Role
from desk.desk import Desk
from desk.routes import ROUTES
from tests.desk.people import serving
from tests.desk.visitor import Visitor

# What a counsellor may send; for what editors may: tests/desk/corner.
COUNSELLORS = GRANTS[Role.COUNSELLOR]
POSTS = [r.path for r in ROUTES if r.method == "POST" and r.permission in COUNSELLORS]


async def send(visitor: Visitor, path: str, csrf: str | None, origin: str | None) -> int:
    form = {"id": "1", "text": "hello"} | ({} if csrf is None else {"csrf": csrf})
    headers = {} if origin is None else {"Origin": origin}
    response = await visitor.open("POST", path, data=form, headers=headers)
    return response.status


@pytest.mark.parametrize("path", POSTS)
async def test_a_form_without_the_sessions_secret_is_refused(
    path: str, lan: Visitor, hoa: Visitor, code: str
) -> None:
    here = path.format(code=code)
    for csrf in (None, "", "guessed", "gạch", hoa.csrf):
        assert await send(lan, here, csrf, lan.origin) == 403


@pytest.mark.parametrize("path", [*POSTS, "/desk/login"])
async def test_a_form_from_elsewhere_is_refused(path: str, lan: Visitor, code: str) -> None:
    here = path.format(code=code)
    for origin in (None, "", "null", "https://elsewhere.example", lan.origin + ".example"):
        assert await send(lan, here, lan.csrf, origin) == 403


async def test_a_refused_form_changes_nothing(lan: Visitor, office: Office, code: str) -> None:
    assert await send(lan, f"/desk/tickets/{code}/claim", "guessed", lan.origin) == 403
    assert [row.holder_id for row in await office.casework.queue()] == [None]


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
