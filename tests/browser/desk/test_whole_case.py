"""A whole case in two browsers: from her first message, through a referral that she agrees to, to
the closed ticket, the report and the audit.

The woman is at a small phone; the counsellor at a desk, and then at a phone of her own. Each page
on the way is looked at by axe.
"""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, ViewportSize, expect

from app.office import Office
from counselling.cases.follow_up import today
from counselling.clock import utc_now
from tests.browser.counsellor import DESKTOP, PHONE, Counsellor, a_counsellor
from tests.browser.desk.her_case import HER_WORDS, NOTE, SHARES, SUMMARY, in_order
from tests.browser.desk.referral_steps import (
    a_referral_is_proposed,
    it_is_sent_and_the_letter_holds_what_she_agreed_to,
    she_reads_it_and_says_yes,
    the_agency_accepts,
)
from tests.browser.desk.town import Town, a_town
from tests.browser.woman.phone import Phone, a_phone
from tests.counselling.cast import Woman

pytestmark = [pytest.mark.slow, pytest.mark.browser]

FOUND = "Chị ấy đã gặp luật sư"
AUDITED = (
    "Đã nhận phiếu", "Viết ghi chú nội bộ", "Lưu hồ sơ", "Giới thiệu 1: Đã viết lời đề nghị",
    "Giới thiệu 1: Đã gửi đến nơi nhận", "Tải giấy giới thiệu số 1",
    "Giới thiệu 1: Nơi nhận đã đồng ý giúp", "Đã hẹn theo dõi", "Đã theo dõi", "Đã đóng phiếu",
)  # fmt: skip
BEFORE_HER = 6  # women who asked for a person: fewer than five are shown as "<5"


@pytest_asyncio.fixture(loop_scope="session")
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_a_case_from_her_first_message_to_the_report(
    chromium: Browser, town: Town, size: ViewportSize
) -> None:
    await others_asked_before(town.office)
    async with AsyncExitStack() as browsers:
        sen = await browsers.enter_async_context(a_phone(chromium, town.address))
        mai = await browsers.enter_async_context(a_counsellor(chromium, town.address, "mai", size))
        code = await she_writes_and_asks_for_a_person(sen)
        await the_counsellor_sees_it_and_claims_it(mai, code)
        await she_is_answered_with_a_reply_from_the_list(mai, sen)
        await a_note_stays_among_the_staff(mai, sen)
        await the_case_record_is_filled(mai)
        await a_referral_is_proposed(mai)
        await she_reads_it_and_says_yes(sen)
        await it_is_sent_and_the_letter_holds_what_she_agreed_to(mai, code)
        await the_agency_accepts(mai, sen)
        await a_follow_up_is_planned_and_done(mai, code)
        await the_ticket_is_closed(mai, sen, code)
        assert mai.complaints + sen.complaints == []
    async with a_counsellor(chromium, town.address, "thu", size) as thu:
        await the_report_counts_her_and_hides_who_she_is(thu)
        await the_audit_names_each_step_without_a_word_of_theirs(thu, code)
        assert thu.complaints == []


async def others_asked_before(office: Office) -> None:
    for number in range(BEFORE_HER):
        woman = Woman(office, f"before-{number}")
        await woman.taps("person")
        await woman.taps("consent.yes")


async def she_writes_and_asks_for_a_person(sen: Phone) -> str:
    await sen.opens()
    await in_order(sen, "empty chat")
    await sen.writes(HER_WORDS)
    await sen.sees("Nguồn:")
    await sen.page.click("#person")
    await expect(sen.page.get_by_role("button", name="Tôi đồng ý", exact=True)).to_be_visible()
    await in_order(sen, "asked whether a counsellor may read")
    await sen.taps("Tôi đồng ý")
    await expect(sen.page.locator("#ticket")).not_to_be_empty()
    return (await sen.page.locator("#ticket").inner_text()).split()[-1]


async def the_counsellor_sees_it_and_claims_it(mai: Counsellor, code: str) -> None:
    """The queue was open before she asked: her ticket comes by itself."""
    line = mai.page.locator(f'[data-code="{code}"]')
    await line.wait_for()
    await in_order(mai, "queue")
    await line.click()
    await mai.is_live()
    await mai.sees(HER_WORDS)
    await in_order(mai, "ticket that nobody has")
    await mai.claims()


async def she_is_answered_with_a_reply_from_the_list(mai: Counsellor, sen: Phone) -> None:
    await mai.page.click("#replies-open")
    await mai.page.fill("#find", "xin loi tra loi cham")
    first = mai.page.locator("#picks a").first
    await expect(first).to_contain_text("Xin lỗi vì trả lời chậm")
    await in_order(mai, "replies to choose from")
    await first.click()
    await mai.page.press("#text", "Control+Enter")
    await sen.sees("Bây giờ tôi ở đây với chị.")
    await expect(mai.page.locator(".from-counsellor .delivery")).to_have_text("Đã gửi")


async def a_note_stays_among_the_staff(mai: Counsellor, sen: Phone) -> None:
    await mai.page.click(".note-form summary")
    await mai.page.fill("#note-text", NOTE)
    await mai.page.get_by_role("button", name="Lưu ghi chú").click()
    await expect(mai.page.locator(".note")).to_contain_text(NOTE)
    await in_order(mai, "conversation with a note")
    await sen.writes("Cảm ơn chị")
    await mai.sees("Cảm ơn chị")
    assert NOTE not in await sen.page.content()
    await in_order(sen, "talk with a counsellor")


async def the_case_record_is_filled(mai: Counsellor) -> None:
    await mai.page.get_by_role("link", name="Hồ sơ", exact=True).click()
    await mai.is_live()
    await mai.page.fill("#summary", SUMMARY)
    await mai.page.check("text=Trợ giúp pháp lý")
    await mai.page.fill('[name="step0"]', "Xin trích lục kết hôn")
    await mai.page.get_by_role("button", name="Lưu hồ sơ").click()
    await mai.sees("Bản 1, Mai")
    await in_order(mai, "case")


async def a_follow_up_is_planned_and_done(mai: Counsellor, code: str) -> None:
    page = mai.page
    await mai.opens(f"/desk/tickets/{code}/case")
    await mai.is_live()
    await page.locator("summary", has_text="Hẹn theo dõi").click()
    for ticked in await page.locator('[name^="plan:"]').all():
        await ticked.uncheck()
    await page.fill("#plan-day", today(utc_now()).isoformat())
    await page.fill("#ask", "Chị đã gặp luật sư chưa?")
    await page.get_by_role("button", name="Hẹn", exact=True).click()
    await mai.sees("hôm nay")
    await page.locator("summary", has_text="Đã hỏi thăm").click()
    await page.select_option(".task [name=outcome]", "better")
    await page.fill(".task [name=note]", FOUND)
    await in_order(mai, "follow-up that is due")
    await page.get_by_role("button", name="Lưu là đã làm").click()
    await mai.sees(FOUND)
    await expect(page.locator(".task")).to_have_count(0)


async def the_ticket_is_closed(mai: Counsellor, sen: Phone, code: str) -> None:
    await mai.opens_ticket(code)
    if mai.page.viewport_size == PHONE:
        await mai.page.click(".fold > summary")
    await mai.page.locator("summary", has_text="Đóng phiếu").click()
    await mai.page.select_option("#outcome", "referred")
    await in_order(mai, "what came of it")
    await mai.page.get_by_role("button", name="Đồng ý đóng phiếu").click()
    await mai.sees("Phiếu này đã đóng")
    await mai.is_live()
    await in_order(mai, "closed ticket")
    await expect(sen.page.locator("#ticket")).to_be_hidden()
    await in_order(sen, "after the counsellor")


async def the_report_counts_her_and_hides_who_she_is(thu: Counsellor) -> None:
    await thu.opens("/desk/reports?days=this-month")
    for figure, shown in (("Phiếu được mở", str(BEFORE_HER + 1)), ("Phiếu kết thúc", "<5*")):
        cell = thu.page.locator(f"dt:text-is('{figure}') + dd")
        await expect(cell).to_have_text(shown)
    await in_order(thu, "report")


async def the_audit_names_each_step_without_a_word_of_theirs(thu: Counsellor, code: str) -> None:
    await thu.opens(f"/desk/audit?about={code}")
    lines = await thu.page.locator("tbody tr").all_inner_texts()
    for deed in AUDITED:
        assert any("Mai" in line and deed in line for line in lines), deed
    await in_order(thu, "audit")
    page = await thu.page.content()
    for text in (HER_WORDS, NOTE, SUMMARY, FOUND, *SHARES.values()):
        assert text not in page
