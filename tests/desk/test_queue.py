"""The queue page."""

import re

import pytest

from app.office import Office
from tests.counselling.cast import Woman
from tests.desk.people import a_ticket
from tests.desk.visitor import Visitor


async def codes(visitor: Visitor, show: str) -> list[str]:
    page = await visitor.get(f"/desk?show={show}")
    assert page.status == 200
    return re.findall(r'data-code="([^"]+)"', page.text)


async def test_emergencies_come_first_then_who_has_waited_longest(
    office: Office, lan: Visitor, woman: Woman
) -> None:
    first = await a_ticket(office, "first")
    second = await a_ticket(office, "second")
    emergency = await woman.asks_for_a_person()
    assert await codes(lan, "new") == [emergency, first, second]


async def test_an_emergency_is_told_in_words(lan: Visitor, code: str) -> None:
    row = (await lan.get("/desk")).text.split(f'data-code="{code}"')[1]
    assert "Khẩn cấp" in row


async def test_each_list_shows_its_own_tickets(
    office: Office, lan: Visitor, hoa: Visitor, code: str
) -> None:
    hers, closed = await a_ticket(office, "second"), await a_ticket(office, "third")
    await hoa.post(f"/desk/tickets/{hers}/claim")
    await lan.post(f"/desk/tickets/{closed}/claim")
    await lan.post(f"/desk/tickets/{closed}/close", outcome="helped")
    assert await codes(lan, "new") == [code]
    assert await codes(lan, "mine") == []
    assert await codes(hoa, "mine") == [hers]
    assert sorted(await codes(lan, "all")) == sorted([code, hers])
    assert await codes(lan, "closed") == [closed]


async def test_a_list_that_does_not_exist_is_not_found(lan: Visitor) -> None:
    assert (await lan.get("/desk?show=everything")).status == 404


async def test_the_queue_says_who_has_a_ticket_and_what_is_unread(
    lan: Visitor, hoa: Visitor, code: str, woman: Woman
) -> None:
    await hoa.post(f"/desk/tickets/{code}/claim")
    await hoa.post(f"/desk/tickets/{code}/reply", id="1", text="Chào chị")
    await woman.says("dạ")
    await woman.says("em cần giúp")
    row = (await lan.get("/desk?show=all")).text.split(f'data-code="{code}"')[1]
    assert "Hoa" in row
    assert re.search(r'class="number">2 ', row)


@pytest.mark.parametrize(
    ("show", "words"),
    [
        ("new", "Hiện không có ai đang chờ"),
        ("mine", "Hiện bạn chưa phụ trách cuộc trò chuyện nào"),
        ("all", "Không có phiếu nào đang mở"),
        ("closed", "Chưa có phiếu nào được đóng"),
    ],
)
async def test_an_empty_list_has_kind_words(show: str, words: str, lan: Visitor) -> None:
    assert words in (await lan.get(f"/desk?show={show}")).text


async def test_the_counts_name_the_emergencies_that_nobody_has(
    lan: Visitor, hoa: Visitor, code: str
) -> None:
    counts = await (await lan.open("GET", "/desk/counts")).json()
    assert counts == {"new": 1, "answers": 0, "emergencies": [code]}
    await hoa.post(f"/desk/tickets/{code}/claim")
    counts = await (await lan.open("GET", "/desk/counts")).json()
    assert counts == {"new": 0, "answers": 0, "emergencies": []}
