"""The whole path in two real browsers: from her first word to the closed ticket.

Real service, real Rasa with its trained model, real Chromium: nothing here is played.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.browser.counsellor import DESKTOP, PHONE, Counsellor, a_counsellor
from tests.running import RunningService

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.rasa]


class Woman:
    """A woman at the chat on her phone."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def writes(self, text: str) -> None:
        await self.page.fill("#text", text)
        await self.page.click("#send")

    async def taps(self, label: str) -> None:
        await self.page.get_by_role("button", name=label, exact=True).last.click()

    async def sees(self, text: str) -> None:
        await expect(self.page.locator("#log")).to_contain_text(text, timeout=15_000)

    @property
    def log(self) -> Locator:
        return self.page.locator("#log")

    async def code(self) -> str:
        await expect(self.page.locator("#ticket")).to_contain_text("-", timeout=15_000)
        told = await self.page.locator("#ticket").inner_text()
        return told.split()[-1].strip(".")


@asynccontextmanager
async def a_woman(chromium: Browser, url: str) -> AsyncIterator[Woman]:
    context = await chromium.new_context(viewport=PHONE, locale="vi-VN")
    try:
        page = await context.new_page()
        await page.goto(f"{url}/chat")
        await page.locator("#welcome").get_by_role("button", name="Tiếng Việt").click()
        yield Woman(page)
    finally:
        await context.close()


async def confirms(page: Page, action: str, **chosen: str) -> None:
    """Open the desk's question for one action, choose what it asks for, and say yes."""
    form = page.locator(f'form[action$="/{action}"]')
    await page.locator("details.confirm", has=form).locator("summary").click()
    for name, value in chosen.items():
        await form.locator(f"[name={name}]").select_option(value)
    await form.get_by_role("button").click()


async def keep_picture(page: Page, name: str) -> None:
    """Save the screen where a person asked for pictures (the README shows two of them)."""
    if folder := os.environ.get("PICTURES"):
        await page.screenshot(path=Path(folder) / name)


async def test_a_woman_asks_is_answered_and_reaches_a_counsellor(
    service: RunningService, chromium: Browser
) -> None:
    login, password = service.login
    async with (
        a_woman(chromium, service.url) as woman,
        a_counsellor(chromium, service.url, None, DESKTOP) as counsellor,
    ):
        await she_is_answered(woman)
        await woman.writes("cho em gặp người thật")
        await woman.sees("Chị có đồng ý cho tư vấn viên")
        # The counsellor's queue is open before the ticket exists.
        await counsellor.signs_in(login, password)
        await counsellor.is_live()
        await woman.taps("Tôi đồng ý")
        code = await woman.code()
        await counsellor.sees(code)
        await they_talk(woman, counsellor, code)
        await the_assistant_is_silent(woman, counsellor)
        await it_is_handed_back_and_closed(woman, counsellor)
        await expect(woman.page.locator("#ticket")).not_to_contain_text(code)
        assert counsellor.complaints == []


async def she_is_answered(woman: Woman) -> None:
    """The right answer without diacritics, a question back, and an honest "we do not know"."""
    await woman.writes("ghi chu ly hon o dau")
    await woman.sees("ghi chú ly hôn")
    await woman.sees("Nguồn: Nghị định 123/2015/NĐ-CP")
    await woman.sees("Cập nhật: 22/11/2026")
    await woman.writes("ly hôn")
    await woman.sees("Chị muốn hỏi câu nào")
    await woman.writes("giá vàng hôm nay bao nhiêu")
    await woman.sees("điều này chúng tôi chưa biết trả lời")


async def they_talk(woman: Woman, counsellor: Counsellor, code: str) -> None:
    await counsellor.opens_ticket(code)
    await counsellor.sees("ghi chu ly hon o dau")
    await counsellor.claims()
    await woman.sees("người thật trả lời chị")
    await counsellor.writes("Chào chị, tôi là Lan ở văn phòng.")
    await woman.sees("Chào chị, tôi là Lan ở văn phòng.")
    await keep_picture(woman.page, "chat.png")


async def the_assistant_is_silent(woman: Woman, counsellor: Counsellor) -> None:
    """Whatever she types."""
    answers = woman.log.locator('.who[data-from="assistant"]')
    before = await answers.count()
    for text in ("ghi chú ly hôn ở đâu?", "/restart", "chồng đang đánh em, cứu em với"):
        await woman.writes(text)
        await counsellor.sees(text)
    await keep_picture(counsellor.page, "desk.png")
    await woman.page.wait_for_timeout(1500)  # long enough for a machine that would speak
    assert await answers.count() == before


async def it_is_handed_back_and_closed(woman: Woman, counsellor: Counsellor) -> None:
    """The assistant answers again; then the counsellor takes it back and closes it."""
    await confirms(counsellor.page, "hand-back")
    await woman.sees("máy trả lời tự động trả lời chị")
    await woman.writes("con em học trường công có mất tiền không")
    await woman.sees("Ở trường công")
    await counsellor.page.locator('form[action$="/take-back"] button').click()
    await counsellor.page.wait_for_selector("#text")
    await confirms(counsellor.page, "close", outcome="helped")
    await woman.sees("Tư vấn viên đã kết thúc lần hỗ trợ này")
