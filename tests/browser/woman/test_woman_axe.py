"""axe finds nothing on her page, in whatever state it is, light and dark."""

from collections.abc import Awaitable, Callable

import pytest
from playwright.async_api import Browser, expect

from tests.browser.axe import findings
from tests.browser.woman.conftest import House
from tests.browser.woman.phone import DESKTOP, SMALL, Device, Phone, a_phone

pytestmark = [pytest.mark.slow, pytest.mark.browser]

State = Callable[[Phone, House], Awaitable[None]]


async def welcome(phone: Phone, _: House) -> None:
    await expect(phone.page.locator("#welcome h2")).to_be_visible()


async def menu_open(phone: Phone, _: House) -> None:
    await phone.page.click("#menu-button")


async def asked_whether_to_erase(phone: Phone, _: House) -> None:
    await phone.page.click("#menu-button")
    await phone.page.click("#erase")


async def an_answer_and_its_choices(phone: Phone, _: House) -> None:
    await phone.writes("không ngủ được")
    await phone.sees("Nguồn:")
    await phone.page.locator(".feedback button").first.click()
    await phone.writes("cần giấy tờ gì")
    await phone.page.locator(".choices").last.locator("button").first.click()
    await expect(phone.page.locator(".source")).to_have_count(2)


async def in_danger(phone: Phone, _: House) -> None:
    await phone.writes("chồng em dọa giết em")
    await expect(phone.page.locator("#dock-calls a")).to_have_count(2)


async def waiting_for_a_counsellor(phone: Phone, house: House) -> None:
    await phone.page.click("#person")
    await phone.taps("Tôi đồng ý")
    await expect(phone.page.locator("#ticket")).to_contain_text(await house.waiting_code())


async def with_a_counsellor(phone: Phone, house: House) -> None:
    await waiting_for_a_counsellor(phone, house)
    code, lan = await house.waiting_code(), await house.a_counsellor()
    await house.office.casework.claim(code, by=lan)
    await house.office.casework.reply(code, by=lan, text="Chào chị", external_id="1")
    await phone.sees("Chào chị")


async def without_a_network(phone: Phone, _: House) -> None:
    await phone.context.set_offline(True)
    await phone.writes("chưa đi")
    await phone.is_told("chưa đi", "Chờ mạng, sẽ tự gửi")


async def too_long(phone: Phone, _: House) -> None:
    await phone.page.fill("#text", "a" * 4005)


async def asked_whether_she_is_there(phone: Phone, _: House) -> None:
    await phone.page.clock.fast_forward("09:01")
    await expect(phone.page.locator("#still")).to_be_visible()


async def closed(phone: Phone, _: House) -> None:
    await phone.page.clock.fast_forward("10:01")
    await expect(phone.page.locator(".closed")).to_be_visible()


STATES: list[State] = [
    welcome, menu_open, asked_whether_to_erase, an_answer_and_its_choices,
    in_danger, waiting_for_a_counsellor, with_a_counsellor, without_a_network, too_long,
    asked_whether_she_is_there, closed,
]  # fmt: skip


LOOKS: dict[str, Device] = {
    "phone-light": {**SMALL, "color_scheme": "light"},
    "desktop-dark": {**DESKTOP, "color_scheme": "dark"},
}


@pytest.mark.parametrize("device", LOOKS.values(), ids=list(LOOKS))
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
async def test_axe_finds_nothing(
    chromium: Browser, house: House, state: State, device: Device
) -> None:
    async with a_phone(chromium, house.address, device=device) as phone:
        await phone.page.clock.install()
        await phone.opens()
        await state(phone, house)
        assert await findings(phone.page) == []
