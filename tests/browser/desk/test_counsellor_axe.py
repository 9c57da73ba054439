"""axe finds nothing at the desk: login, queue, ticket, help; wide and narrow, light and dark."""

from typing import Literal

import pytest
from playwright.async_api import Browser, ViewportSize

from tests.browser.axe import findings
from tests.browser.counsellor import DESKTOP, PHONE, a_counsellor
from tests.counselling.cast import Woman

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["wide-light", "narrow-dark"]
)
async def test_axe_finds_nothing(
    chromium: Browser,
    address: str,
    woman: Woman,
    size: ViewportSize,
    scheme: Literal["light", "dark"],
) -> None:
    async with a_counsellor(chromium, address, None, size) as lan:
        await lan.page.emulate_media(color_scheme=scheme)
        assert await findings(lan.page) == [], "login"
        await lan.signs_in("lan")
        await lan.sees("Hiện không có ai đang chờ")
        assert await findings(lan.page) == [], "empty queue"
        code = await woman.asks_for_a_person()
        await lan.page.wait_for_selector(f'[data-code="{code}"]')
        assert await findings(lan.page) == [], "queue"
        await lan.opens_ticket(code)
        assert await findings(lan.page) == [], "unclaimed ticket"
        await lan.claims()
        await lan.writes("Chào chị, tôi là Lan.")
        await lan.sees("Chào chị, tôi là Lan.")
        assert await findings(lan.page) == [], "claimed ticket"
        await lan.opens("/desk")
        await lan.is_live()
        assert await findings(lan.page) == [], "queue with a conversation of her own"
        await lan.page.keyboard.press("?")
        await lan.page.wait_for_selector("#help[open]")
        assert await findings(lan.page) == [], "help"
