"""The queue in a real browser."""

import pytest
from playwright.async_api import expect

from app.office import Office
from counselling.permissions import User
from tests.browser.counsellor import Counsellor
from tests.counselling.cast import Woman
from tests.desk.people import a_ticket

pytestmark = [pytest.mark.slow, pytest.mark.browser]


async def test_a_new_emergency_comes_by_itself_and_shows_in_the_title(
    lan: Counsellor, office: Office, woman: Woman
) -> None:
    await expect(lan.page).to_have_title("Hàng chờ: Mới · Bàn tư vấn")
    first = await a_ticket(office, "first")
    await expect(lan.page).to_have_title("(1 mới) Hàng chờ: Mới · Bàn tư vấn")
    await lan.page.focus(f'[data-code="{first}"]')
    emergency = await woman.asks_for_a_person()
    await expect(lan.page).to_have_title("KHẨN CẤP (1) Hàng chờ: Mới · Bàn tư vấn")
    rows = lan.page.locator(".cases a")
    await expect(rows).to_have_count(2)
    assert await rows.first.get_attribute("data-code") == emergency
    await expect(lan.page.locator(f'[data-code="{first}"]')).to_be_focused()
    await expect(lan.page.locator("#alarm")).to_have_text(f"Có phiếu khẩn cấp mới: {emergency}")


async def test_a_ticket_that_a_team_mate_claims_leaves_the_list_of_new_ones(
    lan: Counsellor, office: Office, hoa_user: User
) -> None:
    code = await a_ticket(office, "first")
    await lan.page.wait_for_selector(f'[data-code="{code}"]')
    await office.casework.claim(code, by=hoa_user)
    await lan.sees("Hiện không có ai đang chờ")


async def test_a_broken_line_is_said_and_the_page_asks_by_itself(
    lan: Counsellor, office: Office
) -> None:
    await lan.page.clock.install()
    await lan.page.route("**/desk/live", lambda route: route.abort())
    await lan.page.reload()
    await lan.sees("Mất kết nối trực tiếp: trang tự kiểm tra mỗi 10 giây")
    code = await a_ticket(office, "first")
    await lan.page.clock.run_for(10_100)
    await lan.page.wait_for_selector(f'[data-code="{code}"]')
    await lan.page.unroute("**/desk/live")
    await lan.page.clock.run_for(10_100)
    await lan.is_live()
