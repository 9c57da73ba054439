"""A woman asks, on three screens and in three languages."""

import pytest
from playwright.async_api import Browser, expect

from connectors.webchat.words import WORDS
from counselling.conversations import Language
from tests.browser.woman.conftest import House
from tests.browser.woman.phone import DESKTOP, PHONE, SMALL, Device, Phone, a_phone

pytestmark = [pytest.mark.slow, pytest.mark.browser]

QUESTION = {"vi": "Đêm nào tôi cũng không ngủ được", "en": "I cannot sleep", "ko": "잠을 못 자요"}
SOURCE = {"vi": "Nguồn:", "en": "Source:", "ko": "출처:"}
UNCLEAR = {"vi": "cần giấy tờ gì", "en": "which papers do I need", "ko": "어떤 서류가 필요해요"}


@pytest.mark.parametrize("language", ["vi", "en", "ko"])
@pytest.mark.parametrize("device", [SMALL, PHONE, DESKTOP], ids=["320", "360", "1280"])
async def test_she_asks_chooses_and_always_has_the_person_and_the_exit_at_hand(
    chromium: Browser, house: House, device: Device, language: Language
) -> None:
    words = WORDS[language]
    async with a_phone(chromium, house.address, language, device=device) as phone:
        await phone.opens()
        await expect(phone.page.locator("#welcome")).to_contain_text(words["hello_free"])
        await phone.writes(QUESTION[language])
        await phone.sees(SOURCE[language])
        await phone.is_told(QUESTION[language], words["sent"])
        await phone.writes(UNCLEAR[language])
        choices = phone.page.locator(".choices").last.locator("button")
        await expect(choices).to_have_count(3)
        chosen = await choices.first.inner_text()
        await choices.first.click()
        await expect(phone.page.locator(".from-assistant .source")).to_have_count(2)
        assert (await phone.texts())[-1] == chosen
        for selector in ("#exit", "#person", "#text", "#send", "#menu-button"):
            box = await phone.in_sight(selector)
            assert min(box["width"], box["height"]) >= 47.9, selector
        assert await phone.sideways() == 0
        assert phone.complaints == []
        assert [url for url in phone.asked if not url.startswith(house.address)] == []


async def test_a_choice_once_taken_is_marked_and_the_others_are_spent(phone: Phone) -> None:
    await phone.writes(UNCLEAR["vi"])
    choices = phone.page.locator(".choices button")
    await choices.nth(2).click()
    await expect(choices.nth(2)).to_have_attribute("aria-pressed", "true")
    for number in range(3):
        await expect(choices.nth(number)).to_be_disabled()


async def test_an_answer_can_be_read_from_its_beginning(phone: Phone) -> None:
    await phone.writes(QUESTION["vi"])
    await phone.sees(SOURCE["vi"])
    await expect(phone.page.locator(".from-assistant .part").first).to_be_in_viewport(ratio=1)
    await expect(phone.page.locator(".from-assistant .who").first).to_be_in_viewport()


async def test_an_example_is_asked_by_one_tap(phone: Phone) -> None:
    await phone.taps(WORDS["vi"]["example_4"])
    await phone.sees(SOURCE["vi"])
    await expect(phone.page.locator("#examples")).to_be_hidden()


async def test_what_she_writes_is_never_markup(phone: Phone) -> None:
    attack = "<img src=x onerror=alert(1)><script>alert(2)</script> **b** https://x.example"
    await phone.writes(attack)
    await phone.is_told("onerror", "Đã gửi")
    assert (await phone.texts())[-1] == attack
    assert await phone.page.locator("#log img, #log script, #log a, #log b").count() == 0


async def test_a_script_that_runs_from_right_to_left_does(phone: Phone) -> None:
    text = "مرحبا، أحتاج إلى مساعدة 123 مع الأوراق"
    await phone.writes(text)
    await phone.is_told(text, "Đã gửi")
    first, whole = (
        await phone.own(text)
        .locator(".part")
        .evaluate(
            """(node) => {
            const letter = document.createRange();
            letter.setStart(node.firstChild, 0);
            letter.setEnd(node.firstChild, 1);
            return [letter, node].map((one) => one.getBoundingClientRect().right);
        }"""
        )
    )
    assert abs(whole - first) < 3
    assert await phone.sideways() == 0


async def test_line_breaks_are_kept(phone: Phone) -> None:
    await phone.writes("dòng một\ndòng hai\n\ndòng ba")
    await phone.is_told("dòng một", "Đã gửi")
    shown = (await phone.texts())[-1]
    assert [line for line in shown.splitlines() if line] == ["dòng một", "dòng hai", "dòng ba"]


async def test_a_text_that_is_too_long_is_counted_and_kept(phone: Phone) -> None:
    await phone.page.fill("#text", "a" * 3700)
    await expect(phone.page.locator("#counter")).to_have_text("Còn 300 ký tự")
    await phone.page.fill("#text", "a" * 4005)
    await expect(phone.page.locator("#counter")).to_contain_text("Dài quá 5 ký tự")
    await expect(phone.page.locator("#send")).to_be_disabled()
    await expect(phone.page.locator("#text")).to_have_value("a" * 4005)


async def test_she_sees_that_the_assistant_is_writing(phone: Phone, house: House) -> None:
    house.assistant.pause = 0.6
    await phone.writes(QUESTION["vi"])
    await expect(phone.page.locator("#typing")).to_contain_text("Trợ lý đang viết")
    await phone.sees(SOURCE["vi"])
    await expect(phone.page.locator("#typing")).to_be_hidden()


async def test_new_messages_do_not_move_what_she_reads_further_up(
    phone: Phone, house: House
) -> None:
    for _ in range(2):
        await phone.writes(QUESTION["vi"])
        await phone.sees(SOURCE["vi"])
    await expect(phone.page.locator(".from-assistant .source")).to_have_count(2)
    house.assistant.pause = 1.0
    await phone.writes(QUESTION["vi"])
    await phone.page.evaluate("document.getElementById('room').scrollTop = 0")
    await expect(phone.page.locator("#newer")).to_be_visible()
    assert await phone.page.evaluate("document.getElementById('room').scrollTop") == 0
    await phone.page.click("#newer")
    await expect(phone.page.locator(".foot").last).to_be_in_viewport()
    await expect(phone.page.locator("#newer")).to_be_hidden()
