"""Notes, replies, drafts, passing on and who else looks, in real browsers."""

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Dialog, ViewportSize, expect

from app.office import Office
from counselling.permissions import Role, User
from tests.browser.axe import findings
from tests.browser.counsellor import DESKTOP, PHONE, Counsellor, a_counsellor
from tests.browser.herside import counsellors_texts, until_she_has
from tests.counselling.cast import Woman
from tests.desk.people import add_user

pytestmark = [pytest.mark.slow, pytest.mark.browser]


@pytest_asyncio.fixture(loop_scope="session")
async def case(lan: Counsellor, woman: Woman) -> str:
    """The code of the ticket that Lan has before her and holds."""
    code = await woman.asks_for_a_person()
    await lan.opens_ticket(code)
    await lan.claims()
    return code


async def test_a_reply_is_found_and_put_in_by_keys_alone_and_not_sent(
    lan: Counsellor, woman: Woman, case: str
) -> None:
    box = lan.page.locator("#text")
    await box.focus()
    await lan.page.keyboard.press("/")
    await lan.page.wait_for_selector("#picks a")
    await lan.page.keyboard.type("tam biet")
    await expect(lan.page.locator("#picks a").first).to_contain_text("Chào tạm biệt")
    await lan.page.keyboard.press("ArrowDown")
    await lan.page.keyboard.press("Enter")
    await expect(box).to_be_focused()
    await lan.page.keyboard.type("!")
    text = await box.input_value()
    assert text.startswith("Cảm ơn chị đã nói chuyện với tôi.")
    assert text.endswith("!")
    assert await counsellors_texts(woman) == []


async def test_what_is_found_goes_in_where_she_stopped_writing(lan: Counsellor, case: str) -> None:
    await lan.page.focus("#text")
    await lan.page.keyboard.type("Dạ vâng.")
    await lan.page.keyboard.press("Control+k")
    await lan.page.wait_for_selector("#picks a")
    await lan.page.keyboard.type("nhac ma cua chi")
    await expect(lan.page.locator("#picks a").first).to_contain_text("Nhắc mã của chị")
    await lan.page.keyboard.press("Enter")
    await expect(lan.page.locator("#text")).to_have_value(
        f"Dạ vâng.\n\nMã của chị là {case}. Khi nói chuyện lại với văn phòng, chị chỉ cần đọc mã "
        "này. Chị không cần nói tên."
    )


async def test_what_was_begun_survives_a_reload_and_a_session_that_ended(
    lan: Counsellor, woman: Woman, office: Office, case: str
) -> None:
    async def no_question(dialog: Dialog) -> None:
        raise AssertionError(dialog.message)

    lan.page.on("dialog", no_question)
    async with lan.page.expect_response("**/draft"):
        await lan.page.type("#text", "Chào chị, tôi đã hỏi giúp")
    await lan.page.reload()
    await expect(lan.page.locator("#text")).to_have_value("Chào chị, tôi đã hỏi giúp")
    await lan.page.context.clear_cookies()
    await lan.page.goto(f"{lan.address}/desk/tickets/{case}")
    await lan.signs_in("lan")
    await expect(lan.page.locator("#text")).to_have_value("Chào chị, tôi đã hỏi giúp")
    await lan.is_live()
    await lan.page.press("#text", "Control+Enter")
    await until_she_has(woman, "Chào chị, tôi đã hỏi giúp")
    await expect(lan.page.locator("#text")).to_have_value("")
    await lan.page.reload()
    await expect(lan.page.locator("#text")).to_have_value("")


async def test_a_draft_that_could_not_be_kept_is_kept_once_the_line_is_back(
    lan: Counsellor, case: str
) -> None:
    await lan.page.route("**/draft", lambda route: route.abort())
    async with lan.page.expect_event("requestfailed"):
        await lan.page.type("#text", "giữa đường hầm")
    await lan.page.unroute("**/draft")
    async with lan.page.expect_response("**/draft"):
        pass
    await lan.page.reload()
    await expect(lan.page.locator("#text")).to_have_value("giữa đường hầm")


async def test_two_at_one_case_see_each_other_and_a_note_reaches_both(
    lan: Counsellor, chromium: Browser, address: str, woman: Woman, case: str
) -> None:
    async with a_counsellor(chromium, address, "hoa") as hoa:
        await hoa.opens_ticket(case)
        await lan.sees("Hoa cũng đang xem ca này")
        await lan.page.type("#text", "Chị")
        await hoa.sees("Lan đang viết")
        await hoa.sees("Lan cũng đang xem ca này")  # writing fades away
        await hoa.page.keyboard.press("n")
        await hoa.page.keyboard.type("chị ấy sợ em chồng")
        await hoa.page.keyboard.press("Control+Enter")
        for one in (hoa, lan):
            await expect(one.page.locator(".note")).to_have_count(1)
            await one.sees("chị ấy sợ em chồng")
        await expect(hoa.page.locator("#note-text")).to_be_hidden()
    await expect(lan.page.locator("#onlookers span")).to_have_count(0)
    assert not any("em chồng" in text for text in await woman.texts())


async def test_a_note_that_could_not_be_kept_stays_in_its_box(lan: Counsellor, case: str) -> None:
    await lan.page.route("**/notes", lambda route: route.abort())
    await lan.page.click(".note-form summary")
    await lan.page.fill("#note-text", "đừng mất nhé")
    await lan.page.click("text=Lưu ghi chú")
    await lan.sees("Chưa lưu được: mất kết nối")
    await expect(lan.page.locator("#note-text")).to_have_value("đừng mất nhé")


async def test_passed_on_it_stands_in_the_colleagues_list_at_once(
    lan: Counsellor, chromium: Browser, address: str, hoa_user: User, case: str
) -> None:
    async with a_counsellor(chromium, address, "hoa") as hoa:
        await hoa.opens("/desk?show=mine")
        await hoa.is_live()
        await lan.page.click("text=Chuyển ca này")
        await lan.page.select_option("#pass-to", f"staff:{hoa_user.id}")
        await lan.page.fill("#pass-note", "tôi nghỉ chiều nay")
        await lan.page.click("text=Chuyển đi")
        await lan.sees("Hiện bạn chưa phụ trách cuộc trò chuyện nào")
        await hoa.sees("Mới được chuyển tới")
        await hoa.page.click(f'[data-code="{case}"]')
        await hoa.sees("tôi nghỉ chiều nay")
        await hoa.writes("Chào chị, tôi là Hoa.")
        await expect(hoa.page.locator(".from-counsellor .delivery")).to_have_text("Đã gửi")
        assert lan.complaints + hoa.complaints == []


@pytest.mark.parametrize(
    ("size", "scheme"), [(DESKTOP, "light"), (PHONE, "dark")], ids=["wide-light", "narrow-dark"]
)
async def test_axe_finds_nothing_and_nothing_is_too_wide(
    chromium: Browser, address: str, office: Office, woman: Woman, size: ViewportSize, scheme: str
) -> None:
    await add_user(office, "mai", "Mai", Role.SUPERVISOR)
    await woman.says("giấy khai sinh?")
    code = await woman.asks_for_a_person()
    async with a_counsellor(chromium, address, "lan", size) as lan:
        await lan.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        await lan.opens_ticket(code)
        await lan.claims()
        user = await office.staff.authenticate("lan", "a long enough password")
        assert user
        await office.casework.talk.supervision.ask(code, by=user, question="giúp em")
        await lan.sees("Cần giám sát")
        await lan.page.evaluate(
            "document.querySelectorAll('details:not(.menu)').forEach((one) => (one.open = true))"
        )
        assert (await findings(lan.page), await lan.sideways()) == ([], 0)
        await lan.page.click("#replies-open")
        await lan.page.wait_for_selector("#picks a")
        assert await findings(lan.page) == []
        await lan.opens(f"/desk/tickets/{code}/replies?q=con")
        assert (await findings(lan.page), await lan.sideways()) == ([], 0)
    async with a_counsellor(chromium, address, "mai", size) as mai:
        await mai.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        await mai.opens("/desk?show=asked")
        await mai.sees("Cần giám sát")
        assert (await findings(mai.page), await mai.sideways()) == ([], 0)
