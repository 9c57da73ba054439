"""A ticket's page in a real browser, from the claim to the end."""

import asyncio

import pytest
from playwright.async_api import Browser, ViewportSize, expect

from app.office import Office
from desk.desk import Desk
from tests.browser.counsellor import DESKTOP, PHONE, Counsellor, a_counsellor
from tests.browser.herside import until_she_has
from tests.counselling.cast import Woman
from tests.desk.people import a_ticket

pytestmark = [pytest.mark.slow, pytest.mark.browser]
SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])


@SIZES
async def test_from_the_login_to_the_closed_ticket(
    size: ViewportSize, chromium: Browser, address: str, woman: Woman
) -> None:
    async with a_counsellor(chromium, address, None, size) as lan:
        await lan.signs_in("lan", "not her password")
        await lan.sees("Tên đăng nhập hoặc mật khẩu chưa đúng")
        lan.complaints.clear()  # the browser notes the refusal itself
        await lan.signs_in("lan")
        await lan.sees("Hiện không có ai đang chờ")
        await lan.is_live()
        code = await woman.asks_for_a_person()
        await lan.page.click(f'[data-code="{code}"]')
        await lan.is_live()
        await lan.claims()
        await lan.writes("Chào chị, tôi là Lan.")
        await until_she_has(woman, "Chào chị, tôi là Lan.")
        await woman.says("tôi nghe đây")
        await lan.sees("tôi nghe đây")
        assert await lan.sideways() == 0
        if size is PHONE:
            await lan.page.click(".fold > summary")
        await lan.page.click("text=Đóng phiếu")
        await lan.page.select_option("#outcome", "helped")
        await lan.page.click("text=Đồng ý đóng phiếu")
        await lan.sees("Phiếu này đã đóng")
        assert lan.complaints == []


async def test_a_claim_that_came_too_late_says_who_was_faster(
    lan: Counsellor, chromium: Browser, address: str, office: Office
) -> None:
    code = await a_ticket(office, "first")
    async with a_counsellor(chromium, address, "hoa") as hoa:
        await lan.opens_ticket(code)
        await lan.page.route("**/live", lambda route: route.abort())
        await hoa.opens_ticket(code)
        await hoa.claims()
        await lan.sees("Hoa đang phụ trách cuộc trò chuyện này")


async def test_hand_back_and_take_back_ask_once_and_show_at_once(
    lan: Counsellor, woman: Woman
) -> None:
    await lan.opens_ticket(await woman.asks_for_a_person())
    await lan.claims()
    await lan.page.click("text=Giao lại cho trợ lý")
    await lan.page.click("text=Đồng ý giao lại")
    await lan.sees("Bạn đã giao lại cuộc trò chuyện")
    await lan.page.click("text=Nhận lại")
    await lan.page.wait_for_selector("#text")


async def test_signing_out_elsewhere_takes_the_conversation_off_this_screen(
    lan: Counsellor, woman: Woman
) -> None:
    await lan.opens_ticket(await woman.asks_for_a_person())
    other = await lan.page.context.new_page()
    await other.goto(f"{lan.address}/desk")
    await other.click("details.menu summary")
    await other.click("text=Đăng xuất")
    await woman.says("câu này tới quá muộn")
    await lan.sees("Bạn đã được đăng xuất")
    await expect(lan.page.locator("#transcript")).to_have_count(0)


async def test_when_she_erases_the_conversation_it_leaves_the_screen(
    lan: Counsellor, office: Office, woman: Woman
) -> None:
    await lan.opens_ticket(await woman.asks_for_a_person())
    await woman.says("điều chỉ chị biết")
    await lan.sees("điều chỉ chị biết")
    await office.reception.erase("webchat", "her-phone")
    await expect(lan.page.get_by_text("điều chỉ chị biết")).to_have_count(0)


async def test_a_tab_that_nobody_looks_at_holds_no_line_and_catches_up(
    lan: Counsellor, desk: Desk, woman: Woman
) -> None:
    await lan.opens_ticket(await woman.asks_for_a_person())
    await lan.is_looked_at(looked_at=False)
    async with asyncio.timeout(10):
        # The server says nothing when it notices. (One of all hidden tabs hears emergencies.)
        while any(topic.startswith("case:") for topic in desk.live._readers):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    await woman.says("tôi vẫn đợi")
    await lan.is_looked_at(looked_at=True)
    await lan.sees("tôi vẫn đợi")
