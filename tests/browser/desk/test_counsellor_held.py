"""A notice that waits for her safe hours stands above the reply box, and goes once it went out."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Literal

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ViewportSize

from app.office import Office
from counselling.clock import utc_now
from tests.browser.axe import findings
from tests.browser.counsellor import DESKTOP, PHONE, a_counsellor
from tests.counselling.cast import FakeAssistant, PushChannel, Woman, an_office

pytestmark = [pytest.mark.slow, pytest.mark.browser]
NOTICE = "#held"


@pytest_asyncio.fixture(loop_scope="session")
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with an_office(tmp_path, FakeAssistant(), PushChannel()) as opened:
        yield opened


def minutes_later(office: Office, minutes: float) -> None:
    """Turn the clocks on."""
    for one in (office.casework, office.casework._cases, office.outbox, office.outbox._delivering):
        one._now = lambda: utc_now() + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["wide-light", "narrow-dark"]
)
async def test_it_is_seen_reads_well_and_goes_when_she_writes(
    chromium: Browser,
    address: str,
    office: Office,
    size: ViewportSize,
    scheme: Literal["light", "dark"],
) -> None:
    woman = Woman(office, channel="push")
    code = await woman.asks_for_a_person()
    minutes_later(office, 11)
    async with a_counsellor(chromium, address, "lan", size) as lan:
        await lan.page.emulate_media(color_scheme=scheme)
        await lan.opens_ticket(code)
        await lan.claims()
        await lan.page.wait_for_selector(NOTICE)
        assert await findings(lan.page) == []
        assert await lan.sideways() == 0

        minutes_later(office, 0)
        await woman.says("em đây ạ")
        await lan.page.wait_for_selector(NOTICE, state="detached")
