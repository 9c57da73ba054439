"""A referral between two browsers: one proposes, the other decides and takes it back."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.browser.axe import findings
from tests.browser.counsellor import Counsellor, a_counsellor
from tests.browser.desk.town import a_town
from tests.browser.woman.phone import Phone, a_phone

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest_asyncio.fixture(loop_scope="session")
async def both(tmp_path: Path) -> AsyncIterator[str]:
    """The address of a server with the chat and the desk."""
    async with a_town(tmp_path) as town:
        yield town.address


async def propose(mai: Counsellor, code: str) -> None:
    page = mai.page
    await mai.opens(f"/desk/tickets/{code}/referrals?q=tro+giup+phap+ly")
    await page.get_by_role("link", name="Đề nghị giới thiệu").first.click()
    await page.select_option("[name=need]", "legal")
    assert not await page.is_visible("[name=text_story]"), "there is nowhere to write before a tick"
    await page.check("[name=share_name]")
    await page.fill("[name=text_name]", "Chị Sen")
    assert await findings(page) == [], "form"
    await page.get_by_role("button", name="Xem như chị ấy sẽ đọc").click()
    await mai.sees("Tên hoặc tên gọi khác: Chị Sen")
    assert await findings(page) == [], "preview"
    await page.get_by_role("button", name="Hỏi chị ấy ngay").click()
    await mai.sees("Chị ấy chưa trả lời")
    await mai.is_live()


async def test_she_is_asked_says_yes_and_takes_it_back_and_the_desk_shows_each_at_once(
    chromium: Browser, both: str
) -> None:
    async with a_phone(chromium, both) as her, a_counsellor(chromium, both, "mai") as mai:
        code = await asks_for_a_person(her)
        await mai.opens_ticket(code)
        await mai.claims()
        await propose(mai, code)
        await her.sees("• Tên hoặc tên gọi khác: Chị Sen")
        assert await her.page.locator("#dock-ways button").count() == 0, "she reads first"
        await her.taps("Tôi đồng ý gửi")
        await mai.sees("Chị ấy đã đồng ý: chưa gửi")
        await mai.page.get_by_role("button", name="Ghi là đã gửi").click()
        await mai.sees("Tải giấy giới thiệu (PDF)")
        assert await findings(mai.page) == [], "sent"
        async with mai.page.expect_download() as letter:
            await mai.page.get_by_role("link", name="Tải giấy giới thiệu (PDF)").click()
        assert (await letter.value).suggested_filename == f"{code}-1-both.pdf"
        await her.taps("Tôi rút lại")
        await her.sees("chị đã rút lại thư giới thiệu")
        await mai.sees("Gọi ngay cho")
        assert not await mai.page.get_by_text("Tải giấy giới thiệu (PDF)").count()
        assert await findings(mai.page) == [], "taken back"
        assert mai.complaints == her.complaints == []


async def asks_for_a_person(her: Phone) -> str:
    await her.opens()
    await her.page.click("#person")
    await her.taps("Tôi đồng ý")
    await expect(her.page.locator("#ticket")).not_to_be_empty()
    said = await her.page.locator("#ticket").inner_text()
    return said.split()[-1]
