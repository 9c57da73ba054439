"""Who comes into the editors' corner, and that nothing hostile does."""

from pathlib import Path

import pytest

from counselling.corner.corner import Corner
from desk.routes import ROUTES
from tests.desk.corner.form import ENTRY, the_form
from tests.desk.visitor import PASSWORD, Visitor

CORNER = [route for route in ROUTES if route.path.startswith("/desk/faq")]


async def test_an_editor_comes_to_the_corner_at_once(mai: Visitor, stranger: Visitor) -> None:
    signed_in = await stranger.post("/desk/login", login="mai", password=PASSWORD, to="/desk")
    assert signed_in.location == "/desk/faq"
    again = await mai.get("/desk/login")
    assert (again.status, again.location) == (303, "/desk/faq")
    page = await mai.get("/desk/faq")
    assert page.status == 200
    assert page.text.count('href="/desk/faq/legal/') >= 30


@pytest.mark.parametrize("route", CORNER, ids=lambda route: f"{route.method} {route.path}")
async def test_a_counsellor_and_a_stranger_find_nothing_there(
    lan: Visitor, stranger: Visitor, corner: Corner, route: object
) -> None:
    path = route.path.format(shelf="legal", slug="id-card")  # type: ignore[attr-defined]
    method = route.method  # type: ignore[attr-defined]
    for visitor, expected in ((lan, 404), (stranger, 303 if method == "GET" else 404)):
        headers = {"Origin": visitor.origin}
        form = {"csrf": visitor.csrf, "f.vi.title": "x", "why": "x", "question": "x"}
        response = await visitor.open(
            method, path, headers=headers, data=form if method == "POST" else None
        )
        assert response.status == expected
        assert "location" not in response.headers or "login" in response.headers["location"]
    assert corner.editing.manuscripts() == {}


async def test_an_editor_reads_no_ticket_and_no_queue(mai: Visitor, code: str) -> None:
    for path in ("/desk", f"/desk/tickets/{code}", f"/desk/tickets/{code}/messages", "/desk/live"):
        assert (await mai.get(path)).status == 404


@pytest.mark.parametrize(
    "path",
    [
        "legal/no-such-entry", "legal/..%2Fhotlines", "legal/%2e%2e", "files/secret", "etc/passwd",
        "legal/ID-CARD", "danger/phrases", "legal/id-card.md", "legal/" + "a" * 200, "%2e%2e/x",
        "files/hotlines.yml", "legal/id-card/history?version=../../x", "legal/x%00y",
    ],
)  # fmt: skip
async def test_a_hostile_address_finds_nothing(mai: Visitor, faq: Path, path: str) -> None:
    assert (await mai.get(f"/desk/faq/{path}")).status == 404
    if "?" not in path:
        for rest in (
            "",
            "/preview",
            "/publish",
            "/discard",
            "/follow",
            "/take-out",
            "/still-right",
        ):
            answer = await mai.post(f"/desk/faq/{path}{rest}", text="x", why="x", seen="")
            assert answer.status in {303, 404}
    assert not (faq.parent / "x").exists()


async def test_a_form_from_elsewhere_changes_nothing(mai: Visitor, corner: Corner) -> None:
    posts = [route.path for route in CORNER if route.method == "POST"]
    assert len(posts) > 8
    for path in (post.format(shelf="legal", slug="id-card") for post in posts):
        form = {"csrf": "guessed", "f.vi.title": "x", "why": "x", "theme": "legal"}
        headers = {"Origin": mai.origin}
        assert (await mai.open("POST", path, data=form, headers=headers)).status == 403
        headers = {"Origin": "https://elsewhere.example"}
        form["csrf"] = mai.csrf
        assert (await mai.open("POST", path, data=form, headers=headers)).status == 403
    assert corner.editing.manuscripts() == {}


async def test_what_an_editor_writes_is_text_and_never_a_page(mai: Visitor) -> None:
    hostile = '</textarea><script>alert(1)</script><img src=x onerror="alert(1)">'
    hotline = '• <b onclick="x">: 113 (<i>)'
    for path in (f"{ENTRY}/preview", ENTRY):
        form = await the_form(mai)
        form |= {"f.vi.answer": f"{hostile}\n{hotline}", "f.vi.title": hostile, "why": hostile}
        await mai.post(path, **form)
    form = await the_form(mai)
    preview = await mai.post(f"{ENTRY}/preview", **form)
    for page in (preview.text, (await mai.get(ENTRY)).text, (await mai.get("/desk/faq")).text):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "<b onclick" not in page
