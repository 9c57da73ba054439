"""The queue page."""

import re
from datetime import timedelta

import pytest
from aiohttp.test_utils import BaseTestServer

from app.office import Office
from counselling.cases.follow_up import today
from counselling.clock import utc_now
from counselling.permissions import Role
from tests.counselling.cast import Woman
from tests.desk.people import a_ticket, add_user
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
        ("due", "Hôm nay không phải theo dõi ai"),
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


async def test_a_whole_code_leads_to_its_ticket_and_a_part_to_a_list(
    lan: Visitor, code: str
) -> None:
    answer = await lan.get(f"/desk?code={code.lower().replace('-', '+')}")
    assert (answer.status, answer.location) == (303, f"/desk/tickets/{code}")
    assert f'data-code="{code}"' in (await lan.get(f"/desk?code={code[:2]}")).text


@pytest.mark.parametrize("typed", ["", "không có", "AAA-AAA", "%25", "333-333-333"])
async def test_what_is_no_code_finds_nothing_and_says_how_one_looks(
    typed: str, lan: Visitor, code: str
) -> None:
    page = await lan.get(f"/desk?code={typed}")
    assert page.status == 200
    assert "Không có phiếu nào mang mã này" in page.text
    assert f'data-code="{code}"' not in page.text


async def test_a_list_is_shown_page_by_page(office: Office, lan: Visitor) -> None:
    made = [await a_ticket(office, f"woman-{number}") for number in range(51)]
    first, second = await lan.get("/desk"), await lan.get("/desk?page=2")
    assert re.findall(r'data-code="([^"]+)"', first.text) == made[:50]
    assert re.findall(r'data-code="([^"]+)"', second.text) == made[50:]
    assert 'href="/desk?show=new&amp;page=2"' in first.text
    assert "page=2" not in second.text.split('<nav class="pages"')[1]


@pytest.mark.parametrize("page", ["0", "-1", "1.5", "x", "99999999999999999999", "²"])
async def test_a_page_that_cannot_be_is_not_found(page: str, lan: Visitor) -> None:
    assert (await lan.get(f"/desk?page={page}")).status == 404


async def test_her_own_office_is_a_list_for_who_has_one(
    server: BaseTestServer, office: Office, lan: Visitor
) -> None:
    await add_user(office, "thu", "Thu", Role.COUNSELLOR, "can-tho")
    assert (await lan.get("/desk?show=office")).status == 404
    async with Visitor(server) as thu:
        await thu.sign_in("thu")
        assert "Của văn phòng" in (await thu.get("/desk?show=office")).text


async def test_the_clock_of_a_ticket_is_told_in_words(lan: Visitor, code: str) -> None:
    for path in ("/desk", f"/desk/tickets/{code}"):
        page = (await lan.get(path)).text
        assert re.search(r'class="light light-green"[^>]*>Trả lời đầu: còn \d phút<', page)


async def plan(visitor: Visitor, code: str, days_ahead: int) -> None:
    day = today(utc_now()) + timedelta(days=days_ahead)
    await visitor.post(f"/desk/tickets/{code}/case/follow-ups", day=day.isoformat())


async def test_a_follow_up_that_is_due_has_its_list_its_day_and_its_words(
    office: Office, lan: Visitor, hoa: Visitor, code: str
) -> None:
    assert "Hôm nay không phải theo dõi ai" in (await lan.get("/desk?show=due")).text
    await lan.post(f"/desk/tickets/{code}/claim")
    await lan.post(f"/desk/tickets/{code}/reply", id="1", text="Chào chị")
    await plan(lan, code, 0)
    for visitor in (lan, hoa):  # her team mate too
        page = (await visitor.get("/desk?show=due")).text
        assert 'Theo dõi hôm nay <span class="figure">1</span>' in page
        row = page.split(f'data-code="{code}"')[1]
        assert f'<time datetime="{today(utc_now())}">' in row
        assert re.search(r'class="light light-amber"[^>]*>Cần theo dõi hôm nay<', row)


@pytest.mark.parametrize(
    ("days", "words"), [(0, "amber.*>Cần theo dõi hôm nay<"), (1, "red.*>Theo dõi trễ: 1 ngày<"),
                        (9, "red.*>Theo dõi trễ: 9 ngày<"), (-1, "green.*>Theo dõi ngày ")]
)  # fmt: skip
async def test_how_late_a_follow_up_is_is_told_in_days(
    office: Office, lan: Visitor, code: str, days: int, words: str
) -> None:
    await lan.post(f"/desk/tickets/{code}/claim")
    await lan.post(f"/desk/tickets/{code}/close", outcome="referred")
    async with office.store.write() as tx:
        ticket = await tx.tickets.by_code(code)
        assert ticket
        day = today(utc_now()) - timedelta(days=days)
        await tx.follow_ups.add(ticket, "one", day, "", who="lan", at=utc_now())
    page = (await lan.get(f"/desk/tickets/{code}")).text
    assert re.search(f'class="light light-{words}', page)
