"""A counsellor at her browser."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from playwright.async_api import Browser, ConsoleMessage, Page, ViewportSize

from tests.desk.visitor import PASSWORD

PHONE: ViewportSize = {"width": 360, "height": 740}
DESKTOP: ViewportSize = {"width": 1280, "height": 800}


@dataclass
class Counsellor:
    """Her page, and everything the browser complained about."""

    page: Page
    address: str
    complaints: list[str] = field(default_factory=list)

    async def opens(self, path: str) -> None:
        await self.page.goto(f"{self.address}{path}")

    async def signs_in(self, login: str, password: str = PASSWORD) -> None:
        await self.page.fill("#login", login)
        await self.page.fill("#password", password)
        await self.page.press("#password", "Enter")

    async def is_live(self) -> None:
        await self.page.wait_for_selector('#line[data-state="live"]', state="attached")

    async def opens_ticket(self, code: str) -> None:
        await self.opens(f"/desk/tickets/{code}")
        await self.is_live()

    async def claims(self) -> None:
        await self.page.click("#claim")
        await self.page.wait_for_selector("#text")
        await self.is_live()

    async def writes(self, text: str) -> None:
        await self.page.wait_for_load_state("load")  # the keys are the script's
        await self.page.fill("#text", text)
        await self.page.press("#text", "Control+Enter")

    async def sees(self, text: str) -> None:
        await self.page.get_by_text(text).first.wait_for(state="visible")

    async def is_looked_at(self, *, looked_at: bool) -> None:
        """Bring her tab to the front or to the back; a headless browser has only fronts."""
        await self.page.evaluate(
            """(hidden) => {
                Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
                document.dispatchEvent(new Event("visibilitychange"));
            }""",
            not looked_at,
        )

    async def sideways(self) -> int:
        """By how many pixels the page is wider than the window."""
        wide = await self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
        return int(wide)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(message.text)


@asynccontextmanager
async def a_counsellor(
    chromium: Browser, address: str, login: str | None, viewport: ViewportSize = DESKTOP
) -> AsyncIterator[Counsellor]:
    """A fresh browser profile, signed in as ``login``."""
    context = await chromium.new_context(viewport=viewport)
    context.set_default_timeout(15_000)
    counsellor = Counsellor(await context.new_page(), address)
    counsellor.page.on("console", counsellor.hear)
    counsellor.page.on("pageerror", lambda error: counsellor.complaints.append(str(error)))
    try:
        await counsellor.opens("/desk")
        if login:
            await counsellor.signs_in(login)
            await counsellor.is_live()
        yield counsellor
    finally:
        await context.close()
