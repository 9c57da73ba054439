"""The nastiest 200 texts in one conversation: at her page and the desk they are text, no more."""

import asyncio
import re
import unicodedata
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, Route, ViewportSize, WebSocket

from app.office import Office
from connectors.webchat.frames import clean
from connectors.webchat.sessions import address_of
from counselling.assistant import Answered, Decision, Reply
from counselling.channels import Inbound
from counselling.permissions import Role
from tests.app.web.the_service import the_service
from tests.browser.conftest import chromium, one_chromium  # noqa: F401  # the same browser
from tests.counselling.cast import ANYWHERE, FakeAssistant
from tests.desk.people import WANTS_A_PERSON, YES
from tests.desk.visitor import PASSWORD
from tests.hostile.texts import nastiest

pytestmark = [pytest.mark.slow, pytest.mark.browser]

TEXTS = [text for text in map(clean, nastiest(200)) if text.strip()]
# Of what stands in a text, only these elements are ours.
OUR_TAGS = {"SPAN", "P", "BR"}
SIZES: dict[str, ViewportSize] = {
    "phone": {"width": 360, "height": 740},
    "desktop": {"width": 1280, "height": 800},
}


@dataclass
class Watched:
    """A page, and everything that must not happen on it."""

    page: Page
    happened: list[str] = field(default_factory=list)

    def note(self, said: str) -> None:
        """A line of the console; that no sound is allowed before a gesture is the browser's own."""
        if "AudioContext was not allowed to start" not in said:
            self.happened.append(said)


@asynccontextmanager
async def watched(context: BrowserContext, address: str) -> AsyncIterator[Watched]:
    page = await context.new_page()
    seen = Watched(page)

    async def guard(route: Route) -> None:
        if not route.request.url.startswith(address):
            seen.happened.append(f"asked {route.request.url}")
        await route.continue_()

    await context.route("**/*", guard)
    page.on("console", lambda said: seen.note(f"{said.type}: {said.text}"))
    page.on("pageerror", lambda error: seen.happened.append(f"broke: {error}"))
    page.on("dialog", lambda dialog: seen.happened.append(f"dialog: {dialog.message}"))
    page.on("popup", lambda _: seen.happened.append("popup"))
    yield seen
    assert seen.happened == []


def words_of(text: str) -> str:
    """What can be compared: a page may show blanks and control signs in its own way."""
    return "".join(
        sign for sign in text if unicodedata.category(sign) not in {"Cc", "Zs", "Zl", "Zp"}
    )


async def plant(office: Office, token: str) -> None:
    """All texts as her messages, then a ticket."""

    async def receive(number: int, text: str, choice: str | None = None) -> None:
        chat = address_of(token)
        await office.reception.receive(Inbound("webchat", chat, f"p{number}", text, choice, "vi"))
        await office.turns.settle()

    for number, text in enumerate([*TEXTS, WANTS_A_PERSON]):
        await receive(number, text)
    await receive(len(TEXTS) + 1, "", YES.id)
    await office.outbox.settle()


async def her_token(page: Page, address: str) -> str:
    """The session her page has been given, overheard on its socket."""
    heard: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def listen(socket: WebSocket) -> None:
        def read(frame: Any) -> None:
            found = re.search(r'"session": ?"([\w-]{43})"', str(frame))
            if found and not heard.done():
                heard.set_result(found[1])

        socket.on("framereceived", read)

    page.on("websocket", listen)
    await page.goto(f"{address}/chat")
    async with asyncio.timeout(10):
        return await heard


async def shown(page: Page, selector: str) -> list[str]:
    found: list[str] = await page.locator(selector).evaluate_all(
        "all => all.map(e => e.textContent)"
    )
    return found


async def tags_within(page: Page, selector: str) -> set[str]:
    return set(await page.locator(f"{selector} *").evaluate_all("all => all.map(e => e.tagName)"))


async def spills(page: Page, selector: str) -> list[str]:
    """Texts that are wider than the screen."""
    found: list[str] = await page.locator(selector).evaluate_all(
        "all => all.filter(e => e.getBoundingClientRect().right > innerWidth + 1"
        " || e.getBoundingClientRect().left < -1).map(e => e.textContent)"
    )
    return found


async def is_whole(page: Page, selector: str) -> None:
    """Every text is there word for word, as text, within the screen."""
    assert [words_of(t) for t in await shown(page, selector)][: len(TEXTS)] == [
        words_of(text) for text in TEXTS
    ]
    assert await tags_within(page, selector) <= OUR_TAGS
    assert await spills(page, selector) == []
    assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.parametrize("size", SIZES)
async def test_at_her_page_and_at_the_desk_they_are_text_and_no_more(
    chromium: Browser,  # noqa: F811  # the fixture
    tmp_path: Path,
    size: str,
) -> None:
    asked = Answered((Reply("Chị đồng ý chứ?", (YES,)),), Decision.HANDOFF)
    assistant = FakeAssistant({WANTS_A_PERSON: asked})
    async with the_service(tmp_path, assistant) as (office, address):
        await office.staff.add("lan", "Lan", Role.COUNSELLOR, PASSWORD, must_change_password=False)
        context = await chromium.new_context(locale="vi-VN", viewport=SIZES[size])
        async with watched(context, address) as hers:
            await plant(office, await her_token(hers.page, address))
            await hers.page.locator(".from-woman").nth(len(TEXTS)).wait_for(state="attached")
            await is_whole(hers.page, ".from-woman .text")
            calls = {"A", "B", "svg", "path"}  # a number to call, in a row of its own
            assert await tags_within(hers.page, ".from-assistant .text") <= OUR_TAGS | calls
        async with watched(context, address) as desk:
            await desk.page.goto(f"{address}/desk/login")
            await desk.page.fill("#login", "lan")
            await desk.page.fill("#password", PASSWORD)
            await desk.page.press("#password", "Enter")
            await desk.page.wait_for_selector("[data-code]")
            queue = await desk.page.title(), await desk.page.locator("body").text_content() or ""
            assert not any(nasty in part for part in queue for nasty in TEXTS if len(nasty) > 6)
            code = (await office.casework.queue(by=ANYWHERE))[0].code
            await desk.page.goto(f"{address}/desk/tickets/{code}")
            assert code in await desk.page.title()
            await is_whole(desk.page, ".from-woman .text")
        await context.close()
