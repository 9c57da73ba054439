"""Her language: guessed, chosen, changed at any time."""

import pytest
from playwright.async_api import Browser, expect

from tests.browser.woman.conftest import House
from tests.browser.woman.phone import Phone, a_phone

pytestmark = [pytest.mark.slow, pytest.mark.browser]


async def test_the_browsers_language_is_the_first_guess(chromium: Browser, house: House) -> None:
    async with a_phone(chromium, house.address, "ko") as phone:
        await phone.opens()
        await expect(phone.page.locator("#welcome h2")).to_have_text("안녕하세요!")
        pressed = phone.page.locator('#welcome [aria-pressed="true"]')
        await expect(pressed).to_have_text("한국어")


async def test_one_tap_changes_the_whole_page_and_the_answers(phone: Phone) -> None:
    await phone.page.locator("#welcome").get_by_role("button", name="English").click()
    await expect(phone.page.locator("#welcome h2")).to_have_text("Hello, welcome!")
    await expect(phone.page.locator("#person")).to_have_text("Talk to a person")
    assert await phone.page.evaluate("document.documentElement.lang") == "en"
    await phone.writes("không ngủ được")
    await phone.sees("Source:")


async def test_it_can_be_changed_in_the_middle_and_nothing_is_lost(phone: Phone) -> None:
    await phone.writes("không ngủ được")
    await phone.sees("Nguồn:")
    await phone.page.click("#menu-button")
    await phone.page.locator("#menu").get_by_role("button", name="한국어").click()
    await expect(phone.page.locator("#menu")).to_be_hidden()
    await expect(phone.page.locator(".who").last).to_have_text("자동 도우미")
    await phone.is_told("không ngủ được", "보냈어요")
    await phone.writes("잠")
    await phone.sees("출처:")
    assert await phone.texts() == ["không ngủ được", "잠"]
    assert await phone.page.locator(".from-assistant").count() == 2


async def test_who_presses_a_button_is_answered_in_the_language_it_is_written_in(
    chromium: Browser, house: House
) -> None:
    async with a_phone(chromium, house.address, "en") as phone:
        await phone.opens()
        await phone.page.click("#person")
        await phone.sees("May a counsellor")
