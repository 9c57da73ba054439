"""Beside the reply box stands until when her channel delivers; when it is over, it says so."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from app.office import Office
from counselling.clock import utc_now
from counselling.limits import Limits
from tests.browser.axe import findings
from tests.browser.counsellor import PHONE, a_counsellor
from tests.counselling.cast import FakeAssistant, PushChannel, Woman, an_office

pytestmark = [pytest.mark.slow, pytest.mark.browser]
DAY = timedelta(days=1)


class Platform(PushChannel):
    """Like Messenger."""

    limits = Limits(window=DAY, numbered=True, longest=1990, page_reads=True)


@pytest_asyncio.fixture(loop_scope="session")
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    platform = Platform(name="messenger")
    async with an_office(tmp_path, FakeAssistant(), platform) as opened:
        yield opened


def hours_later(office: Office, hours: float) -> None:
    """Turn the clocks on."""
    for one in (office.casework, office.casework._cases, office.outbox, office.outbox._delivering):
        one._now = lambda: utc_now() + timedelta(hours=hours)


async def test_the_end_is_announced_seen_and_gone_when_she_writes(
    chromium: Browser, address: str, office: Office
) -> None:
    woman = Woman(office, channel="messenger")
    code = await woman.asks_for_a_person()
    async with a_counsellor(chromium, address, "lan", PHONE) as lan:
        await lan.page.clock.install()
        await lan.opens_ticket(code)
        await lan.claims()
        limits = lan.page.locator("#limits")
        assert "Còn gửi được 23 giờ" in await limits.inner_text()
        await lan.page.fill("#text", "Chị ơi")

        hours_later(office, 25)
        await lan.page.clock.fast_forward("25:00:00")
        await limits.get_by_text("đã hết thời gian Messenger cho phép").wait_for()
        assert await lan.page.input_value("#text") == "Chị ơi", "what she is writing stays"
        assert await lan.page.evaluate("document.activeElement.id") == "text"
        assert await findings(lan.page) == []
        assert await lan.sideways() == 0

        hours_later(office, 0)
        await woman.says("em đây ạ")
        await limits.get_by_text("Còn gửi được").wait_for()
