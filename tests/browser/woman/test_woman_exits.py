"""The quick exit from wherever she is, also where the network is slow or the keyboard hers."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Browser, Route, expect

from connectors.webchat.words import WORDS
from tests.browser.woman.conftest import House
from tests.browser.woman.phone import DESKTOP, ELSEWHERE, SMALL, Phone, a_phone

pytestmark = [pytest.mark.slow, pytest.mark.browser]

SECRET = "bí mật"
# Once a page is on its way out nobody can ask it any more: it has to tell by itself.
TELL_WHAT_IS_SHOWN = """document.addEventListener("leaving", () => setTimeout(() => {
    const [only, ...others] = document.body.children;
    const seen = Math.max(only.offsetWidth, only.offsetHeight) + others.length;
    const told = [only.getAttribute("role"), only.textContent, seen, document.title.trim()];
    console.log(told.join("|"));
}))"""
TELL_WHAT_IS_PREVENTED = """addEventListener("keydown", (event) => {
    console.log(event.key, event.defaultPrevented);
})"""


class Slow:
    """A page elsewhere that comes when the test says so."""

    def __init__(self) -> None:
        self.asked = asyncio.Event()
        self.arrives = asyncio.Event()

    async def __call__(self, route: Route) -> None:
        self.asked.set()
        await self.arrives.wait()
        await route.fulfill(body=ELSEWHERE, content_type="text/html")


async def open_menu(phone: Phone) -> None:
    await phone.page.click("#menu-button")


async def open_question(phone: Phone) -> None:
    await phone.page.click("#menu-button")
    await phone.page.click("#erase")


async def open_keyboard(phone: Phone) -> None:
    await phone.page.focus("#text")
    await phone.page.set_viewport_size({"width": 320, "height": 300})


async def turn_sideways(phone: Phone) -> None:
    await phone.page.set_viewport_size({"width": 568, "height": 240})


async def read_further_up(phone: Phone) -> None:
    await phone.page.evaluate("document.getElementById('room').scrollTop = 0")


@pytest.mark.parametrize(
    "reaching", [open_menu, open_question, open_keyboard, turn_sideways, read_further_up]
)
async def test_one_tap_leaves_whatever_is_open(
    chromium: Browser, house: House, reaching: Callable[[Phone], Awaitable[None]]
) -> None:
    async with a_phone(chromium, house.address, device=SMALL) as phone:
        await phone.opens()
        await phone.writes(SECRET)
        await phone.is_told(SECRET, "Đã gửi")
        await reaching(phone)
        box = await phone.in_sight("#exit")
        assert min(box["width"], box["height"]) >= 47.9
        await phone.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        await expect(phone.page.locator("p")).to_have_text("Sunny")


async def test_the_screen_is_empty_at_once_however_slow_the_way_out_is(
    chromium: Browser, house: House
) -> None:
    async with a_phone(chromium, house.address, device=DESKTOP) as phone:
        await phone.opens()
        await phone.writes(SECRET)
        await phone.is_told(SECRET, "Đã gửi")
        await phone.context.route("https://www.google.com/**", slow := Slow())
        await phone.page.evaluate(TELL_WHAT_IS_SHOWN)
        async with phone.page.expect_console_message() as told:
            await phone.page.click("#exit", no_wait_after=True)
        assert (await told.value).text == f"alert|{WORDS['vi']['leaving']}|1|"
        await slow.asked.wait()
        slow.arrives.set()
        await expect(phone.page.locator("p")).to_have_text("Sunny")


async def test_a_screen_reader_hears_that_one_more_escape_leaves(
    chromium: Browser, house: House
) -> None:
    async with a_phone(chromium, house.address, device=DESKTOP) as phone:
        await phone.opens()
        told = phone.page.locator("body > [role=status]")
        await phone.page.keyboard.press("Escape")
        await expect(told).to_have_count(0)
        await phone.page.keyboard.press("Escape")
        await expect(told).to_have_text(WORDS["vi"]["escape_more"])


async def test_escape_does_not_stop_the_page_she_flees_to(chromium: Browser, house: House) -> None:
    async with a_phone(chromium, house.address, device=DESKTOP) as phone:
        await phone.opens()
        await phone.context.route("https://www.google.com/**", slow := Slow())
        await phone.page.evaluate(TELL_WHAT_IS_PREVENTED)
        for _ in range(4):
            await phone.page.keyboard.press("Escape")
        async with asyncio.timeout(5):  # what the page says comes a little later
            while len(phone.complaints) < 4:  # noqa: ASYNC110  # the browser tells no more
                await asyncio.sleep(0.01)
        told = [said for said in phone.complaints if said.startswith("Escape")]
        assert told == ["Escape false", *3 * ["Escape true"]], phone.complaints
        slow.arrives.set()


async def test_escape_held_down_or_pressed_now_and_then_does_not_leave(
    chromium: Browser, house: House
) -> None:
    async with a_phone(chromium, house.address, device=DESKTOP) as phone:
        await phone.page.clock.install()
        await phone.opens()
        for _ in range(4):
            await phone.page.keyboard.down("Escape")  # the same key again is a repeat
        for _ in range(4):
            await phone.page.clock.fast_forward("00:03")
            await phone.page.keyboard.up("Escape")
            await phone.page.keyboard.press("Escape")
        await expect(phone.page.locator("#welcome h2")).to_be_visible()


async def test_the_middle_button_of_a_mouse_leaves_too(chromium: Browser, house: House) -> None:
    async with a_phone(chromium, house.address, device=DESKTOP) as phone:
        await phone.opens()
        await phone.page.click("#exit", button="middle")
        await expect(phone.page.locator("p")).to_have_text("Sunny")
        assert len(phone.context.pages) == 1


async def test_no_question_of_the_browser_stands_in_her_way(phone: Phone) -> None:
    asked: list[str] = []
    phone.page.on("dialog", lambda dialog: asked.append(dialog.type))
    await phone.context.set_offline(True)
    await phone.writes("chưa đi")
    await phone.is_told("chưa đi", "Chờ mạng, sẽ tự gửi")
    await phone.context.set_offline(False)
    await phone.page.click("#exit")
    await expect(phone.page.locator("p")).to_have_text("Sunny")
    assert asked == []
