"""Writing to her, in a real browser."""

import pytest
from playwright.async_api import Route, expect

from app.office import Office
from tests.browser.counsellor import Counsellor
from tests.browser.herside import until_she_has
from tests.counselling.cast import ANYWHERE, Woman

pytestmark = [pytest.mark.slow, pytest.mark.browser]


async def test_a_double_click_sends_one_message(lan: Counsellor, woman: Woman) -> None:
    await lan.opens_ticket(await woman.asks_for_a_person())
    await lan.claims()
    await lan.page.fill("#text", "một lần thôi")
    await lan.page.dblclick("#reply button")
    await until_she_has(woman, "một lần thôi")
    await expect(lan.page.locator("#text")).to_have_value("")
    await expect(lan.page.locator(".from-counsellor")).to_have_count(1)


async def test_a_reply_that_failed_keeps_its_text_and_is_sent_once(
    lan: Counsellor, woman: Woman
) -> None:
    await lan.opens_ticket(await woman.asks_for_a_person())
    await lan.claims()

    async def lose_the_answer(route: Route) -> None:
        await route.fetch()
        await route.abort()

    await lan.page.route("**/reply", lose_the_answer)
    await lan.writes("Chị còn đó không?")
    await lan.sees("Chưa gửi được: mất kết nối")
    await expect(lan.page.locator("#text")).to_have_value("Chị còn đó không?")
    await lan.page.unroute("**/reply")
    await lan.page.click("#reply button")
    await expect(lan.page.locator("#text")).to_have_value("")
    await until_she_has(woman, "Chị còn đó không?")


async def test_what_is_being_written_survives_that_the_ticket_moves_on(
    lan: Counsellor, office: Office, woman: Woman
) -> None:
    await lan.opens_ticket(await woman.asks_for_a_person())
    await lan.claims()
    await lan.page.fill("#text", "một câu dài chưa viết xong")
    user = await office.staff.authenticate("lan", "a long enough password")
    assert user
    await office.casework.close((await office.casework.queue(by=ANYWHERE))[0].code, by=user)
    await lan.sees("Phiếu này đã đóng")
    await expect(lan.page.locator("#unsent")).to_have_value("một câu dài chưa viết xong")
