"""The editors' corner in a real browser: preview while writing, without script, axe clean."""

from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ViewportSize

from app.office import Office
from counselling.corner.corner import build_corner
from counselling.permissions import Role
from desk.desk import Desk
from tests.browser.axe import findings
from tests.browser.counsellor import DESKTOP, PHONE, Counsellor, a_counsellor
from tests.counselling.corner.the_corner import a_faq
from tests.desk.people import add_user
from tests.desk.visitor import PASSWORD
from tests.the_set import the_set

pytestmark = [pytest.mark.slow, pytest.mark.browser]

ENTRY = "/desk/faq/legal/id-card"
PAGES = (
    "/desk/faq", "/desk/faq/review", "/desk/faq/gaps", "/desk/faq/try", "/desk/faq/new", ENTRY,
    f"{ENTRY}/history", "/desk/faq/files/hotlines", "/desk/lists/offices",
    "/desk/lists/offices/ha-noi", "/desk/lists/hotlines/new",
)  # fmt: skip


@pytest.fixture
def faq(tmp_path: Path) -> Path:
    return a_faq(tmp_path)


@pytest.fixture
def desk(desk: Desk, office: Office, faq: Path, tmp_path: Path) -> Desk:
    corner = build_corner(office.store, the_set, faq, tmp_path / "data", None)
    return replace(desk, corner=corner)


@pytest_asyncio.fixture(loop_scope="session")
async def mai(office: Office) -> str:
    """The login of an editor."""
    await add_user(office, "mai", "Mai", Role.EDITOR)
    return "mai"


async def comes_in(editor: Counsellor, login: str) -> None:
    await editor.signs_in(login)
    await editor.page.wait_for_url("**/desk/faq")


async def test_preview_and_problems_follow_while_she_writes(
    chromium: Browser, address: str, mai: str, faq: Path
) -> None:
    before = (faq / "legal/id-card.md").read_bytes()
    async with a_counsellor(chromium, address, None) as editor:
        await comes_in(editor, mai)
        await editor.opens(ENTRY)
        page = editor.page
        await page.fill('[id="f-vi.answer"]', "Chị gọi <b>0999888777</b>.")
        await page.wait_for_selector('[id="p-vi.answer"] .fault-error')
        assert "Chị gọi <b>0999888777</b>." in await page.inner_text("#shown-vi")
        assert await page.locator("#shown-vi b").all_inner_texts() == []
        assert await page.evaluate("document.activeElement.id") == "f-vi.answer"
        assert (faq / "legal/id-card.md").read_bytes() == before
        await page.fill("#why", "thử")
        await page.click(".faq-foot .button-main")
        await page.wait_for_selector("#said")
        assert "0999888777" in await page.input_value('[id="f-vi.answer"]')
        assert [one for one in editor.complaints if "422" not in one] == []


async def test_everything_works_without_script(
    chromium: Browser, address: str, mai: str, faq: Path
) -> None:
    context = await chromium.new_context(java_script_enabled=False, viewport=PHONE)
    page = await context.new_page()
    await page.goto(f"{address}/desk/login")
    await page.fill("#login", mai)
    await page.fill("#password", PASSWORD)
    await page.press("#password", "Enter")
    await page.goto(f"{address}{ENTRY}")
    await page.fill('[id="f-vi.title"]', "Làm thẻ căn cước")
    await page.fill("#why", "ngắn hơn")
    await page.click(".faq-foot .button-main")
    await page.wait_for_url("**published=1")
    assert "Làm thẻ căn cước".encode() in (faq / "legal/id-card.md").read_bytes()
    await page.goto(f"{address}{ENTRY}/history")
    assert "ngắn hơn" in await page.inner_text(".faq-versions")
    await context.close()


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["wide-light", "narrow-dark"]
)
async def test_axe_finds_nothing_and_no_page_is_wider_than_the_window(
    chromium: Browser,
    address: str,
    mai: str,
    size: ViewportSize,
    scheme: Literal["light", "dark"],
) -> None:
    async with a_counsellor(chromium, address, None, size) as editor:
        await editor.page.emulate_media(color_scheme=scheme)
        await comes_in(editor, mai)
        for path in PAGES:
            await editor.opens(path)
            assert await findings(editor.page) == [], path
            assert await editor.sideways() <= 0, path
        await editor.opens(ENTRY)
        await editor.page.fill('[id="f-vi.answer"]', "Ngắn.")
        await editor.page.wait_for_selector('[id="p-vi.answer"] .fault-error')
        assert await findings(editor.page) == [], "with problems"
