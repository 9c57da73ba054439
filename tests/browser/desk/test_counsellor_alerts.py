"""A new emergency is heard: once, in every tab she may be in, and not silently refused."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Page, expect

from app.office import Office
from counselling.permissions import User
from tests.browser.counsellor import DESKTOP, PHONE, Counsellor
from tests.counselling.cast import Woman
from tests.desk.people import a_ticket

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Counts the tones that really start: an oscillator of a context that may not sound never does.
LISTEN = """
window.tones = 0;
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...when) {
  if (this.context.state === "running") window.tones += 1;
  return start.apply(this, when);
};
"""
A_CHIME = 2  # tones


@pytest_asyncio.fixture(loop_scope="session")
async def context(chromium: Browser) -> AsyncIterator[BrowserContext]:
    made = await chromium.new_context(viewport=DESKTOP)
    await made.add_init_script(LISTEN)
    made.set_default_timeout(15_000)
    yield made
    await made.close()


async def a_tab(context: BrowserContext, address: str, path: str = "/desk") -> Counsellor:
    tab = Counsellor(await context.new_page(), address)
    tab.page.on("console", tab.hear)
    await tab.opens(path)
    if await tab.page.locator("#password").count():
        await tab.signs_in("lan")
    await tab.is_live()
    return tab


async def tones(*pages: Page) -> list[int]:
    """What has sounded in each, after all that may sound has had its time."""
    await pages[0].wait_for_timeout(1500)
    return [await page.evaluate("window.tones") for page in pages]


async def test_a_new_emergency_sounds_and_stands_in_the_title(
    context: BrowserContext, address: str, woman: Woman
) -> None:
    lan = await a_tab(context, address)
    await lan.page.mouse.click(400, 500)
    code = await woman.asks_for_a_person()
    await lan.sees(code)
    assert await tones(lan.page) == [A_CHIME]
    await expect(lan.page).to_have_title("KHẨN CẤP (1) Hàng chờ: Mới · Bàn tư vấn")
    await expect(lan.page.locator("#alarm")).to_contain_text(code)
    assert lan.complaints == []


async def test_a_request_without_danger_is_silent(
    context: BrowserContext, address: str, office: Office
) -> None:
    lan = await a_tab(context, address)
    await lan.page.mouse.click(400, 500)
    await lan.sees(await a_ticket(office, "calm"))
    assert await tones(lan.page) == [0]


async def test_of_all_her_tabs_one_sounds_and_none_again_later(
    context: BrowserContext, address: str, woman: Woman
) -> None:
    tabs = [await a_tab(context, address) for _ in range(3)]
    for tab in tabs:
        await tab.page.mouse.click(400, 500)
    code = await woman.asks_for_a_person()
    for tab in tabs:
        await tab.sees(code)
    assert sum(await tones(*(tab.page for tab in tabs))) == A_CHIME
    await tabs[0].opens_ticket(code)
    await tabs[0].page.mouse.click(400, 300)
    await tabs[1].page.reload()
    await tabs[1].page.mouse.click(400, 500)
    fourth = await a_tab(context, address)
    await fourth.page.mouse.click(400, 500)
    heard = await tones(tabs[0].page, tabs[1].page, fourth.page)
    assert heard == [0, 0, 0]  # their counts began anew with the page


async def test_a_ticket_tab_in_the_background_sounds_too_and_at_once(
    context: BrowserContext, address: str, office: Office, woman: Woman
) -> None:
    calm = await a_ticket(office, "calm")
    lan = await a_tab(context, address, f"/desk/tickets/{calm}")
    await lan.page.mouse.click(400, 300)
    # Its timers are held back as a browser holds back those of a tab hidden for long.
    await lan.page.evaluate("window.setInterval = () => 0")
    await lan.is_looked_at(looked_at=False)
    await lan.page.wait_for_timeout(300)
    await woman.asks_for_a_person()
    assert await tones(lan.page) == [A_CHIME]
    await expect(lan.page).to_have_title(f"KHẨN CẤP (1) {calm} · Bàn tư vấn")
    await lan.is_looked_at(looked_at=True)
    await lan.is_live()
    assert await tones(lan.page) == [A_CHIME]


async def test_where_the_browser_forbids_sound_she_is_told_and_hears_it_after_one_touch(
    context: BrowserContext, address: str, woman: Woman
) -> None:
    lan = await a_tab(context, address)
    untouched = await a_tab(context, address)
    hint = untouched.page.locator("#sound-hint")
    await expect(hint).to_be_visible()
    await lan.page.close()
    await woman.asks_for_a_person()
    assert await tones(untouched.page) == [0]
    await hint.click()
    assert await tones(untouched.page) == [A_CHIME]
    await expect(hint).to_be_hidden()


async def test_switched_off_in_one_tab_it_is_off_in_all(
    context: BrowserContext, address: str, woman: Woman
) -> None:
    one, other = await a_tab(context, address), await a_tab(context, address)
    await other.page.mouse.click(400, 500)
    await one.page.locator(".menu summary").click()
    await one.page.locator("#sound").click()
    await expect(one.page.locator("#sound")).to_have_attribute("aria-pressed", "false")
    before = await tones(one.page, other.page)
    code = await woman.asks_for_a_person()
    await other.sees(code)
    assert await tones(one.page, other.page) == before
    third = await a_tab(context, address)
    await expect(third.page.locator("#sound")).to_have_attribute("aria-pressed", "false")


async def test_who_waits_again_after_a_hand_back_is_an_emergency_again(
    context: BrowserContext, address: str, office: Office, woman: Woman, hoa_user: User
) -> None:
    code = await woman.asks_for_a_person()
    await office.casework.claim(code, by=hoa_user)
    await office.casework.hand_back(code, by=hoa_user)
    lan = await a_tab(context, address)
    await lan.page.mouse.click(400, 500)
    assert await tones(lan.page) == [0]
    await woman.asks_for_a_person()
    assert await tones(lan.page) == [A_CHIME]


async def test_on_a_phone_the_hint_fits(context: BrowserContext, address: str) -> None:
    lan = await a_tab(context, address)
    lan = await a_tab(context, address)
    await lan.page.set_viewport_size(PHONE)
    await expect(lan.page.locator("#sound-hint")).to_be_visible()
    assert await lan.sideways() == 0
