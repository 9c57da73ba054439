"""The whole page by keyboard, and what a screen reader is told."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.browser.woman.conftest import House
from tests.browser.woman.phone import DESKTOP, SMALL, Phone, a_phone

pytestmark = [pytest.mark.slow, pytest.mark.browser]

# Buttons, links and fields that are on the screen, by id or text.
CONTROLS = """[...document.querySelectorAll("button, a, textarea")]
    .filter((node) => node.offsetParent && !node.disabled)
    .map((node) => node.id || node.innerText)"""
# What has the focus, if it can be seen and is marked.
FOCUSED = """(() => {
    const node = document.activeElement, box = node.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const style = getComputedStyle(node);
    const marked = style.outlineStyle !== "none" || style.boxShadow !== "none";
    return node.contains(top) && marked ? node.id || node.innerText : "unseen " + node.outerHTML;
})()"""


async def _tab_to(page: Page, wanted: str) -> None:
    for _ in range(25):
        await page.keyboard.press("Tab")
        if await page.evaluate(f"document.activeElement.matches({wanted!r})"):
            return
    raise AssertionError(f"{wanted} cannot be reached by Tab")


async def test_she_asks_chooses_and_reaches_a_person_without_a_mouse(
    chromium: Browser, house: House
) -> None:
    async with a_phone(chromium, house.address, device=DESKTOP) as phone:
        await phone.opens()
        page = phone.page
        await _tab_to(page, "#text")
        await page.keyboard.type("cần giấy tờ gì")
        await page.keyboard.press("Enter")
        await expect(page.locator(".choice")).to_have_count(3)
        await _tab_to(page, ".choice")
        await page.keyboard.press("Enter")
        await phone.sees("Nguồn:")
        await _tab_to(page, "#person")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("button", name="Tôi đồng ý")).to_be_visible()
        await _tab_to(page, ".choice:enabled")
        await _tab_to(page, ".choice:enabled:first-child")
        await page.keyboard.press("Space")
        await expect(page.locator("#ticket")).to_contain_text(await house.waiting_code())


async def test_tab_reaches_every_control_in_the_order_they_stand_in_and_shows_where_it_is(
    chromium: Browser, house: House
) -> None:
    async with a_phone(chromium, house.address, device=DESKTOP) as phone:
        await phone.opens()
        await phone.writes("cần giấy tờ gì")
        await expect(phone.page.locator(".choice")).to_have_count(3)
        await phone.page.fill("#text", "a")
        wanted = await phone.page.evaluate(CONTROLS)
        await phone.page.focus("#menu-button")
        seen = []
        for _ in wanted:
            seen.append(await phone.page.evaluate(FOCUSED))
            await phone.page.keyboard.press("Tab")
        assert sorted(seen) == sorted(wanted)
        assert seen.index("exit") < 2


async def test_the_letters_left_are_said_aloud_only_when_the_text_becomes_too_long(
    phone: Phone,
) -> None:
    counter = phone.page.locator("#counter")
    await phone.page.fill("#text", "a" * 3700)
    await expect(counter).to_have_attribute("aria-live", "off")
    await phone.page.fill("#text", "a" * 4001)
    await expect(counter).to_have_attribute("aria-live", "polite")
    await expect(phone.page.locator("#text")).to_have_attribute("aria-invalid", "true")
    await phone.page.fill("#text", "a" * 4002)
    await expect(counter).to_have_attribute("aria-live", "off")


async def test_shift_enter_makes_a_line_and_enter_sends(chromium: Browser, house: House) -> None:
    async with a_phone(chromium, house.address, device=DESKTOP) as phone:
        await phone.opens()
        await phone.page.focus("#text")
        await phone.page.keyboard.type("một")
        await phone.page.keyboard.press("Shift+Enter")
        await phone.page.keyboard.type("hai")
        await phone.page.keyboard.press("Enter")
        await phone.is_told("một", "Đã gửi")
        assert (await phone.texts())[-1] == "một\nhai"
        await expect(phone.page.locator("#text")).to_be_focused()


async def test_enter_while_a_syllable_is_composed_does_not_send(
    chromium: Browser, house: House
) -> None:
    async with a_phone(chromium, house.address, "ko", device=DESKTOP) as phone:
        await phone.opens()
        await phone.page.fill("#text", "안녕하세")
        await phone.page.evaluate(
            """document.getElementById("text").dispatchEvent(new KeyboardEvent("keydown",
                { key: "Enter", isComposing: true, bubbles: true, cancelable: true }))"""
        )
        await expect(phone.page.locator(".from-woman")).to_have_count(0)
        await expect(phone.page.locator("#text")).to_have_value("안녕하세")


async def test_on_a_phone_enter_makes_a_new_line(chromium: Browser, house: House) -> None:
    async with a_phone(chromium, house.address, device=SMALL) as phone:
        await phone.opens()
        await phone.page.focus("#text")
        await phone.page.keyboard.type("một")
        await phone.page.keyboard.press("Enter")
        await phone.page.keyboard.type("hai")
        await expect(phone.page.locator("#text")).to_have_value("một\nhai")


async def test_the_menu_opens_and_closes_by_keyboard(chromium: Browser, house: House) -> None:
    async with a_phone(chromium, house.address, device=DESKTOP) as phone:
        await phone.opens()
        button = phone.page.locator("#menu-button")
        await _tab_to(phone.page, "#menu-button")
        await phone.page.keyboard.press("Enter")
        await expect(button).to_have_attribute("aria-expanded", "true")
        await phone.page.keyboard.press("Escape")
        await expect(phone.page.locator("#menu")).to_be_hidden()
        await expect(button).to_be_focused()


async def test_a_screen_reader_is_told_who_speaks_and_what_is_new(phone: Phone) -> None:
    log = phone.page.get_by_role("log", name="Cuộc trò chuyện")
    await expect(log).to_have_attribute("aria-live", "polite")
    await phone.writes("không ngủ được")
    await expect(log).to_contain_text("Trợ lý tự động")
    await expect(log).to_contain_text("Chị")
    for control in await phone.page.locator("button, a, textarea").all():
        if await control.is_visible():
            name = await control.get_attribute("aria-label") or await control.inner_text()
            assert name.strip()
    assert await phone.page.locator("h1").count() == 1


async def test_with_the_keyboard_open_the_exit_and_the_composer_stay_in_sight(
    chromium: Browser, house: House
) -> None:
    async with a_phone(chromium, house.address, device=SMALL) as phone:
        await phone.opens()
        await phone.page.set_viewport_size({"width": 320, "height": 330})
        for selector in ("#exit", "#person", "#text", "#send"):
            await phone.in_sight(selector)


async def test_text_twice_as_large_still_fits(chromium: Browser, house: House) -> None:
    async with a_phone(chromium, house.address, device=SMALL) as phone:
        await phone.opens()
        await phone.page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert await phone.sideways() == 0
        await phone.in_sight("#exit")
        await phone.in_sight("#person")
