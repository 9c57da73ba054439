"""The page of a case in a real browser: record, safety, follow-ups, other tickets; no script needed
for any form, nothing lost, axe clean, wide and narrow.
"""

from datetime import timedelta
from typing import Literal

import pytest
from playwright.async_api import Browser, Dialog, ViewportSize

from app.office import Office
from counselling.cases.follow_up import today
from counselling.clock import utc_now
from counselling.permissions import Role
from tests.browser.axe import findings
from tests.browser.counsellor import DESKTOP, PHONE, Counsellor, a_counsellor
from tests.counselling.cast import ANYWHERE, Woman
from tests.desk.people import add_user

pytestmark = [pytest.mark.slow, pytest.mark.browser]


async def opens_case(lan: Counsellor, code: str) -> None:
    await lan.opens(f"/desk/tickets/{code}/case")
    await lan.is_live()


async def opens(lan: Counsellor, words: str) -> None:
    await lan.page.locator("summary", has_text=words).first.click()


async def fills_the_record(lan: Counsellor) -> None:
    await lan.page.fill("#summary", "Chị về nước cùng con gái 6 tuổi, cần ly hôn.")
    await lan.page.check("text=Trợ giúp pháp lý")
    await opens(lan, "Giấy tờ và luật pháp")
    await lan.page.check('[name="theme:legal/divorce"]')
    await lan.page.fill('[name="step0"]', "Xin trích lục kết hôn")
    await lan.page.click("text=Lưu hồ sơ")
    await lan.sees("Bản 1, Lan")
    assert await lan.page.input_value("#summary") != ""


async def asks_about_safety(lan: Counsellor) -> None:
    await lan.page.locator('[name="weapon"][value="yes"]').check()
    await lan.page.locator('[name="now"][value="yes"]').check()
    await lan.page.click("text=Lưu câu trả lời")
    await lan.sees("Những điều cần lập kế hoạch ngay")


async def plans_for_today(lan: Counsellor) -> None:
    await opens(lan, "Hẹn theo dõi")
    await lan.page.fill("#plan-day", today(utc_now()).isoformat())
    await lan.page.fill("#ask", "Chị đã nhận trích lục chưa?")
    await lan.page.get_by_role("button", name="Hẹn", exact=True).click()
    await lan.sees("hôm nay")


async def links(lan: Counsellor, other: str) -> None:
    await lan.page.fill("#other", other.lower())
    await lan.page.get_by_role("button", name="Nối", exact=True).click()
    await lan.sees("Chị ấy cho biết mã")


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["wide-light", "narrow-dark"]
)
async def test_a_case_from_record_to_follow_up(
    chromium: Browser,
    address: str,
    woman: Woman,
    office: Office,
    size: ViewportSize,
    scheme: Literal["light", "dark"],
) -> None:
    code = await woman.asks_for_a_person()
    other = await Woman(office, address="sister").asks_for_a_person()
    async with a_counsellor(chromium, address, "lan", size) as lan:
        await lan.page.emulate_media(color_scheme=scheme)
        await lan.opens_ticket(code)
        await lan.claims()
        await lan.page.click(f'nav a[href="/desk/tickets/{code}/case"]')
        await lan.is_live()
        assert await findings(lan.page) == [], "empty case"
        await fills_the_record(lan)
        await asks_about_safety(lan)
        await plans_for_today(lan)
        await links(lan, other)
        await opens(lan, "Gộp hai phiếu")
        await opens(lan, "Đã hỏi thăm")
        assert await findings(lan.page) == [], "full case"
        assert await lan.sideways() <= 0
        assert lan.complaints == []


async def test_what_was_written_is_not_lost_when_a_colleague_was_faster(
    lan: Counsellor, woman: Woman, office: Office
) -> None:
    chief = await add_user(office, "chief", "Chief", Role.SUPERVISOR)
    code = await woman.asks_for_a_person()
    await lan.opens_ticket(code)
    await lan.claims()
    await opens_case(lan, code)
    record = (await office.cases.file.read(code, by=ANYWHERE)).record.body
    await office.cases.file.save_record(
        code, type(record)("Bản của trưởng phòng"), base=0, by=chief
    )
    await lan.page.fill("#summary", "Bản của Lan")
    await lan.page.click("text=Lưu hồ sơ")
    await lan.sees("Bản của trưởng phòng")
    assert await lan.page.input_value("#summary") == "Bản của Lan"
    await lan.page.click("text=Lưu hồ sơ")
    await lan.sees("Bản 2, Lan")


async def test_sending_another_form_asks_before_unsaved_words_are_lost(
    lan: Counsellor, woman: Woman
) -> None:
    code = await woman.asks_for_a_person()
    await lan.opens_ticket(code)
    await lan.claims()
    await opens_case(lan, code)
    asked: list[str] = []

    async def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        await dialog.dismiss()

    lan.page.on("dialog", stay)
    await lan.page.fill("#summary", "chưa lưu")
    await lan.page.fill("#other", "K7M-4RX")
    await lan.page.press("#other", "Enter", no_wait_after=True)
    await lan.page.wait_for_timeout(300)
    assert asked == ["beforeunload"]
    assert await lan.page.input_value("#summary") == "chưa lưu"
    await lan.page.click("text=Lưu hồ sơ")
    await lan.sees("Bản 1, Lan")
    assert asked == ["beforeunload"]


async def test_the_open_page_goes_blank_when_she_erases(
    lan: Counsellor, woman: Woman, office: Office
) -> None:
    code = await woman.asks_for_a_person()
    await lan.opens_ticket(code)
    await lan.claims()
    await opens_case(lan, code)
    await lan.page.fill("#summary", "chưa lưu")
    await office.reception.erase(woman.channel, woman.address)
    await lan.sees("Hồ sơ của chị ấy không hiển thị")
    assert "chưa lưu" not in await lan.page.content()


async def test_without_script_every_form_works(
    chromium: Browser, address: str, woman: Woman, office: Office
) -> None:
    code = await woman.asks_for_a_person()
    async with a_counsellor(chromium, address, "lan") as lan:
        await lan.opens_ticket(code)
        await lan.claims()
        state = await lan.page.context.storage_state()
    context = await chromium.new_context(java_script_enabled=False, storage_state=state)
    page = await context.new_page()
    await page.goto(f"{address}/desk/tickets/{code}/case")
    await page.fill("#summary", "không cần script")
    await page.click("text=Lưu hồ sơ")
    assert await page.input_value("#summary") == "không cần script"
    await page.locator("summary", has_text="Hẹn theo dõi").click()
    await page.get_by_role("button", name="Hẹn", exact=True).click()
    view = await office.cases.file.read(code, by=ANYWHERE)
    assert [one.due - view.today for one in view.follow_ups] == [
        timedelta(days=days) for days in (7, 30, 91)
    ]
