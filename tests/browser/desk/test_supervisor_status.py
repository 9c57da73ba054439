"""The state of the service in a real browser: readable at every width, in light and dark."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest
from playwright.async_api import Browser, ViewportSize

from app.office import Office
from counselling.permissions import Role
from counselling.store.standing import Standing, Waiting
from desk.desk import Desk
from desk.status import Status
from tests.browser.axe import findings
from tests.browser.counsellor import DESKTOP, PHONE, a_counsellor
from tests.desk.people import add_user
from tests.desk.test_status import GOOD_DAY

pytestmark = [pytest.mark.slow, pytest.mark.browser]

WIDTHS = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"


async def a_bad_night() -> Status:
    now = datetime.now(UTC)
    waiting = {"emergency": Waiting(1, now - timedelta(minutes=12))}
    late = {"telegram": Waiting(3, now - timedelta(minutes=9))}
    return replace(
        GOOD_DAY,
        at=now,
        since=now - timedelta(days=3),
        backup_at=None,
        assistant="down",
        calls={"nobody": 1},
        standing=Standing(tickets=waiting, outgoing=late, undelivered={("telegram", "failed"): 2}),
    )


@pytest.fixture
def desk(desk: Desk) -> Desk:
    return replace(desk, status=a_bad_night)


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["wide-light", "narrow-dark"]
)
async def test_it_is_in_order_and_renews_itself_without_losing_the_place(
    chromium: Browser,
    address: str,
    office: Office,
    size: ViewportSize,
    scheme: Literal["light", "dark"],
) -> None:
    await add_user(office, "thu", "Thu", Role.SUPERVISOR)
    async with a_counsellor(chromium, address, None, size) as thu:
        await thu.page.emulate_media(color_scheme=scheme)
        await thu.signs_in("thu")
        await thu.page.wait_for_url("**/desk")
        await thu.page.clock.install()
        await thu.opens("/desk/status")
        assert await findings(thu.page) == []
        inside, screen = await thu.page.evaluate(WIDTHS)
        assert inside <= screen, "nothing is wider than the screen"
        await thu.page.locator("[data-keep=again]").focus()
        await thu.page.evaluate("document.querySelector('.states').remove()")
        await thu.page.clock.run_for(11_000)
        await thu.page.locator(".states").wait_for()
        focused = "document.activeElement.dataset.keep"
        assert await thu.page.evaluate(focused) == "again"
    assert thu.complaints == []
