"""The chat on the office's own site, in a frame of another origin."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, FrameLocator, Page, Route, expect

from connectors.webchat.chat import WebChat
from connectors.webchat.routes import add_routes
from connectors.webchat.rules import Rules
from tests.browser.axe import findings
from tests.browser.woman.conftest import House
from tests.browser.woman.phone import DESKTOP, ELSEWHERE, SMALL, Device

pytestmark = [pytest.mark.slow, pytest.mark.browser]

SITE = """<!doctype html><html lang="vi"><head><title>Hội</title>
<meta name="viewport" content="width=device-width"></head><body><main><h1>Trang của Hội</h1>
<button id="before">Tin tức</button></main>{body}</body></html>"""
TAG = '<script src="{chat}/chat/widget.js" data-language="vi" data-label="Hỏi đáp" async></script>'
FRAME = '<iframe src="{chat}{path}" title="x"></iframe>'
# What docs/widget.md asks of a site that has a policy of its own, and not a word more.
POLICY = "default-src 'none'; script-src {chat}; frame-src {chat}"


@dataclass
class Site:
    """Somebody's site, and the chat it may or may not show."""

    address: str
    chat: str
    body: str = TAG

    async def page(self, _: web.Request) -> web.Response:
        body = SITE.format(body=self.body.format(chat=self.chat, path="/chat/framed"))
        headers = {"Content-Security-Policy": POLICY.format(chat=self.chat)}
        return web.Response(text=body, content_type="text/html", headers=headers)


@asynccontextmanager
async def serving(app: web.Application) -> AsyncIterator[str]:
    async with TestServer(app) as server:
        yield str(server.make_url("")).rstrip("/")


@asynccontextmanager
async def a_site(house: House, *, allowed: bool) -> AsyncIterator[Site]:
    site, around, chat = Site("", ""), web.Application(), web.Application()
    around.router.add_get("/", site.page)
    async with serving(around) as site.address:
        sites = (site.address if allowed else "https://office.example",)
        add_routes(
            chat,
            WebChat(
                house.office.reception,
                house.office.live,
                Rules(widget_sites=sites),
                returning=house.office.returning,
            ),
        )
        async with serving(chat) as site.chat:
            yield site


@asynccontextmanager
async def a_visitor(chromium: Browser, site: Site, device: Device) -> AsyncIterator[Page]:
    context = await chromium.new_context(locale="en-GB", **device)
    context.set_default_timeout(10_000)
    await context.route("https://**/*", elsewhere)
    try:
        page = await context.new_page()
        await page.goto(site.address)
        yield page
    finally:
        await context.close()


async def elsewhere(route: Route) -> None:
    """Any page that is not played by this test."""
    await route.fulfill(body=ELSEWHERE, content_type="text/html")


async def opens_chat(page: Page) -> FrameLocator:
    await page.get_by_role("button", name="Hỏi đáp").click()
    chat = page.frame_locator("iframe")
    await expect(chat.locator("#strip")).to_have_attribute("data-handler", "assistant")
    return chat


async def asks(chat: FrameLocator, text: str) -> None:
    await chat.locator("#text").fill(text)
    await chat.locator("#send").click()
    await expect(chat.locator(".source")).to_be_visible()


async def test_she_asks_on_the_offices_site_closes_and_comes_back_to_the_same_chat(
    chromium: Browser, house: House
) -> None:
    async with a_site(house, allowed=True) as site, a_visitor(chromium, site, DESKTOP) as page:
        await expect(page.get_by_role("button", name="Hỏi đáp")).to_be_visible()
        assert [frame.url for frame in page.frames[1:]] == ["about:blank"]  # nothing loaded yet
        chat = await opens_chat(page)
        await expect(chat.locator("#welcome h2")).to_have_text("Chào chị!")
        await asks(chat, "không ngủ được")
        await page.get_by_role("button", name="Đóng").click()
        opener = page.get_by_role("button", name="Hỏi đáp")
        await expect(opener).to_be_focused()
        await expect(page.locator("iframe")).to_be_hidden()
        chat = await opens_chat(page)
        await expect(chat.locator(".source")).to_be_visible()
        await page.get_by_role("button", name="Đóng").focus()
        await page.keyboard.press("Escape")
        await expect(page.locator("iframe")).to_be_hidden()


@pytest.mark.parametrize("device", [SMALL, DESKTOP], ids=["320", "1280"])
async def test_the_quick_exit_leaves_the_site_around_it_too(
    chromium: Browser, house: House, device: Device
) -> None:
    async with a_site(house, allowed=True) as site, a_visitor(chromium, site, device) as page:
        chat = await opens_chat(page)
        await asks(chat, "không ngủ được")
        await expect(chat.locator("#exit")).to_be_in_viewport(ratio=1)
        await expect(chat.locator("#send")).to_be_in_viewport(ratio=1)
        before = await page.evaluate("history.length")
        await chat.locator("#exit").click(no_wait_after=True)
        await expect(page.locator("p")).to_have_text("Sunny")
        assert page.url.startswith("https://www.google.com/")
        assert await page.evaluate("history.length") == before
        await page.go_back()
        assert page.url == "about:blank"


async def test_three_times_escape_in_the_chat_leaves_the_site_too(
    chromium: Browser, house: House
) -> None:
    async with a_site(house, allowed=True) as site, a_visitor(chromium, site, DESKTOP) as page:
        chat = await opens_chat(page)
        await chat.locator("#text").focus()
        for _ in range(3):
            await page.keyboard.press("Escape")
        await expect(page.locator("p")).to_have_text("Sunny")


async def test_on_a_phone_it_fills_the_screen(chromium: Browser, house: House) -> None:
    async with a_site(house, allowed=True) as site, a_visitor(chromium, site, SMALL) as page:
        await opens_chat(page)
        box = await page.locator("iframe").bounding_box()
        assert box
        assert (box["x"], box["width"]) == (0, 320)
        assert box["y"] + box["height"] == 640


@pytest.mark.parametrize("body", [TAG, FRAME], ids=["by the script", "by a frame of its own"])
async def test_a_site_that_is_not_named_cannot_frame_the_chat(
    chromium: Browser, house: House, body: str
) -> None:
    async with a_site(house, allowed=False) as site:
        site.body = body
        async with a_visitor(chromium, site, DESKTOP) as page:
            refused: list[str] = []
            page.on("console", lambda said: refused.append(said.text))
            await page.reload()
            if body is TAG:
                await page.get_by_role("button", name="Hỏi đáp").click()
            await expect(page.locator("iframe")).to_be_visible()
            chat = page.frame_locator("iframe")
            await expect(chat.locator("body")).not_to_contain_text("Chào chị!")
            await expect(chat.locator("#text")).to_have_count(0)
            assert any("frame-ancestors" in text for text in refused)


async def test_not_even_a_named_site_can_frame_the_page_itself(
    chromium: Browser, house: House
) -> None:
    async with a_site(house, allowed=True) as site:
        site.body = FRAME.replace("{path}", "/chat")
        async with a_visitor(chromium, site, DESKTOP) as page:
            await expect(page.frame_locator("iframe").locator("#text")).to_have_count(0)


async def test_nobody_else_can_send_the_visitor_away(chromium: Browser, house: House) -> None:
    async with a_site(house, allowed=True) as site, a_visitor(chromium, site, DESKTOP) as page:
        chat = await opens_chat(page)
        forged = "window.postMessage({ type: 'osso:leave', to: 'https://evil.example/' }, '*')"
        await page.evaluate(forged)
        await asks(chat, "không ngủ được")
        assert page.url.startswith(site.address)


async def test_axe_finds_nothing_on_the_site_with_the_chat_closed_and_open(
    chromium: Browser, house: House
) -> None:
    async with a_site(house, allowed=True) as site, a_visitor(chromium, site, DESKTOP) as page:
        await expect(page.get_by_role("button", name="Hỏi đáp")).to_be_visible()
        assert await findings(page) == []
        await opens_chat(page)
        assert await findings(page) == []
