"""The desk shows when nothing can be delivered to her any more, and when it can again."""

import pytest

from app.office import Office
from counselling.live import Resync, StateChanged, case_topic
from counselling.permissions import User
from tests.counselling.cast import Woman
from tests.desk.visitor import Visitor

NOTICE = 'id="unreachable"'


@pytest.fixture
async def hers(lan: Visitor, code: str) -> str:
    await lan.post(f"/desk/tickets/{code}/claim")
    return f"/desk/tickets/{code}"


async def test_it_stands_above_the_reply_box_with_what_can_be_done(
    lan: Visitor, woman: Woman, office: Office, hers: str
) -> None:
    assert NOTICE not in (await lan.get(hers)).text
    await office.reception.lost_her(woman.channel, woman.address)

    page = (await lan.get(hers)).text
    assert page.index(NOTICE) < page.index('id="reply"')
    assert "không còn chuyển tin đến chị ấy" in page
    assert "Đừng tìm chị ấy bằng cách khác" in page


async def test_open_pages_learn_it_at_once(
    woman: Woman, office: Office, code: str, lan_user: User
) -> None:
    case = (await office.casework.ticket(code, by=lan_user)).conversation_id
    with office.live.subscribe(case_topic(case)) as news:
        await office.reception.lost_her(woman.channel, woman.address)
        assert isinstance(news.get_nowait(), Resync)
        await woman.says("em đây ạ")
        assert StateChanged in {type(news.get_nowait()) for _ in range(news.qsize())}


async def test_when_she_writes_again_it_is_gone(
    lan: Visitor, woman: Woman, office: Office, hers: str
) -> None:
    await office.reception.lost_her(woman.channel, woman.address)
    await woman.says("em đây ạ")

    assert NOTICE not in (await lan.get(hers)).text
