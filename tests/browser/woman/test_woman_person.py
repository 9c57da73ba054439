"""From the button to a person who answers."""

import pytest
from playwright.async_api import expect

from tests.browser.woman.conftest import House
from tests.browser.woman.phone import Phone
from tests.counselling.cast import ANYWHERE

pytestmark = [pytest.mark.slow, pytest.mark.browser]


async def test_she_asks_for_a_person_waits_with_her_code_and_is_answered(
    phone: Phone, house: House
) -> None:
    status, ticket, strip = (phone.page.locator(s) for s in ("#status", "#ticket", "#strip"))
    await expect(status).to_have_text("Trợ lý tự động trả lời")
    await phone.page.click("#person")
    await phone.taps("Tôi đồng ý")
    await expect(strip).to_have_attribute("data-handler", "waiting")
    await expect(status).to_have_text("Đang chờ tư vấn viên")
    code = await house.waiting_code()
    await expect(ticket).to_have_text(f"Mã của chị: {code}")

    lan = await house.a_counsellor()
    await house.office.casework.claim(code, by=lan)
    await expect(status).to_have_text("Tư vấn viên đang ở đây")
    await expect(phone.page.locator("#person")).to_be_disabled()
    await house.office.casework.typing(code, by=lan)
    await expect(phone.page.locator("#typing")).to_contain_text("Tư vấn viên đang viết")
    await house.office.casework.reply(code, by=lan, text="Chào chị, tôi là Lan.", external_id="1")
    await expect(phone.page.locator(".from-counsellor .text")).to_have_text("Chào chị, tôi là Lan.")
    await expect(phone.page.locator("#typing")).to_be_hidden()
    await phone.writes("Cảm ơn Lan")
    await phone.is_told("Cảm ơn Lan", "Đã gửi")

    await house.office.casework.close(code, by=lan)
    await expect(strip).to_have_attribute("data-handler", "assistant")
    await expect(ticket).to_be_hidden()
    await expect(phone.page.locator("#person")).to_be_enabled()
    assert phone.complaints == []


async def test_saying_no_costs_her_nothing(phone: Phone, house: House) -> None:
    await phone.page.click("#person")
    await phone.taps("Tôi không đồng ý")
    await phone.sees("Vâng, không sao đâu chị")
    await phone.writes("không ngủ được")
    await phone.sees("Nguồn:")
    assert await house.office.casework.queue(by=ANYWHERE) == []


async def test_yes_and_no_are_equally_large(phone: Phone) -> None:
    await phone.page.click("#person")
    boxes = [
        await phone.page.get_by_role("button", name=name, exact=True).bounding_box()
        for name in ("Tôi đồng ý", "Tôi không đồng ý")
    ]
    assert boxes[0]
    assert boxes[1]
    assert (boxes[0]["width"], boxes[0]["height"]) == (boxes[1]["width"], boxes[1]["height"])
