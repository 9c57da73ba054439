"""The referral of the whole case: proposed, agreed to, sent, accepted."""

from io import BytesIO

from playwright.async_api import expect
from pypdf import PdfReader

from counselling.referrals.terms import SHARED
from tests.browser.counsellor import Counsellor
from tests.browser.desk.her_case import HER_WORDS, NOTE, SHARES, SUMMARY, in_order
from tests.browser.woman.phone import Phone
from tests.counselling.cast import BOOK


async def a_referral_is_proposed(mai: Counsellor) -> None:
    page = mai.page
    await page.get_by_role("link", name="Giới thiệu", exact=True).click()
    await page.fill("[name=q]", "tro giup phap ly")
    await page.press("[name=q]", "Enter")
    await page.wait_for_url("**/referrals?q=*")
    await in_order(mai, "agencies")
    await page.get_by_role("link", name="Đề nghị giới thiệu").first.click()
    await page.select_option("[name=need]", "legal")
    for name, text in SHARES.items():
        await page.check(f"[name=share_{name}]")
        await page.fill(f"[name=text_{name}]", text)
    await in_order(mai, "proposal")
    await page.get_by_role("button", name="Xem như chị ấy sẽ đọc").click()
    await mai.sees(SHARES["name"])
    await in_order(mai, "proposal as she will read it")
    await page.get_by_role("button", name="Hỏi chị ấy ngay").click()
    await mai.sees("Chị ấy chưa trả lời")
    await mai.is_live()


async def she_reads_it_and_says_yes(sen: Phone) -> None:
    for text in SHARES.values():
        await sen.sees(text)
    await in_order(sen, "asked about the referral")
    await sen.taps("Tôi đồng ý gửi")


async def it_is_sent_and_the_letter_holds_what_she_agreed_to(mai: Counsellor, code: str) -> None:
    """Her yes shows on the open page; the letter names the ticked fields and no other."""
    await mai.sees("Chị ấy đã đồng ý: chưa gửi")
    await mai.page.get_by_role("button", name="Ghi là đã gửi").click()
    async with mai.page.expect_download() as download:
        await mai.page.get_by_role("link", name="Tải giấy giới thiệu (PDF)").click()
    pages = PdfReader(BytesIO((await (await download.value).path()).read_bytes())).pages
    letter = " ".join(" ".join(page.extract_text() for page in pages).split())
    for name in SHARED:
        label = BOOK.faq().lines.say(f"share_{name}", "en")
        assert (label in letter) is (name in SHARES), name
    for text in (code, *SHARES.values()):
        assert text in letter
    for text in (HER_WORDS, NOTE, SUMMARY):
        assert text not in letter


async def the_agency_accepts(mai: Counsellor, sen: Phone) -> None:
    await mai.page.get_by_role("button", name="Nơi nhận đồng ý giúp").click()
    await mai.sees("Nơi nhận đã đồng ý giúp")
    await in_order(mai, "accepted referral")
    await expect(sen.page.get_by_role("button", name="Tôi rút lại").last).to_be_visible()
