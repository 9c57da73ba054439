"""Her pictures and files in the transcript, in a real browser."""

import base64
import re

import pytest
from playwright.async_api import Browser, Page, ViewportSize, expect

from counselling.permissions import User
from tests.browser.axe import findings
from tests.browser.counsellor import DESKTOP, PHONE, Counsellor, a_counsellor
from tests.counselling.attachments.samples import HTML, PDF, exif, segment
from tests.counselling.attachments.sender import sends
from tests.counselling.cast import Woman

pytestmark = [pytest.mark.slow, pytest.mark.browser]
SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
# A letter on a table, as the browser's own encoders write it.
DRAW = """async (type) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 320, height: 200 });
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#7a5c3e";
  pen.fillRect(0, 0, 320, 200);
  pen.fillStyle = "#f6f1e4";
  pen.fillRect(40, 20, 240, 160);
  pen.fillStyle = "#333";
  pen.font = "16px sans-serif";
  ["ĐƠN XIN XÁC NHẬN", "Kính gửi: UBND xã", "Tôi tên là ..."].forEach(
    (line, row) => pen.fillText(line, 55, 60 + 36 * row)
  );
  const blob = await new Promise((done) => canvas.toBlob(done, type, 0.9));
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return btoa(String.fromCharCode(...bytes));
}"""


async def drawn(page: Page, media_type: str) -> bytes:
    return base64.b64decode(await page.evaluate(DRAW, media_type))


def on_its_side(jpeg: bytes) -> bytes:
    """As a phone stores a photo: turned, with the place and the film behind the end."""
    return jpeg[:2] + segment(0xE1, exif(6)) + jpeg[2:] + b"film with sound"


async def natural_size(page: Page, number: int) -> list[int]:
    picture = page.locator(".picture img").nth(number)
    await picture.scroll_into_view_if_needed()
    await expect(picture).to_have_js_property("complete", value=True)
    found: list[int] = await picture.evaluate("(one) => [one.naturalWidth, one.naturalHeight]")
    return found


@SIZES
async def test_pictures_are_seen_small_open_large_and_files_are_saved(
    size: ViewportSize, chromium: Browser, address: str, woman: Woman, hoa_user: User
) -> None:
    assert hoa_user
    code = await woman.asks_for_a_person()
    async with a_counsellor(chromium, address, "lan", size) as lan:
        for media_type in ("image/png", "image/webp"):
            await sends(woman, await drawn(lan.page, media_type), looks="photo")
        photo = on_its_side(await drawn(lan.page, "image/jpeg"))
        await sends(woman, photo, name="IMG_2041.jpg", looks="photo")
        await sends(woman, PDF + bytes(180_000), name="đơn ly hôn.pdf")
        await sends(woman, HTML, name="anh.jpg", looks="photo")
        await lan.opens_ticket(code)
        assert [await natural_size(lan.page, n) for n in range(3)] == [
            [320, 200], [320, 200], [200, 320],
        ]  # fmt: skip
        assert await lan.page.locator("img").count() == 3
        assert await lan.sideways() == 0
        assert await findings(lan.page) == []
        async with lan.page.context.expect_page() as opening:
            await lan.page.locator(".picture").first.click()
        large = await opening.value
        await large.wait_for_load_state()
        assert await large.evaluate("document.images[0].naturalWidth") == 320
        await large.close()
        async with lan.page.expect_download() as saving:
            await lan.page.locator(".attached a").first.click()
        name = (await saving.value).suggested_filename
        assert re.fullmatch(rf"{code}-\d+\.pdf", name)
        assert lan.complaints == []


async def test_a_picture_that_comes_while_she_looks_appears_by_itself(
    lan: Counsellor, woman: Woman
) -> None:
    code = await woman.asks_for_a_person()
    await lan.opens_ticket(code)
    await sends(woman, await drawn(lan.page, "image/png"))
    await expect(lan.page.locator(".picture img")).to_be_visible()
    assert await natural_size(lan.page, 0) == [320, 200]
    await woman.taps("withdraw")
    await expect(lan.page.locator(".picture")).to_have_count(0)
