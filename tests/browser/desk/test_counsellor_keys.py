"""The desk without a mouse, and in a small window."""

import pytest
from playwright.async_api import expect

from app.office import Office
from tests.browser.counsellor import Counsellor
from tests.browser.herside import until_she_has
from tests.counselling.cast import Woman
from tests.desk.people import a_ticket

pytestmark = [pytest.mark.slow, pytest.mark.browser]


async def test_all_of_it_can_be_done_with_the_keys_alone(
    lan: Counsellor, office: Office, woman: Woman
) -> None:
    first = await a_ticket(office, "first")
    code = await woman.asks_for_a_person()
    await expect(lan.page.locator(".cases a")).to_have_count(2)
    for key in ("j", "j", "k", "Enter"):
        await lan.page.keyboard.press(key)
    await lan.page.wait_for_url(f"**/{code}")
    await lan.is_live()
    await lan.page.keyboard.press("c")
    await lan.page.wait_for_selector("#text")
    await lan.is_live()
    await lan.page.keyboard.type("cjk?")
    await expect(lan.page.locator("#text")).to_have_value("cjk?")
    await lan.page.keyboard.press("Control+Enter")
    await until_she_has(woman, "cjk?")
    await expect(lan.page.locator("#text")).to_have_value("")
    await lan.page.keyboard.press("Escape")
    await lan.page.keyboard.press("g")
    await lan.page.wait_for_selector(f'[data-code="{first}"]')


async def test_the_keys_are_explained_and_can_be_switched_off(lan: Counsellor) -> None:
    await lan.page.keyboard.press("?")
    await lan.sees("Phím tắt")
    await lan.page.click("text=Dùng các phím tắt này")
    await lan.page.click("text=Đóng trợ giúp")
    await lan.page.keyboard.press("?")
    await expect(lan.page.locator("#help")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
async def test_no_page_is_wider_than_the_window(
    width: int, lan: Counsellor, office: Office, woman: Woman
) -> None:
    code = await woman.asks_for_a_person()
    await woman.says("x" * 300)
    await a_ticket(office, "first")
    await lan.page.set_viewport_size({"width": width, "height": 640})
    for path in ("", "?show=all", f"/tickets/{code}", "/password", "/nothing"):
        await lan.opens(f"/desk{path}")
        assert await lan.sideways() == 0, path
