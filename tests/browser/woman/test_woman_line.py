"""A bad network: nothing she wrote is lost, nothing arrives twice."""

import json
import time
from collections.abc import Callable

import pytest
from playwright.async_api import Browser, WebSocketRoute, expect

from connectors.webchat.replies import error
from tests.browser.woman.conftest import House
from tests.browser.woman.phone import Phone, a_phone

pytestmark = [pytest.mark.slow, pytest.mark.browser]

BACK = 20_000  # milliseconds within which a line is found again
SLOWEST = {  # 64 kbit/s, 800 ms there and back
    "offline": False,
    "latency": 800,
    "downloadThroughput": 8000,
    "uploadThroughput": 8000,
}


async def test_what_she_writes_offline_waits_in_sight_and_goes_out_in_order(
    phone: Phone, house: House
) -> None:
    await phone.writes("trước khi mất mạng")
    await phone.is_told("trước khi mất mạng", "Đã gửi")
    await phone.context.set_offline(True)
    await expect(phone.page.locator("#notice")).to_contain_text("Đang mất mạng")
    for text in ("tin một", "tin hai", "tin ba"):
        await phone.writes(text)
        await phone.is_told(text, "Chờ mạng, sẽ tự gửi")
    await phone.context.set_offline(False)
    for text in ("tin một", "tin hai", "tin ba"):
        await expect(phone.own(text).locator(".mark")).to_have_text("Đã gửi", timeout=BACK)
    await expect(phone.page.locator("#notice")).to_be_hidden()
    said = ["trước khi mất mạng", "tin một", "tin hai", "tin ba"]
    assert await phone.texts() == house.assistant.heard == said


async def test_a_page_opened_before_the_network_is_there_keeps_her_first_words(
    chromium: Browser, house: House
) -> None:
    async with a_phone(chromium, house.address) as phone:
        await phone.context.route_web_socket("**/chat/socket", _refuse)
        await phone.context.route("**/chat/messages**", lambda route: route.abort())
        await phone.page.goto(f"{house.address}/chat")
        await phone.writes("không ngủ được")
        await phone.is_told("không ngủ được", "Chờ mạng, sẽ tự gửi")
        await expect(phone.page.locator("#notice")).to_contain_text("Đang mất mạng", timeout=BACK)
        await phone.context.unroute("**/chat/messages**")
        await expect(phone.page.locator(".source")).to_be_visible(timeout=BACK)


async def test_an_ack_that_was_lost_makes_no_second_message(
    chromium: Browser, house: House
) -> None:
    async with a_phone(chromium, house.address) as phone:
        await phone.context.route_web_socket("**/chat/socket", losing := Losing())
        await phone.opens()
        await phone.writes("không ngủ được")
        await expect(phone.own("không ngủ được").locator(".mark")).to_have_text(
            "Đã gửi", timeout=BACK
        )
        await phone.sees("Nguồn:")
        assert losing.lost == 1
        assert await phone.texts() == house.assistant.heard == ["không ngủ được"]


async def test_where_sockets_are_broken_plain_requests_do(chromium: Browser, house: House) -> None:
    async with a_phone(chromium, house.address) as phone:
        await phone.context.route_web_socket("**/chat/socket", _refuse)
        await phone.page.goto(f"{house.address}/chat")
        strip = phone.page.locator("#strip")
        await expect(strip).to_have_attribute("data-handler", "assistant", timeout=BACK)
        await phone.writes("cần giấy tờ gì")
        await phone.page.locator(".choice").first.click()
        await phone.sees("Nguồn:")
        await phone.is_told("cần giấy tờ gì", "Đã gửi")
        await phone.page.click("#person")
        await phone.taps("Tôi đồng ý")
        await expect(phone.page.locator("#ticket")).to_contain_text(await house.waiting_code())
        await phone.page.click("#menu-button")
        await phone.page.click("#erase")
        await phone.page.click("#erase-yes")
        await expect(phone.page.locator(".message")).to_have_count(0)
        assert not any("session" in url or "token" in url for url in phone.asked)


async def test_a_message_the_server_could_not_keep_can_be_sent_again_by_a_tap(
    chromium: Browser, house: House
) -> None:
    async with a_phone(chromium, house.address) as phone:
        await phone.context.route_web_socket("**/chat/socket", Failing())
        await phone.opens()
        await phone.writes("không ngủ được")
        await phone.is_told("không ngủ được", "Chưa gửi được. Bấm để gửi lại")
        await phone.own("không ngủ được").locator(".mark").click()
        await phone.is_told("không ngủ được", "Đã gửi")
        await phone.sees("Nguồn:")


async def test_a_line_that_died_unnoticed_is_found_out(chromium: Browser, house: House) -> None:
    async with a_phone(chromium, house.address) as phone:
        dying = Dying()
        await phone.context.route_web_socket("**/chat/socket", dying)
        await phone.page.clock.install()
        await phone.opens()
        await phone.page.click("#person")
        await phone.taps("Tôi đồng ý")
        code, lan = await house.waiting_code(), await house.a_counsellor()
        await expect(phone.page.locator("#ticket")).to_contain_text(code)
        dying.dead = True
        await house.office.casework.claim(code, by=lan)
        await house.office.casework.reply(code, by=lan, text="Chị còn đó không?", external_id="1")
        await phone.page.clock.fast_forward("03:00")
        await expect(phone.page.locator(".from-counsellor")).to_have_count(0)
        await phone.page.clock.fast_forward("00:11")
        await phone.sees("Chị còn đó không?")
        assert dying.lines == 2


async def test_on_the_slowest_line_the_page_is_usable_within_five_seconds(
    chromium: Browser, house: House
) -> None:
    async with a_phone(chromium, house.address) as phone:
        # Every request through the test's own hands would hide the line's slowness.
        await phone.context.unroute_all()
        line = await phone.context.new_cdp_session(phone.page)
        await line.send("Network.enable")
        await line.send("Network.emulateNetworkConditions", SLOWEST)
        began = time.monotonic()
        await phone.page.goto(f"{house.address}/chat", wait_until="commit")
        pressed = phone.page.locator('#welcome [aria-pressed="true"]')  # the script has run
        await expect(pressed).to_be_visible(timeout=BACK)
        assert time.monotonic() - began < 5
        await phone.writes("không ngủ được")
        await expect(phone.page.locator(".source")).to_be_visible(timeout=BACK)


async def _refuse(line: WebSocketRoute) -> None:
    await line.close()


class Losing:
    """A line that breaks just when the first ack comes."""

    def __init__(self) -> None:
        self.lost = 0

    def __call__(self, line: WebSocketRoute) -> None:
        server = line.connect_to_server()

        async def deliver(frame: str | bytes) -> None:
            if '"ack"' in str(frame) and not self.lost:
                self.lost += 1
                await server.close()
                await line.close()
            else:
                line.send(frame)

        server.on_message(deliver)


class Dying:
    """A line that one day carries nothing any more, and says nothing; a new one would work."""

    def __init__(self) -> None:
        self.dead = False
        self.lines = 0

    def __call__(self, line: WebSocketRoute) -> None:
        self.lines += 1
        first = self.lines == 1
        server = line.connect_to_server()

        def unless_dead(send: Callable[[str | bytes], None]) -> Callable[[str | bytes], None]:
            return lambda frame: None if self.dead and first else send(frame)

        line.on_message(unless_dead(server.send))
        server.on_message(unless_dead(line.send))


class Failing:
    """A server whose database does not take the first message."""

    def __init__(self) -> None:
        self.refused = 0

    def __call__(self, line: WebSocketRoute) -> None:
        server = line.connect_to_server()

        def pass_on(frame: str | bytes) -> None:
            said = json.loads(frame)
            if said["type"] == "message" and not self.refused:
                self.refused += 1
                line.send(json.dumps(error("not_saved", "Chưa lưu được.", said["id"])))
            else:
                server.send(frame)

        line.on_message(pass_on)
