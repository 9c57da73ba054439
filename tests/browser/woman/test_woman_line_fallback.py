"""Networks that break sockets, slow ones, and a service that is started anew."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port
from playwright.async_api import Browser, WebSocketRoute, expect

from app.office import build_office
from connectors.webchat.chat import WebChat
from connectors.webchat.routes import add_routes
from connectors.webchat.words import WORDS
from tests.browser.scripted import ScriptedAssistant
from tests.browser.woman.conftest import House
from tests.browser.woman.phone import Phone, a_phone
from tests.counselling.cast import BOOK, QUICK, SECRET, a_database

pytestmark = [pytest.mark.slow, pytest.mark.browser]

BACK = 40_000  # milliseconds within which a line is found again
TEXTS = ["tin một", "tin hai", "tin ba"]
SLOW_3G = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}


class Sockets:
    """The sockets of a network that lets them open and then carries nothing, until it is mended."""

    def __init__(self) -> None:
        self.mended = False
        self.opened = 0

    def __call__(self, line: WebSocketRoute) -> None:
        self.opened += 1
        if self.mended:
            line.connect_to_server()


async def all_are_sent(phone: Phone, texts: list[str]) -> None:
    for text in texts:
        await expect(phone.own(text).locator(".mark")).to_have_text("Đã gửi", timeout=BACK)


async def test_where_a_socket_opens_and_stays_silent_requests_take_over_and_a_socket_again(
    chromium: Browser, house: House
) -> None:
    async with a_phone(chromium, house.address) as phone:
        await phone.context.route_web_socket("**/chat/socket", sockets := Sockets())
        await phone.page.goto(f"{house.address}/chat")
        strip = phone.page.locator("#strip")
        await expect(strip).to_have_attribute("data-handler", "assistant", timeout=BACK)
        assert sockets.opened == 1
        await phone.writes("không ngủ được")
        await phone.sees("Nguồn:")
        sockets.mended = True
        await phone.context.set_offline(True)
        await phone.writes("tin hai")
        await phone.is_told("tin hai", "Chờ mạng, sẽ tự gửi")
        await phone.context.set_offline(False)
        await all_are_sent(phone, ["không ngủ được", "tin hai"])
        assert sockets.opened == 2
        assert house.assistant.heard == ["không ngủ được", "tin hai"]


async def test_over_slow_requests_everything_arrives_in_order_and_once(
    chromium: Browser, house: House
) -> None:
    async with a_phone(chromium, house.address) as phone:
        await phone.context.route_web_socket("**/chat/socket", lambda line: line.close())
        await phone.opens()
        line = await phone.context.new_cdp_session(phone.page)
        await line.send("Network.enable")
        await line.send("Network.emulateNetworkConditions", SLOW_3G)
        for text in TEXTS:
            await phone.writes(text)
        await all_are_sent(phone, TEXTS)
        await house.office.turns.settle()
        assert await phone.texts() == house.assistant.heard == TEXTS


async def test_she_is_told_that_closing_the_page_loses_what_waits(phone: Phone) -> None:
    await phone.context.set_offline(True)
    notice = phone.page.locator("#notice")
    await expect(notice).to_have_text(WORDS["vi"]["offline"])
    await phone.writes("tin một")
    await expect(notice).to_contain_text(WORDS["vi"]["offline_unsent"])
    await phone.context.set_offline(False)
    await all_are_sent(phone, ["tin một"])
    await expect(notice).to_be_hidden()


async def test_a_service_started_anew_gets_what_waited_in_order_and_once(
    chromium: Browser, tmp_path: Path
) -> None:
    port = unused_port()
    async with a_phone(chromium, f"http://127.0.0.1:{port}") as phone:
        async with a_service(tmp_path, port) as before:
            await phone.opens()
            await phone.writes("trước đó")
            await phone.is_told("trước đó", "Đã gửi")
            await asyncio.sleep(0.2)
        for text in TEXTS:
            await phone.writes(text)
            await phone.is_told(text, "Chờ mạng, sẽ tự gửi")
        async with a_service(tmp_path, port) as after:
            await all_are_sent(phone, TEXTS)
            await phone.writes("không ngủ được")
            await phone.sees("Nguồn:")
            assert before.heard == ["trước đó"]
            assert after.heard == [*TEXTS, "không ngủ được"]
            assert await phone.texts() == ["trước đó", *TEXTS, "không ngủ được"]


@asynccontextmanager
async def a_service(folder: Path, port: int) -> AsyncIterator[ScriptedAssistant]:
    """The whole service on the database in ``folder``; leaving stops it."""
    assistant = ScriptedAssistant(BOOK.faq)
    office = build_office(
        database=a_database(folder),
        secret=SECRET,
        hasher=QUICK,
        book=BOOK,
        assistant=assistant,
    )
    await office.open()
    try:
        app = web.Application()
        add_routes(app, WebChat(office.reception, office.live, returning=office.returning))
        async with TestServer(app, port=port):
            yield assistant
            await office.turns.settle()
    finally:
        await office.close()
