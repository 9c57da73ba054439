"""Leaving at once, and leaving nothing behind."""

import re

import pytest
from playwright.async_api import Browser, Route, expect

from connectors.webchat.words import WORDS
from counselling.conversations import Language
from tests.browser.woman.conftest import House
from tests.browser.woman.phone import DESKTOP, Phone, a_phone

pytestmark = [pytest.mark.slow, pytest.mark.browser]

STORED = """async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    cookies: document.cookie,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


@pytest.mark.parametrize("language", ["vi", "en", "ko"])
async def test_one_tap_leads_to_a_harmless_page_of_her_language(
    chromium: Browser, house: House, language: Language
) -> None:
    async with a_phone(chromium, house.address, language) as phone:
        await phone.opens()
        await phone.writes("bí mật")
        await phone.page.click("#exit")
        await expect(phone.page.locator("p")).to_have_text("Sunny")
        host = WORDS[language]["exit_to"].split("?")[0]
        assert phone.page.url.startswith(host)


async def test_back_does_not_return_to_the_conversation(phone: Phone) -> None:
    await phone.writes("bí mật")
    await phone.is_told("bí mật", "Đã gửi")
    before = await phone.page.evaluate("history.length")
    await phone.page.click("#exit")
    await expect(phone.page.locator("p")).to_have_text("Sunny")
    assert await phone.page.evaluate("history.length") == before
    await phone.page.go_back()
    assert phone.page.url == "about:blank"


async def test_coming_back_after_an_ordinary_link_shows_an_empty_chat(phone: Phone) -> None:
    await phone.writes("bí mật")
    await phone.is_told("bí mật", "Đã gửi")
    await phone.page.goto("https://weather.example/")
    await phone.page.go_back()
    await expect(phone.page.locator("#welcome h2")).to_have_text("Chào chị!")
    assert "bí mật" not in await phone.page.content()


async def test_a_page_the_browser_froze_is_emptied_before_it_is_kept(phone: Phone) -> None:
    await phone.writes("bí mật")
    await phone.is_told("bí mật", "Đã gửi")
    await phone.page.evaluate("window.dispatchEvent(new PageTransitionEvent('pagehide'))")
    assert "bí mật" not in await phone.page.content()
    async with phone.page.expect_navigation():
        await phone.page.evaluate(
            "window.dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
        )
    await expect(phone.page.locator("#welcome h2")).to_have_text("Chào chị!")


async def test_three_times_escape_leaves_and_twice_does_not(
    chromium: Browser, house: House
) -> None:
    async with a_phone(chromium, house.address, device=DESKTOP) as phone:
        await phone.opens()
        await phone.page.fill("#text", "bí mật")
        await phone.page.keyboard.press("Escape")
        await phone.page.keyboard.press("Escape")
        await expect(phone.page.locator("#text")).to_have_value("bí mật")
        await phone.page.keyboard.press("Escape")
        await expect(phone.page.locator("p")).to_have_text("Sunny")


async def test_it_works_without_a_network(phone: Phone) -> None:
    await phone.writes("bí mật")
    await phone.is_told("bí mật", "Đã gửi")
    await phone.context.unroute_all()
    await phone.context.set_offline(True)
    await phone.page.click("#exit")
    await phone.page.wait_for_url("chrome-error://**")
    await phone.context.set_offline(False)
    await phone.page.go_back()
    assert phone.page.url == "about:blank"


async def without_scripts(route: Route) -> None:
    answer = await route.fetch()
    html = re.sub(r"<script>.*?</script>", "", await answer.text(), flags=re.DOTALL)
    await route.fulfill(response=answer, body=html)


async def test_the_exit_is_a_plain_link_should_the_script_fail(
    chromium: Browser, house: House
) -> None:
    async with a_phone(chromium, house.address) as phone:
        await phone.context.route("**/chat", without_scripts)
        await phone.page.goto(f"{house.address}/chat")
        assert await phone.page.locator("script").count() == 0
        await phone.page.click("#exit")
        await expect(phone.page.locator("p")).to_have_text("Sunny")


@pytest.mark.parametrize("leaving", ["exit", "erase"])
async def test_who_flees_or_erases_leaves_nothing_of_the_page_in_the_browsers_cache(
    phone: Phone, leaving: str
) -> None:
    if leaving == "exit":
        await phone.page.click("#exit")
        await expect(phone.page.locator("p")).to_have_text("Sunny")
    else:
        await phone.writes("bí mật")
        await phone.is_told("bí mật", "Đã gửi")
        await phone.page.click("#menu-button")
        await phone.page.click("#erase")
        async with phone.page.expect_request("**/chat/forget"):
            await phone.page.click("#erase-yes")
        await expect(phone.page.locator("#notice")).to_have_text(WORDS["vi"]["erased"])
    assert f"{phone.address}/chat/forget" in phone.asked


async def test_nothing_is_stored_in_the_browser(phone: Phone) -> None:
    await phone.writes("không ngủ được")
    await phone.sees("Nguồn:")
    assert await phone.page.evaluate(STORED) == {
        "local": 0,
        "session": 0,
        "cookies": "",
        "databases": 0,
        "caches": 0,
        "workers": 0,
    }
    assert await phone.context.cookies() == []


async def test_reloading_shows_an_empty_chat_at_a_plain_address(phone: Phone) -> None:
    await phone.writes("bí mật")
    await phone.is_told("bí mật", "Đã gửi")
    await phone.page.goto(f"{phone.address}/chat?from=somewhere#here")
    await expect(phone.page.locator("#welcome h2")).to_have_text("Chào chị!")
    assert phone.page.url == f"{phone.address}/chat"
    assert "bí mật" not in await phone.page.content()


async def test_she_is_told_once_that_the_history_remains(phone: Phone) -> None:
    told = phone.page.locator("#trace").get_by_text("Lịch sử trình duyệt")
    await expect(told).to_have_count(1)
    await expect(told).to_be_visible()
    await phone.taps(WORDS["vi"]["trace_ok"])
    await expect(told).to_be_hidden()
    await phone.page.locator("#welcome").get_by_role("button", name="English").click()
    await expect(phone.page.locator("#trace")).to_be_hidden()
    await expect(phone.page.locator("#text")).to_be_enabled()


async def test_deleting_asks_once_and_empties_screen_and_server(phone: Phone, house: House) -> None:
    await phone.writes("bí mật")
    await phone.is_told("bí mật", "Đã gửi")
    await phone.page.click("#menu-button")
    await phone.page.click("#erase")
    await phone.page.click("#erase-no")
    await expect(phone.own("bí mật")).to_be_visible()
    await phone.page.click("#menu-button")
    await phone.page.click("#erase")
    await phone.page.click("#erase-yes")
    await expect(phone.page.locator("#notice")).to_have_text(WORDS["vi"]["erased"])
    await expect(phone.page.locator(".message")).to_have_count(0)
    assert "bí mật" not in await phone.page.content()
    async with house.office.store.read() as tx:
        assert await tx.messages.with_turns_due() == []
    await phone.writes("lại từ đầu")
    await phone.is_told("lại từ đầu", "Đã gửi")
    assert await phone.texts() == ["lại từ đầu"]


async def test_without_a_network_it_says_that_nothing_was_deleted(phone: Phone) -> None:
    await phone.writes("bí mật")
    await phone.is_told("bí mật", "Đã gửi")
    await phone.context.set_offline(True)
    await phone.page.click("#menu-button")
    await phone.page.click("#erase")
    await phone.page.click("#erase-yes")
    await expect(phone.page.locator("#notice")).to_have_text(WORDS["vi"]["erase_offline"])
    await expect(phone.own("bí mật")).to_be_visible()
