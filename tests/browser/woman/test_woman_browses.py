"""She finds an answer without typing, and says whether it helped."""

import pytest
from playwright.async_api import Browser, expect

from connectors.webchat.words import WORDS
from counselling.conversations import Language
from tests.browser.woman.conftest import House
from tests.browser.woman.phone import SMALL, Phone, a_phone
from tests.counselling.cast import BOOK

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest.mark.parametrize("language", ["vi", "en", "ko"])
async def test_from_the_start_page_she_taps_her_way_to_an_answer(
    chromium: Browser, house: House, language: Language
) -> None:
    theme = BOOK.faq().visible_themes[2]
    topic = next(topic for topic in theme.topics if topic.id == "heavy-heart")
    title = BOOK.faq().entries["psychological/cannot-sleep"].texts[language].title
    async with a_phone(chromium, house.address, language, device=SMALL) as phone:
        await phone.opens()
        await phone.taps(WORDS[language]["themes"])
        for label in (theme.title[language], topic.title[language], title):
            await phone.taps(label)
        await expect(phone.page.locator(".from-assistant .source")).to_have_count(1)
        assert await phone.sideways() == 0
        assert phone.complaints == []


async def test_under_an_answer_two_quiet_buttons_stand_side_by_side(
    chromium: Browser, house: House
) -> None:
    async with a_phone(chromium, house.address, device=SMALL) as phone:
        await phone.opens()
        await phone.writes("Đêm nào tôi cũng không ngủ được")
        words = phone.page.locator(".feedback button")
        await expect(words).to_have_count(2)
        yes, no = [await words.nth(number).bounding_box() for number in range(2)]
        person = await phone.page.locator(".choice", has_text="Gặp tư vấn viên").bounding_box()
        assert yes
        assert no
        assert person
        assert yes["y"] == no["y"]
        assert yes["width"] + no["width"] < person["width"]
        assert min(yes["height"], no["height"]) >= 47.9
        assert await phone.sideways() == 0


async def test_she_may_change_her_mind_about_an_answer_and_still_choose_what_to_do(
    phone: Phone,
) -> None:
    lines = BOOK.faq().lines
    await phone.writes("Đêm nào tôi cũng không ngủ được")
    yes, no = (phone.page.locator(".feedback button").nth(number) for number in range(2))
    await no.click()
    await phone.sees(lines.say("sorry_unhelpful", "vi"))
    await expect(no).to_have_attribute("aria-pressed", "true")
    await yes.click()
    await phone.sees(lines.say("thanks_for_telling", "vi"))
    await expect(no).not_to_have_attribute("aria-pressed", "true")
    await expect(phone.page.locator(".ways button").first).to_be_enabled()
