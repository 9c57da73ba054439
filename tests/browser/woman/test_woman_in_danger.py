"""After a danger reply: its beginning, two numbers, yes and no, and the exit are in sight."""

import pytest
from playwright.async_api import Browser, expect

from counselling.conversations import Language
from tests.browser.woman.conftest import House
from tests.browser.woman.phone import PHONE, SMALL, Device, Phone, a_phone

pytestmark = [pytest.mark.slow, pytest.mark.browser]

SMALLEST: Device = {**SMALL, "viewport": {"width": 320, "height": 568}}
DANGER = {
    "vi": "chồng em dọa giết em",
    "en": "my husband says he will kill me",
    "ko": "남편이 죽이겠다고 해요",
}
FIRST_LINE = """(text) => {
    const range = document.createRange();
    range.selectNodeContents(text.querySelector(".part").firstChild);
    const line = range.getClientRects()[0];
    const found = document.elementFromPoint(line.x + 2, line.y + line.height / 2);
    return text.contains(found);
}"""
YES, NO = "#dock-ways .choice:first-child", "#dock-ways .choice:last-child"


async def starts_in_sight(phone: Phone) -> bool:
    """Whether the first line of the newest reply can be read."""
    text = phone.page.locator(".from-assistant .text").last
    return bool(await text.evaluate(FIRST_LINE))


@pytest.mark.parametrize("language", ["vi", "en", "ko"])
@pytest.mark.parametrize("device", [SMALLEST, PHONE], ids=["320x568", "360x740"])
async def test_she_reads_from_the_beginning_with_numbers_and_both_answers_at_hand(
    chromium: Browser, house: House, device: Device, language: Language
) -> None:
    house.assistant.pause = 0.3  # and still nothing is shown as being written
    async with a_phone(chromium, house.address, language, device) as phone:
        await phone.opens()
        await phone.writes(DANGER[language])
        await expect(phone.page.locator("#dock-calls .call")).to_have_count(2)
        await expect(phone.page.locator("#typing-text")).to_be_empty()
        assert await starts_in_sight(phone)
        yes, no = await phone.in_sight(YES), await phone.in_sight(NO)
        assert (yes["width"], yes["height"]) == (no["width"], no["height"])
        for selector in (YES, "#dock-calls .call:first-child", "#exit", "#person", "#text"):
            box = await phone.in_sight(selector)
            assert min(box["width"], box["height"]) >= 47.9, selector
        await phone.in_sight("#dock-calls .call:last-child")
        assert await phone.sideways() == 0
        assert phone.complaints == []


async def test_with_letters_twice_as_large_too(chromium: Browser, house: House) -> None:
    async with a_phone(chromium, house.address, device=PHONE) as phone:
        await phone.opens()
        await phone.page.evaluate("document.documentElement.style.fontSize = '200%'")
        await phone.writes(DANGER["vi"])
        for selector in (YES, NO, "#exit", "#text"):
            await phone.in_sight(selector)
        assert await starts_in_sight(phone)
        assert await phone.sideways() == 0


async def test_her_answer_goes_back_under_its_message_marked(phone: Phone) -> None:
    await phone.writes(DANGER["vi"])
    await phone.page.click(NO)
    await expect(phone.page.locator(".dock button, .dock a")).to_have_count(0)
    await expect(phone.page.locator("#log .choice.taken")).to_have_text("Không, tôi chưa muốn")
    await expect(phone.page.locator("#log .both .choice").first).to_be_disabled()


async def test_who_writes_on_finds_both_answers_under_their_message(phone: Phone) -> None:
    await phone.writes(DANGER["vi"])
    await expect(phone.page.locator(YES)).to_be_visible()
    await phone.writes("không ngủ được")
    await phone.sees("Nguồn:")
    await expect(phone.page.locator(".dock button, .dock a")).to_have_count(0)
    for answer in await phone.page.locator("#log .both .choice").all():
        await expect(answer).to_be_enabled()
        await answer.scroll_into_view_if_needed()
        await expect(answer).to_be_in_viewport(ratio=1)


async def test_an_answer_to_what_else_she_asked_leaves_them_at_hand(phone: Phone) -> None:
    await phone.writes("chồng em dọa giết em, em không ngủ được")
    await phone.sees("Nguồn:")
    await phone.in_sight(YES)
    await phone.in_sight("#dock-calls")


async def test_where_she_is_changes_the_numbers_at_hand(phone: Phone) -> None:
    await phone.writes(DANGER["vi"])
    await phone.taps("Tôi đang ở Hàn Quốc")
    calls = phone.page.locator("#dock-calls .call-number")
    await expect(calls).to_have_text(["112", "1577-1366"])
    await phone.in_sight(YES)
    assert await starts_in_sight(phone)


async def test_a_number_is_called_with_one_tap_and_the_page_stays(phone: Phone) -> None:
    await phone.writes(DANGER["vi"])
    calls = phone.page.locator("#log a.call")
    await expect(calls).to_have_count(4)
    hrefs = [await call.get_attribute("href") for call in await calls.all()]
    assert hrefs == ["tel:113", "tel:1900969680", "tel:115", "tel:+84981848484"]
    await phone.page.locator("#dock-calls a").first.click()
    await phone.in_sight(YES)
    await expect(phone.page.locator("#log")).to_contain_text(DANGER["vi"])


async def test_a_number_that_needs_others_before_it_is_not_dialled_by_a_tap(phone: Phone) -> None:
    await phone.writes(DANGER["vi"])
    await phone.taps("Tôi đang ở Hàn Quốc")
    await phone.sees("Bấm mã vùng trước số 1366")
    assert await phone.page.locator('[href="tel:1366"]').count() == 0


async def test_numbers_that_people_write_stay_text(phone: Phone, house: House) -> None:
    await phone.writes("• Công an: 113 (cả ngày)")
    await phone.is_told("Công an", "Đã gửi")
    await phone.page.click("#person")
    await phone.taps("Tôi đồng ý")
    code, lan = await house.waiting_code(), await house.a_counsellor()
    await house.office.casework.claim(code, by=lan)
    await house.office.casework.reply(code, by=lan, text="• Công an: 113", external_id="1")
    await expect(phone.page.locator(".from-counsellor .text")).to_have_text("• Công an: 113")
    people = phone.page.locator(".from-woman, .from-counsellor")
    assert await people.locator("a, .call").count() == 0


SENDS_AND_WRITES_ON = """() => {
    const box = document.getElementById("text");
    document.getElementById("send").click();
    box.focus();
    box.value = "em";
    box.dispatchEvent(new Event("input", { bubbles: true }));
}"""


async def test_the_keyboard_makes_room_for_the_question_unless_she_is_writing(
    phone: Phone,
) -> None:
    text = phone.page.locator("#text")
    await phone.writes(DANGER["vi"])
    await expect(phone.page.locator(YES)).to_be_visible()
    await expect(text).not_to_be_focused()
    await text.fill(DANGER["vi"])
    await phone.page.evaluate(SENDS_AND_WRITES_ON)  # before any answer can be there
    await expect(phone.page.locator("#log .call")).to_have_count(8)
    await expect(text).to_be_focused()


async def test_on_what_the_keyboard_leaves_of_a_small_screen_she_can_still_read(
    chromium: Browser, house: House
) -> None:
    async with a_phone(chromium, house.address, device=SMALLEST) as phone:
        await phone.opens()
        await phone.writes(DANGER["vi"])
        await phone.in_sight(YES)
        await phone.page.set_viewport_size({"width": 320, "height": 330})
        await phone.page.focus("#text")
        await expect(phone.page.locator(YES)).to_be_hidden()
        await phone.in_sight("#exit")
        await phone.page.locator("#text").blur()
        await phone.in_sight(YES)
