"""The chat on the office's own site: for the sites it names, and for nobody else."""

from pathlib import Path

import pytest
from aiohttp import ClientResponse

from connectors.webchat.page import FOLDER, Page
from connectors.webchat.rules import Rules
from tests.connectors.webchat.hall import Hall, a_hall
from tests.counselling.cast import FakeAssistant

SITES = ("https://www.office.example", "https://office.example:8443")
ADDRESSES = ("/chat/widget.js", "/chat/framed", "/chat/framed/ko")


async def get(hall: Hall, path: str) -> ClientResponse:
    return await hall.session.get(hall.server.make_url(path), headers={"Accept-Language": "en"})


async def test_without_a_site_named_there_is_no_widget(tmp_path: Path) -> None:
    async with a_hall(tmp_path, FakeAssistant()) as hall:
        for path in ADDRESSES:
            assert (await get(hall, path)).status == 404


async def test_only_the_named_sites_may_frame_it_and_only_there(tmp_path: Path) -> None:
    async with a_hall(tmp_path, FakeAssistant(), Rules(widget_sites=SITES)) as hall:
        framed = await get(hall, "/chat/framed")
        policy = framed.headers["Content-Security-Policy"]
        assert f"frame-ancestors {' '.join(SITES)}" in policy
        assert "unsafe" not in policy
        assert "X-Frame-Options" not in framed.headers
        assert framed.headers["Cache-Control"] == "no-store"
        page = await get(hall, "/chat")
        assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
        assert page.headers["X-Frame-Options"] == "DENY"


async def test_the_framed_page_speaks_the_language_its_address_names(tmp_path: Path) -> None:
    async with a_hall(tmp_path, FakeAssistant(), Rules(widget_sites=SITES)) as hall:
        assert '<html lang="ko">' in await (await get(hall, "/chat/framed/ko")).text()
        assert '<html lang="en">' in await (await get(hall, "/chat/framed")).text()
        assert (await get(hall, "/chat/framed/xx")).status == 404


async def test_of_all_our_files_only_the_script_may_be_loaded_by_others(tmp_path: Path) -> None:
    async with a_hall(tmp_path, FakeAssistant(), Rules(widget_sites=SITES)) as hall:
        script = await get(hall, "/chat/widget.js")
        assert script.content_type == "text/javascript"
        assert script.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
        for path in ("/chat", "/chat/framed"):
            headers = (await get(hall, path)).headers
            assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_the_script_is_at_most_three_kilobytes_over_the_wire() -> None:
    assert len(Page().widget.gzipped) <= 3000


@pytest.mark.parametrize(
    "reading",
    ["querySelector", "getElement", "cookie", "Storage", "location.href", "innerText",
     "fetch(", "XMLHttpRequest", "referrer;", "setAttribute(\"style\"", "innerHTML"],
)  # fmt: skip
def test_the_script_reads_nothing_of_the_page_around_it(reading: str) -> None:
    assert reading not in (FOLDER / "widget" / "widget.js").read_text("utf-8")
