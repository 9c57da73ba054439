"""A woman at her phone or computer, and everything her browser asked for and complained of."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Browser, BrowserContext, FloatRect, Locator, Page, Route, expect

Device = dict[str, Any]
SMALL: Device = {"viewport": {"width": 320, "height": 640}, "is_mobile": True, "has_touch": True}
PHONE: Device = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
DESKTOP: Device = {"viewport": {"width": 1280, "height": 800}}
LOCALES = {"vi": "vi-VN", "en": "en-GB", "ko": "ko-KR"}
ELSEWHERE = "<!doctype html><title>weather</title><p>Sunny</p>"


@dataclass
class Phone:
    """The open chat page."""

    context: BrowserContext
    page: Page
    address: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    async def opens(self) -> None:
        await self.page.goto(f"{self.address}/chat")
        await expect(self.page.locator("#strip")).to_have_attribute("data-handler", "assistant")

    async def writes(self, text: str) -> None:
        await self.page.fill("#text", text)
        await self.page.click("#send")

    async def sees(self, text: str) -> None:
        await expect(self.page.locator("#log")).to_contain_text(text)

    async def taps(self, name: str) -> None:
        await self.page.get_by_role("button", name=name, exact=True).last.click()

    def own(self, text: str) -> Locator:
        """Her message with this text."""
        return self.page.locator(".from-woman").filter(has_text=text)

    async def is_told(self, text: str, mark: str) -> None:
        """Her message with this text carries this mark of delivery."""
        await expect(self.own(text).locator(".mark")).to_have_text(mark)

    async def texts(self, of: str = "woman") -> list[str]:
        return await self.page.locator(f".from-{of} .text").all_inner_texts()

    async def sideways(self) -> int:
        """By how many pixels the page is wider than the screen."""
        wide = await self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return int(wide)

    async def in_sight(self, selector: str) -> FloatRect:
        """The box of an element that lies wholly on the screen."""
        await expect(self.page.locator(selector)).to_be_in_viewport(ratio=1)
        box = await self.page.locator(selector).bounding_box()
        assert box
        return box


@asynccontextmanager
async def a_phone(
    chromium: Browser, address: str, language: str = "vi", device: Device | None = None
) -> AsyncIterator[Phone]:
    """A fresh browser profile; other servers than ours are played, and noted."""
    context = await chromium.new_context(locale=LOCALES[language], **(device or PHONE))
    context.set_default_timeout(10_000)
    phone = Phone(context, await context.new_page(), address)

    async def note(route: Route) -> None:
        phone.asked.append(route.request.url)
        if route.request.url.startswith(address):
            await route.continue_()
        else:
            await route.fulfill(body=ELSEWHERE, content_type="text/html")

    await context.route("**/*", note)
    phone.page.on("console", lambda said: phone.complaints.append(said.text))
    phone.page.on("pageerror", lambda error: phone.complaints.append(str(error)))
    try:
        yield phone
    finally:
        await context.close()
