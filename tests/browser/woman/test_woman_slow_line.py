"""On a slow line she reads, writes and leaves before the rest of the page has come."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Route, expect

from connectors.webchat.words import WORDS
from tests.browser.axe import findings
from tests.browser.woman.conftest import House
from tests.browser.woman.phone import Phone, a_phone

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest_asyncio.fixture(loop_scope="session")
async def half(chromium: Browser, house: House) -> AsyncIterator[Phone]:
    """Her phone with the page up to where what can wait begins."""

    async def cut(route: Route) -> None:
        answer = await route.fetch()
        html = await answer.text()
        await route.fulfill(response=answer, body=html[: html.rindex("<style>")])

    async with a_phone(chromium, house.address) as opened:
        await opened.context.route("**/chat", cut)
        await opened.page.goto(f"{house.address}/chat")
        yield opened


async def test_she_reads_and_writes(half: Phone) -> None:
    await expect(half.page.locator("#welcome")).to_contain_text(WORDS["vi"]["hello_ask"])
    await half.page.fill("#text", "em sợ")
    await half.page.click("#send")
    await expect(half.page.locator("#text")).to_have_value("em sợ")
    for selector in ("#exit", "#person", "#text", "#send"):
        await half.in_sight(selector)
    assert await half.sideways() == 0
    assert await findings(half.page) == []
    assert half.complaints == []


async def test_she_leaves_by_the_button(half: Phone) -> None:
    await half.page.click("#exit")
    await expect(half.page.locator("p")).to_have_text("Sunny")


async def test_she_leaves_by_the_keyboard(half: Phone) -> None:
    for _ in range(3):
        await half.page.keyboard.press("Escape")
    await expect(half.page.locator("p")).to_have_text("Sunny")


@pytest.mark.parametrize(
    ("early", "said"),
    [
        ("#person').click()", WORDS["vi"]["person"]),
        ("#examples button').click()", WORDS["vi"]["example_1"]),
        ("#text').value = 'em sợ'; document.querySelector('#send').click()", "em sợ"),
    ],
)
async def test_what_she_tapped_or_sent_before_is_done_as_soon_as_the_rest_has_come(
    chromium: Browser, house: House, early: str, said: str
) -> None:
    async def act_early(route: Route) -> None:
        first, rest = (await (await route.fetch()).text()).rsplit("<style>", 1)
        act = f"<script>document.querySelector('{early}</script>"
        await route.fulfill(body=f"{first}{act}<style>{rest}", content_type="text/html")

    async with a_phone(chromium, house.address) as phone:
        await phone.context.route("**/chat", act_early)
        await phone.page.goto(f"{house.address}/chat")
        await phone.is_told(said, "Đã gửi")
        await expect(phone.page.locator("#text")).to_have_value("")
