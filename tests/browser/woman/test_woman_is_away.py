"""Nobody touches the phone: the page asks, then empties itself, and shows nothing of hers."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from connectors.webchat.words import WORDS
from counselling.conversations import Language
from tests.browser.woman.conftest import House
from tests.browser.woman.phone import DESKTOP, SMALL, Phone, a_phone

pytestmark = [pytest.mark.slow, pytest.mark.browser]

SECRET = "bí mật"
UNDER_THE_FINGER = "document.elementFromPoint(innerWidth / 2, innerHeight * {}).closest('#still')"


@pytest_asyncio.fixture(loop_scope="session")
async def phone(chromium: Browser, house: House) -> AsyncIterator[Phone]:
    """Her phone with a secret on it, and a clock that the test turns."""
    async with a_phone(chromium, house.address, device=SMALL) as opened:
        await opened.page.clock.install()
        await opened.opens()
        await opened.writes(SECRET)
        await opened.is_told(SECRET, "Đã gửi")
        yield opened


async def is_closed(phone: Phone, language: Language = "vi") -> None:
    words = WORDS[language]
    shown = f"{words['closed']}\n{words['closed_open']}"
    await expect(phone.page.locator("body")).to_have_text(shown.replace("\n", ""))
    assert SECRET not in await phone.page.content()
    assert await phone.page.title() == words["title"]


async def looks_away(phone: Phone, *, away: bool) -> None:
    """Lock the phone or wake it up."""
    await phone.page.evaluate(
        """(hidden) => {
            Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
            document.dispatchEvent(new Event("visibilitychange"));
        }""",
        away,
    )


async def test_after_nine_minutes_it_covers_the_conversation_and_asks(phone: Phone) -> None:
    still = phone.page.get_by_role("alertdialog", name=WORDS["vi"]["still_ask"])
    await phone.page.clock.fast_forward("08:58")
    await expect(still).to_be_hidden()
    await phone.page.clock.fast_forward("00:03")
    await expect(still).to_be_visible()
    await expect(phone.page.locator("#still-here")).to_be_focused()
    for height in (0.2, 0.5, 0.98):
        assert await phone.page.evaluate(f"Boolean({UNDER_THE_FINGER.format(height)})")
    await phone.in_sight("#exit")
    await phone.in_sight("#still-here")
    await phone.taps(WORDS["vi"]["still_here"])
    await expect(still).to_be_hidden()
    await expect(phone.own(SECRET)).to_be_visible()


async def test_after_ten_minutes_nothing_of_hers_is_left_and_a_tap_begins_anew(
    phone: Phone, house: House
) -> None:
    await phone.page.clock.fast_forward("09:05")
    await phone.page.clock.fast_forward("00:56")
    await is_closed(phone)
    before = await phone.page.evaluate("history.length")
    async with phone.page.expect_navigation():
        await phone.taps(WORDS["vi"]["closed_open"])
    await expect(phone.page.locator("#welcome h2")).to_have_text("Chào chị!")
    await expect(phone.page.locator("#strip")).to_have_attribute("data-handler", "assistant")
    assert SECRET not in await phone.page.content()
    assert await phone.page.evaluate("history.length") == before


async def test_who_touches_the_page_keeps_it(phone: Phone) -> None:
    for _ in range(3):
        await phone.page.clock.fast_forward("08:00")
        await phone.page.touchscreen.tap(160, 300)
    await phone.page.clock.fast_forward("08:00")
    await phone.page.focus("#text")
    await phone.page.keyboard.type("a")
    await phone.page.clock.fast_forward("08:00")
    await expect(phone.own(SECRET)).to_be_visible()


async def test_what_a_script_or_the_office_does_is_no_sign_of_her(
    phone: Phone, house: House
) -> None:
    await phone.page.click("#person")
    await phone.taps("Tôi đồng ý")
    code, lan = await house.waiting_code(), await house.a_counsellor()
    await house.office.casework.claim(code, by=lan)
    await phone.page.clock.fast_forward("08:00")
    await house.office.casework.reply(code, by=lan, text="Chị còn đó không?", external_id="1")
    await phone.sees("Chị còn đó không?")
    await phone.page.evaluate("document.body.dispatchEvent(new Event('pointerdown'))")
    await phone.page.clock.fast_forward("01:02")
    await expect(phone.page.locator("#still")).to_be_visible()
    await phone.page.clock.fast_forward("01:00")
    await is_closed(phone)


async def test_a_phone_that_slept_shows_nothing_when_it_wakes(phone: Phone) -> None:
    await looks_away(phone, away=True)
    await expect(phone.page.locator("html")).to_have_class("covered")
    now = await phone.page.evaluate("Date.now()")
    await phone.page.clock.set_fixed_time(now + 11 * 60 * 1000)  # the timers stood still
    await looks_away(phone, away=False)
    await is_closed(phone)


async def test_a_short_look_at_something_else_costs_nothing(phone: Phone) -> None:
    await looks_away(phone, away=True)
    await phone.page.clock.fast_forward("02:00")
    await looks_away(phone, away=False)
    await expect(phone.page.locator("html")).not_to_have_class("covered")
    await expect(phone.own(SECRET)).to_be_visible()


async def test_a_finger_that_comes_after_the_sleep_does_not_bring_it_back(phone: Phone) -> None:
    now = await phone.page.evaluate("Date.now()")
    await phone.page.clock.set_fixed_time(now + 11 * 60 * 1000)
    await phone.page.touchscreen.tap(160, 300)
    await is_closed(phone)


async def test_it_closes_without_a_network_and_with_words_still_waiting(phone: Phone) -> None:
    await phone.context.set_offline(True)
    await phone.writes("chưa đi")
    await phone.is_told("chưa đi", "Chờ mạng, sẽ tự gửi")
    await phone.page.clock.fast_forward("10:01")
    await is_closed(phone)
    assert "chưa đi" not in await phone.page.content()


@pytest.mark.parametrize("language", ["en", "ko"])
async def test_it_asks_and_closes_in_her_language(
    chromium: Browser, house: House, language: Language
) -> None:
    async with a_phone(chromium, house.address, language) as phone:
        await phone.page.clock.install()
        await phone.opens()
        await phone.page.clock.fast_forward("09:01")
        await expect(phone.page.locator("#still")).to_contain_text(WORDS[language]["still_soon"])
        await phone.page.clock.fast_forward("01:00")
        await is_closed(phone, language)


async def test_by_keyboard_only_the_answer_and_the_exit_can_be_reached(
    chromium: Browser, house: House
) -> None:
    async with a_phone(chromium, house.address, device=DESKTOP) as phone:
        await phone.page.clock.install()
        await phone.opens()
        await phone.page.focus("#text")
        await phone.page.clock.fast_forward("09:01")
        for wanted in ("#exit", "#still-here", "#exit", "#still-here"):
            await phone.page.keyboard.press("Tab")
            await expect(phone.page.locator(wanted)).to_be_focused()
        await phone.page.keyboard.press("Enter")
        await expect(phone.page.locator("#still")).to_be_hidden()
        await expect(phone.page.locator("#text")).to_be_focused()
