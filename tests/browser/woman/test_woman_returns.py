"""She takes a number that looks like a telephone number and comes back from another device."""

import re

import pytest
from playwright.async_api import Browser, expect

from tests.browser.woman.conftest import House
from tests.browser.woman.phone import SMALL, Phone, a_phone

pytestmark = [pytest.mark.slow, pytest.mark.browser]


async def takes_a_number(phone: Phone) -> str:
    await phone.page.click("#menu-button")
    await phone.page.click("#menu [data-opens=later]")
    await phone.page.click("#code-take")
    shown = phone.page.locator("#code")
    await expect(shown).to_have_text(re.compile(r"^\+83 \d{3} \d{3} \d{3} \d{3}$"))
    return await shown.inner_text()


async def comes_back(phone: Phone, number: str, word: str = "") -> None:
    await phone.page.click("#welcome [data-opens=back]")
    await phone.page.fill("#back-code", number)
    await phone.page.fill("#back-word", word)
    await phone.page.click("#back-go")


async def test_she_closes_the_tab_and_reads_on_in_a_fresh_browser(
    phone: Phone, house: House, chromium: Browser
) -> None:
    await phone.writes("không ngủ được")
    await phone.sees("Nguồn:")
    number = await takes_a_number(phone)
    await phone.page.close()
    async with a_phone(chromium, house.address, device=SMALL) as library:
        await library.opens()
        await comes_back(library, number.removeprefix("+83 ").replace(" ", "."))
        await library.sees("không ngủ được")
        await expect(library.page.locator("#notice")).to_contain_text("Đã mở lại")
        await expect(library.page.locator("#menu")).to_be_hidden()
        await library.writes("tôi đây")
        await library.is_told("tôi đây", "Đã gửi")
        assert library.complaints == []


async def test_the_old_tab_is_cleared_and_does_not_say_where_she_went(
    phone: Phone, house: House, chromium: Browser
) -> None:
    await phone.writes("không ngủ được")
    await phone.sees("Nguồn:")
    number = await takes_a_number(phone)
    async with a_phone(chromium, house.address) as library:
        await library.opens()
        await comes_back(library, number)
        await library.sees("không ngủ được")
        await expect(phone.page.locator("#notice")).to_have_text(
            "Cuộc trò chuyện ở đây đã kết thúc. Chị có thể hỏi lại từ đầu."
        )
        assert await phone.page.locator("#log").inner_text() == ""
        assert "ngủ" not in await phone.page.locator("#log").inner_text()
        assert number not in await phone.page.content()


async def test_what_she_wrote_on_the_new_device_stands_below_her_history(
    phone: Phone, house: House, chromium: Browser
) -> None:
    await phone.writes("không ngủ được")
    await phone.sees("Nguồn:")
    number = await takes_a_number(phone)
    async with a_phone(chromium, house.address) as library:
        await library.opens()
        await library.writes("tôi quên số")
        await library.is_told("tôi quên số", "Đã gửi")
        await comes_back(library, number)
        await library.sees("Nguồn:")
        await expect(library.own("tôi quên số")).to_have_count(1)
        assert await library.texts() == ["không ngủ được", "tôi quên số"]


async def test_with_a_word_the_number_alone_opens_nothing_and_she_is_told_kindly(
    phone: Phone, house: House, chromium: Browser
) -> None:
    await phone.writes("không ngủ được")
    number = await takes_a_number(phone)
    await phone.page.fill("#word", "Hoa Sen")
    await phone.page.keyboard.press("Enter")
    await expect(phone.page.locator("#word-has")).to_be_visible()
    async with a_phone(chromium, house.address) as library:
        await library.opens()
        await comes_back(library, number)
        said = library.page.locator("#back-said")
        await expect(said).to_contain_text("Số này, hoặc từ này, chưa đúng")
        await library.page.fill("#back-code", number[:-1])
        await library.page.click("#back-go")
        await expect(said).to_contain_text("nhầm một chữ số")
        await library.page.fill("#back-code", number)
        await library.page.fill("#back-word", "hoa sen")
        await library.page.keyboard.press("Enter")
        await library.sees("không ngủ được")


async def test_no_field_invites_the_browser_to_keep_what_is_typed(phone: Phone) -> None:
    for field in await phone.page.locator("input, textarea").all():
        assert await field.get_attribute("type") in {None, "text"}
        assert await field.get_attribute("autocomplete") == "off"
        assert await field.get_attribute("name") is None


async def test_a_closed_menu_keeps_neither_number_nor_word(phone: Phone) -> None:
    await phone.writes("không ngủ được")
    number = await takes_a_number(phone)
    await phone.page.fill("#word", "hoa sen")
    await phone.page.keyboard.press("Escape")
    assert number not in await phone.page.content()
    assert await phone.page.input_value("#word") == ""


async def test_on_the_smallest_screen_every_part_of_the_menu_can_be_reached(
    house: House, chromium: Browser
) -> None:
    async with a_phone(chromium, house.address, device=SMALL) as small:
        await small.opens()
        await small.writes("không ngủ được")
        await small.sees("Nguồn:")
        await small.page.click("#menu-button")
        for part in ("later", "back", "erase-ask"):
            await small.page.click(f"#menu [data-opens={part}]")
            last = small.page.locator(f"#{part} button:visible").last
            await last.scroll_into_view_if_needed()
            await expect(last).to_be_in_viewport(ratio=1)
            assert await small.sideways() <= 0
            await expect(small.page.locator("#exit")).to_be_in_viewport(ratio=1)
