"""The reports in a real browser: readable at every width, in light and dark, and by keyboard."""

from typing import Literal

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ViewportSize

from app.office import Office
from counselling.permissions import Role
from tests.browser.axe import findings
from tests.browser.counsellor import DESKTOP, PHONE, a_counsellor
from tests.counselling.cast import Woman
from tests.desk.people import add_user

pytestmark = [pytest.mark.slow, pytest.mark.browser]

WIDTHS = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
DRAWN = """(chosen) => [...document.querySelectorAll(chosen)]
    .filter((one) => one.getBoundingClientRect().width > 0).length"""
FILL = "getComputedStyle(document.querySelector('.pygal-chart .rect')).fill"


@pytest_asyncio.fixture(loop_scope="session")
async def seven_women(office: Office) -> None:
    await add_user(office, "thu", "Thu", Role.SUPERVISOR)
    for number in range(7):
        await Woman(office, f"phone-{number}").says("cho em hỏi giấy tờ")


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["wide-light", "narrow-dark"]
)
async def test_the_report_is_in_order(
    chromium: Browser,
    address: str,
    seven_women: None,
    size: ViewportSize,
    scheme: Literal["light", "dark"],
) -> None:
    async with a_counsellor(chromium, address, None, size) as thu:
        await thu.page.emulate_media(color_scheme=scheme)
        await thu.signs_in("thu")
        await thu.page.wait_for_url("**/desk")
        await thu.opens("/desk/reports?days=this-month")
        assert await findings(thu.page) == [], "report"
        inside, screen = await thu.page.evaluate(WIDTHS)
        assert inside <= screen, "nothing is wider than the screen"
        assert await thu.page.evaluate(FILL) not in {"none", "rgb(0, 0, 0)"}, "styled by our sheet"
        await thu.opens("/desk/reports?from=2020-01-01&to=2020-01-31")
        assert await findings(thu.page) == [], "empty report"
        await thu.opens("/desk/reports/questions?days=this-month")
        assert await findings(thu.page) == [], "questions"
    assert thu.complaints == []


async def test_days_are_chosen_and_a_file_is_saved_by_keyboard(
    chromium: Browser, address: str, seven_women: None
) -> None:
    async with a_counsellor(chromium, address, "thu") as thu:
        await thu.page.focus(".menu summary")
        await thu.page.keyboard.press("Enter")
        await thu.page.focus('a[href="/desk/reports"]')
        await thu.page.keyboard.press("Enter")
        await thu.sees("Không có gì trong những ngày này")
        await thu.page.focus('a[href="/desk/reports?days=this-month"]')
        await thu.page.keyboard.press("Enter")
        await thu.sees("Phụ nữ theo ngôn ngữ")
        await thu.page.focus('a[href^="/desk/reports/pdf"]')
        async with thu.page.expect_download() as download:
            await thu.page.keyboard.press("Enter")
        assert (await download.value).suggested_filename.endswith(".pdf")


async def test_on_paper_the_charts_have_their_bars_and_nothing_to_press(
    chromium: Browser, address: str, seven_women: None
) -> None:
    async with a_counsellor(chromium, address, "thu") as thu:
        await thu.opens("/desk/reports?days=this-month")
        await thu.page.emulate_media(media="print")
        assert await thu.page.evaluate(DRAWN, ".pygal-chart .rect") > 0
        assert await thu.page.evaluate(DRAWN, "header.bar, .days, .files, .filters") == 0
