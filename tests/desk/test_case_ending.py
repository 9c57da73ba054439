"""How a case ends, goes on in another ticket, and is left, over HTTP."""

from datetime import timedelta

import pytest

from app.office import Office
from counselling.cases.follow_up import today
from counselling.clock import utc_now
from tests.counselling.cast import ANYWHERE, Woman
from tests.desk.people import a_ticket
from tests.desk.visitor import Visitor

TODAY = today(utc_now())
SUMMARY = "Chị về nước với con <b>gái</b>"


async def test_closing_asks_what_came_of_it(lan: Visitor, code: str, case: str) -> None:
    ticket = f"/desk/tickets/{code}"
    for wrong in ("", "won"):
        answer = await lan.post(f"{ticket}/close", outcome=wrong, note="đã chuyển")
        assert answer.status == 422
        assert "hãy chọn kết quả" in answer.text
        assert "đã chuyển</textarea>" in answer.text
    await lan.post(f"{ticket}/close", outcome="referred", note="đã chuyển", follow_ups="1")
    page = (await lan.get(case)).text
    assert "Đã chuyển gửi, nơi khác giúp tiếp" in page
    assert "đã chuyển" in page
    assert (TODAY + timedelta(days=91)).strftime("%d/%m/%Y") in page
    assert "Đã chuyển gửi" in (await lan.get(ticket)).text


async def test_her_note_at_closing_never_stands_in_the_box_that_writes_to_her(
    lan: Visitor, code: str, case: str
) -> None:
    answer = await lan.post(f"/desk/tickets/{code}/close", outcome="", note="chỉ cho văn phòng")
    box = answer.text.split('<textarea id="text"')[1].split("</textarea>")[0]
    assert "chỉ cho văn phòng" not in box


async def test_another_ticket_is_linked_and_merged_by_its_code(
    lan: Visitor, office: Office, code: str, case: str
) -> None:
    other = await a_ticket(office, "sister")
    await lan.post(f"{case}/link", other=other.lower().replace("-", " "))
    assert other in (await lan.get(case)).text
    merged = await lan.post(f"{case}/merge", other=other, goes_on="this")
    assert merged.location == f"{case}#others"
    page = (await lan.get(case)).text
    assert "Ở phiếu kia chị ấy nhắn qua Trang web" in page
    assert "Tiếp tục ở đó" in (await lan.get(f"/desk/tickets/{other}/case")).text
    assert (await lan.post(f"{case}/unlink", other=other)).status == 303
    assert other in (await lan.get(case)).text


@pytest.mark.parametrize("typed", ["", "xyz", "K7M-4RX"])
async def test_a_code_that_is_none_is_said_in_words(lan: Visitor, case: str, typed: str) -> None:
    answer = await lan.post(f"{case}/link", other=typed)
    assert answer.status == 422
    assert "Hãy hỏi lại chị ấy mã phiếu" in answer.text


async def test_an_ended_ticket_is_opened_again_by_a_team_mate(
    lan: Visitor, hoa: Visitor, office: Office, code: str, case: str, woman: Woman
) -> None:
    assert "/case/reopen" not in (await lan.get(case)).text
    await lan.post(f"/desk/tickets/{code}/close", outcome="helped")
    assert "/case/reopen" in (await hoa.get(case)).text
    opened = await hoa.post(f"{case}/reopen")
    new = opened.location.rsplit("/", 1)[1]
    assert (await office.casework.ticket(new, by=ANYWHERE)).row.holder_name == "Hoa"
    assert code in (await hoa.get(f"{opened.location}/case")).text
    again = await hoa.post(f"{case}/reopen")
    assert again.status == 409
    assert "đang có phiếu mở" in again.text


async def test_opening_again_at_an_unsafe_time_is_asked_once(
    lan: Visitor, office: Office, code: str, case: str
) -> None:
    await lan.post(f"/desk/tickets/{code}/close", outcome="helped")
    office.cases.others._now = lambda: utc_now() + timedelta(minutes=11)
    asked = await lan.post(f"{case}/reopen")
    assert asked.status == 428
    assert 'name="sure"' in asked.text
    assert (await lan.post(f"{case}/reopen", sure="1")).status == 303


async def test_what_she_took_back_or_erased_is_not_shown(
    lan: Visitor, office: Office, woman: Woman, case: str
) -> None:
    await lan.post(f"{case}/record", base="0", summary=SUMMARY)
    await woman.taps("withdraw")
    page = (await lan.get(case)).text
    assert "Hồ sơ của chị ấy không hiển thị" in page
    assert "Chị về nước" not in page
    await office.reception.erase(woman.channel, woman.address)
    assert "Hồ sơ của chị ấy không hiển thị" in (await lan.get(case)).text


async def test_who_was_signed_out_comes_back_to_the_case(
    stranger: Visitor, lan: Visitor, case: str
) -> None:
    assert case in (await stranger.get(case)).location.replace("%2F", "/")
    signed_in = await stranger.post(
        "/desk/login", login="lan", password="a long enough password", to=case
    )
    assert signed_in.location == case
