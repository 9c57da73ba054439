"""What protects the pages in the browser."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from desk.headers import HEADERS
from desk.pages import TEMPLATES
from desk.routes import ROUTES
from tests.desk.visitor import Visitor

PAGES = [r.path for r in ROUTES if r.method == "GET" and "static" not in r.path]


@pytest.mark.parametrize("who", ["lan", "stranger"])
async def test_every_answer_carries_the_protecting_headers(
    who: str, lan: Visitor, stranger: Visitor, code: str
) -> None:
    visitor = {"lan": lan, "stranger": stranger}[who]
    for path in (*PAGES, "/desk/nothing"):
        known = {"code": code, "number": 1, "form": "csv", "shelf": "legal", "slug": "id-card"}
        response = await visitor.open("GET", path.format_map(defaultdict(lambda: "x", known)))
        response.close()
        assert {name: response.headers.get(name) for name in HEADERS} == HEADERS, path


async def test_a_refused_form_carries_them_too(lan: Visitor) -> None:
    response = await lan.open("POST", "/desk/logout")
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


def test_nothing_is_kept_framed_sniffed_or_run_from_elsewhere() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert HEADERS["Cache-Control"] == "no-store"
    assert HEADERS["X-Content-Type-Options"] == "nosniff"
    assert HEADERS["Referrer-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("template", sorted(TEMPLATES.glob("*.html")), ids=lambda p: p.name)
def test_no_template_holds_a_script_a_style_or_an_address_elsewhere(template: Path) -> None:
    text = template.read_text()
    assert not re.search(r"<script(?![^>]* src=)|<style|\sstyle=|\son\w+=|javascript:", text)
    assert not re.search(r"(src|href|action)=\"(https?:)?//", text)
    assert "|safe" not in text.replace(" ", "")


async def test_style_sheets_and_scripts_are_kept_until_they_change(stranger: Visitor) -> None:
    login = (await stranger.get("/desk/login")).text
    found = re.search(r'href="(/desk/static/\w+/base\.css)"', login)
    assert found
    file = await stranger.get(found[1])
    assert file.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert file.headers["Content-Type"] == "text/css; charset=utf-8"
    old = await stranger.get("/desk/static/older/base.css")
    assert old.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", ["nothing.css", "..%2froutes.py", "%2e%2e/routes.py", "base.css/"])
async def test_only_files_of_the_static_folder_are_served(name: str, stranger: Visitor) -> None:
    assert (await stranger.get(f"/desk/static/x/{name}")).status == 404
