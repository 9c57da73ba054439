"""Clocks that run in the page, who is there, and the search, in a real browser."""

import pytest
from playwright.async_api import expect

from app.office import Office
from counselling.permissions import User
from counselling.presence import Being
from tests.browser.counsellor import Counsellor
from tests.counselling.cast import Woman
from tests.desk.people import a_ticket

pytestmark = [pytest.mark.slow, pytest.mark.browser]


async def test_a_clock_turns_amber_and_red_by_itself_and_says_so(
    lan: Counsellor, woman: Woman
) -> None:
    code = await woman.asks_for_a_person()  # an emergency: first reply within 5 minutes
    await lan.page.clock.install()
    await lan.opens("/desk?show=all")
    light = lan.page.locator(f'[data-code="{code}"] .light')
    await expect(light).to_have_text("Trả lời đầu: còn 4 phút")
    await lan.page.route(
        "**/desk?show=all", lambda route: route.abort()
    )  # the server's clock stays
    await lan.page.clock.fast_forward(3 * 60_000)
    await expect(light).to_have_class("light light-amber")
    await expect(light).to_contain_text("Trả lời đầu sắp quá hạn: 1 phút")
    await lan.page.clock.fast_forward(3 * 60_000)
    await expect(light).to_have_class("light light-red")
    await expect(light).to_contain_text("Quá hạn trả lời đầu: 1 phút")


async def test_a_colleague_who_is_busy_is_seen_without_a_reload(
    lan: Counsellor, office: Office, hoa_user: User
) -> None:
    office.staff.presence.seen(hoa_user.id)
    await lan.page.reload()
    await lan.page.locator("#colleagues summary").click()
    await lan.sees("Sẵn sàng")
    await office.staff.presence.choose(hoa_user, Being.BUSY)
    await a_ticket(office, "somebody")  # any news of the queue
    await expect(lan.page.locator("#colleagues li")).to_have_text("Hoa Đang bận")


async def test_she_says_so_of_herself_in_the_menu(lan: Counsellor) -> None:
    await lan.page.locator(".menu summary").click()
    await lan.page.get_by_role("button", name="Đang bận").click()
    await expect(lan.page.locator(".menu summary .being")).to_have_class("being being-busy")


async def test_a_ticket_is_found_with_the_keys_alone(lan: Counsellor, office: Office) -> None:
    code = await a_ticket(office, "first")
    await lan.page.keyboard.press("/")
    await lan.page.keyboard.type(code.replace("-", " ").lower())
    await lan.page.keyboard.press("Enter")
    await expect(lan.page.locator("h1")).to_have_text(code)
