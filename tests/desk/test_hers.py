"""What the desk shows of her wishes, and that it asks once before writing at an unsafe time."""

from datetime import timedelta

import pytest

from app.office import Office
from counselling.clock import utc_now
from tests.counselling.cast import Woman
from tests.desk.visitor import Visitor


@pytest.fixture
async def hers(lan: Visitor, woman: Woman, code: str) -> str:
    """Her ticket, with Lan; she has opened the question when she may be written to."""
    await lan.post(f"/desk/tickets/{code}/claim")
    await woman.taps("contact")
    return f"/desk/tickets/{code}"


async def test_safe_contact_stands_in_the_facts_and_above_the_reply_box(
    lan: Visitor, woman: Woman, hers: str
) -> None:
    await woman.taps("contact.evening")
    page = (await lan.get(hers)).text
    assert page.count("Buổi tối, 18–22 giờ") >= 2


async def test_when_she_is_silent_the_counsellor_is_asked_once_and_then_it_is_sent(
    lan: Visitor, office: Office, woman: Woman, hers: str
) -> None:
    await woman.taps("contact.mine")
    office.casework._now = lambda: utc_now() + timedelta(minutes=11)
    asked = await lan.post(f"{hers}/reply", id="1", text="Chị ơi")
    assert asked.status == 428
    assert "Chưa gửi" in asked.text
    assert "Chị ơi</textarea>" in asked.text
    assert 'name="sure" value="1"' in asked.text
    assert "Chị ơi" not in await woman.texts()
    assert (await lan.post(f"{hers}/reply", id="1", text="Chị ơi", sure="1")).status == 303
    assert "Chị ơi" in await woman.texts()


async def test_while_she_writes_nobody_is_asked(lan: Visitor, woman: Woman, hers: str) -> None:
    await woman.taps("contact.mine")
    assert (await lan.post(f"{hers}/reply", id="1", text="Chị ơi")).status == 303


async def test_after_an_hour_of_silence_the_desk_says_to_ask_for_her_word(
    lan: Visitor, office: Office, woman: Woman, hers: str
) -> None:
    hint = "im lặng hơn một giờ"
    await woman.sets_the_word("hoa sen")
    assert hint not in (await lan.get(hers)).text
    office.casework._now = lambda: utc_now() + timedelta(minutes=61)
    assert hint in (await lan.get(hers)).text
    await woman.sets_the_word(None)
    assert hint not in (await lan.get(hers)).text


async def test_the_transcript_shows_whether_her_word_was_right(
    lan: Visitor, woman: Woman, hers: str
) -> None:
    await woman.sets_the_word("hoa sen")
    assert (await lan.post(f"{hers}/ask-word")).status == 303
    await woman.says("hoa sen")
    page = (await lan.get(hers)).text
    assert "Từ hẹn: đúng" in page
    assert "hoa sen" not in page


async def test_without_a_word_there_is_nothing_to_ask_for(lan: Visitor, hers: str) -> None:
    assert "/ask-word" not in (await lan.get(hers)).text


async def test_what_she_took_back_is_not_on_the_page_any_more(
    lan: Visitor, woman: Woman, hers: str
) -> None:
    assert "chồng đang đánh em" in (await lan.get(hers)).text
    await woman.taps("withdraw")
    page = (await lan.get(hers)).text
    assert "chồng đang đánh em" not in page
    assert "Chị ấy không muốn tư vấn viên đọc" in page
    assert "chồng" not in (await lan.get(f"{hers}/messages?after=0")).text
