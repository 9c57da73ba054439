"""Beside the reply box stand her channel and its limits, before the counsellor writes."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.office import Office
from counselling.clock import utc_now
from counselling.limits import Limits
from tests.counselling.cast import FakeAssistant, PushChannel, Woman, an_office
from tests.desk.visitor import Visitor

DAY = timedelta(days=1)
OVER = 'name="waits"'


class Platform(PushChannel):
    """Like Messenger."""

    limits = Limits(window=DAY, staff_window=7 * DAY, files=False, page_reads=True)


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with an_office(tmp_path, FakeAssistant(), Platform(name="messenger")) as opened:
        yield opened


@pytest.fixture
def woman(office: Office) -> Woman:
    return Woman(office, channel="messenger")


@pytest.fixture
async def hers(lan: Visitor, code: str) -> str:
    await lan.post(f"/desk/tickets/{code}/claim")
    return f"/desk/tickets/{code}"


def days_later(office: Office, days: float) -> None:
    """Turn the clocks on."""
    desk = office.casework
    for one in (desk, desk._cases, desk.talk.reading, office.outbox, office.outbox._delivering):
        one._now = lambda: utc_now() + timedelta(days=days)


async def test_until_when_and_who_reads_along(lan: Visitor, office: Office, hers: str) -> None:
    page = (await lan.get(hers)).text
    assert page.index('id="limits"') < page.index('id="text"')
    for said in (
        "Messenger",
        "Còn gửi được 6 ngày",
        "người quản lý trang",
        "Ảnh và tệp chị ấy gửi",
    ):
        assert said in page
    days_later(office, 6.9)
    assert "Sắp hết hạn: còn gửi được 2 giờ" in (await lan.get(hers)).text


async def test_when_it_is_over_she_knows_before_she_writes(
    lan: Visitor, office: Office, woman: Woman, hers: str
) -> None:
    days_later(office, 7.1)
    page = (await lan.get(hers)).text
    assert OVER in page
    assert "đã hết thời gian Messenger cho phép" in page

    days_later(office, 0)
    await woman.says("em đây ạ")
    assert OVER not in (await lan.get(hers)).text


async def test_who_opened_the_page_in_time_is_asked_once(
    lan: Visitor, office: Office, hers: str
) -> None:
    days_later(office, 7.1)
    late = await lan.post(f"{hers}/reply", text="Chị ơi", id="1", sure="1")
    assert (late.status, "Vừa hết thời gian" in late.text) == (410, True)
    again = await lan.post(f"{hers}/reply", text="Chị ơi", id="1", sure="1", waits="1")
    assert again.status == 303
    assert "Chưa tới chị ấy" in (await lan.get(hers)).text


async def test_a_channel_that_is_switched_off_is_named(
    lan: Visitor, office: Office, hers: str
) -> None:
    office.casework._limits = {}
    assert "Messenger hiện đang tắt" in (await lan.get(hers)).text


async def test_somebody_in_the_pages_inbox_is_named(
    lan: Visitor, office: Office, woman: Woman, hers: str
) -> None:
    await office.reception.answered_elsewhere(
        woman.channel, woman.address, staff=True, said="Chị đợi em <b>nhé</b>"
    )
    page = (await lan.get(hers)).text
    assert "Có người của văn phòng đang trả lời chị ấy trong hộp thư của trang" in page
    assert "Chị đợi em &lt;b&gt;nhé&lt;/b&gt;" in page
    assert 'Đồng nghiệp <span class="kind">trong hộp thư của trang</span>' in page


async def test_the_queue_says_how_many_are_answered_in_the_inbox_and_wait_there(
    lan: Visitor, office: Office
) -> None:
    assert "hộp thư của trang" not in (await lan.get("/desk")).text
    her = Woman(office, address="another", channel="messenger")
    await office.reception.answered_elsewhere(her.channel, her.address, staff=True, said="Dạ")
    assert "Hiện không có ai chờ ở đó" in (await lan.get("/desk")).text
    await her.says("chuyện riêng của em")
    page = (await lan.get("/desk")).text
    assert "trong hộp thư của trang trên Messenger, chưa có phiếu: 1 chị" in page
    assert "Đang chờ trả lời ở đó: 1 chị" in page
    assert "chuyện riêng" not in page
