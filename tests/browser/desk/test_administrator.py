"""An administrator at a real browser: from her first password to a colleague's, and axe."""

from typing import Literal

import pytest
from playwright.async_api import Browser, ViewportSize

from app.office import Office
from counselling.accounts.totp import code_of, step_at
from counselling.permissions import Role
from tests.browser.axe import findings
from tests.browser.counsellor import DESKTOP, PHONE, Counsellor, a_counsellor
from tests.desk.visitor import PASSWORD

pytestmark = [pytest.mark.slow, pytest.mark.browser]


async def the_app_shows(office: Office, login: str) -> str:
    """What she reads from her phone."""
    user = await office.staff.people.with_login(login)
    async with office.store.read() as tx:
        row = await tx.factors.get(user.id)
    assert row
    return code_of(row.secret, step_at(office.staff._now()))


async def sets_it_up(chief: Counsellor, office: Office, first: str) -> None:
    await chief.signs_in("chief", first)
    await chief.page.fill("#old", first)
    await chief.page.fill("#new", PASSWORD)
    await chief.page.fill("#again", PASSWORD)
    await chief.page.press("#again", "Enter")
    await chief.page.fill("main #password", PASSWORD)
    await chief.page.press("main #password", "Enter")
    await chief.page.wait_for_selector(".qr svg")
    assert await findings(chief.page) == [], "set-up"
    assert await chief.sideways() <= 0
    await chief.page.fill("#code", await the_app_shows(office, "chief"))
    await chief.page.press("#code", "Enter")
    await chief.page.wait_for_selector(".codes")
    assert await findings(chief.page) == [], "recovery codes"
    await chief.page.click("main .button-main")


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["wide-light", "narrow-dark"]
)
async def test_from_her_first_password_to_a_colleagues(
    chromium: Browser,
    address: str,
    office: Office,
    size: ViewportSize,
    scheme: Literal["light", "dark"],
) -> None:
    _, first = await office.staff.people.add("chief", "Chi", Role.ADMINISTRATOR, None, by="x")
    async with a_counsellor(chromium, address, None, size) as chief:
        await chief.page.emulate_media(color_scheme=scheme)
        await sets_it_up(chief, office, first)
        await chief.page.wait_for_selector("table")
        await chief.page.click("details.add summary")
        await chief.page.fill("#name", "Mai")
        await chief.page.fill("#login", "mai")
        await chief.page.select_option("#office", "can-tho")
        assert await findings(chief.page) == [], "staff"
        await chief.page.press("#login", "Enter")
        await chief.sees("Mật khẩu ban đầu của Mai")
        assert await findings(chief.page) == [], "first password"
        lan = await office.staff.people.with_login("lan")
        for path in ("sessions", "second-step", "audit", "settings", f"staff/{lan.id}"):
            await chief.opens(f"/desk/{path}")
            assert await findings(chief.page) == [], path
            assert await chief.sideways() <= 0, path
        await chief.page.click("text=Khóa tài khoản")
        assert await findings(chief.page) == [], "asked once more"
        await chief.page.click("details[open] button")
        await chief.sees("Tài khoản này đã khóa")
        assert chief.complaints == []
