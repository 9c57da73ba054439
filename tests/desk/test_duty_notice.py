"""What counsellors are told of the calls to who is on duty."""

from datetime import UTC, datetime

import pytest

from app.office import Office
from counselling.duty.calling import CallNews, Unreached
from counselling.duty.page import PageState, Why
from counselling.faq import Problem
from counselling.permissions import Role
from counselling.statistics.reporting import Reporting
from desk.desk import Desk
from desk.duty_notice import ALL_WELL, DutyNotice
from tests.desk.people import add_user, serving
from tests.desk.visitor import Visitor

AT = datetime(2026, 10, 22, 7, 5, tzinfo=UTC)
FAULT = Problem("duty.yml", 4, "lan", "this is no e-mail address", "Write it.", ("email",))
NEWS = CallNews(("K7M-4RX",), ("H3P-9WD",), (Unreached("Lan", "telegram", Why.BLOCKED, AT),))


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(
        office.casework,
        office.staff,
        office.live,
        office.attachment_viewer,
        Reporting(office.store, office.book.faq),
        cases=office.cases,
        duty_notice=lambda: DutyNotice((FAULT,), NEWS),
        name_on_duty={"lan": "Lan Phạm"}.__getitem__,
    )


async def test_counsellors_read_who_was_not_reached_who_waits_in_vain_and_what_to_mend(
    lan: Visitor,
) -> None:
    page = (await lan.get("/desk")).text
    assert "Phiếu K7M-4RX: đã báo hết người trực mà chưa ai nhận." in page
    assert "Phiếu H3P-9WD: không có người trực nào để báo." in page
    assert "Không gửi được tin báo cho Lan (Telegram, 14:05 · 22/10/2026)" in page
    assert "người nhận đã chặn bot" in page
    assert "<b>duty.yml:4</b> lan → email: " in page


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ADMINISTRATOR])
async def test_who_sees_no_tickets_reads_nothing_of_the_calls(
    office: Office, desk: Desk, role: Role
) -> None:
    await add_user(office, "member", "Member", role)
    async with serving(desk) as server, Visitor(server) as visitor:
        await visitor.sign_in("member")
        for path in ("/desk/password", "/desk/notice"):
            page = (await visitor.get(path)).text
            assert "K7M-4RX" not in page
            assert "duty.yml" not in page


async def test_the_ticket_says_who_was_called_and_what_became_of_it(
    office: Office, lan: Visitor, code: str
) -> None:
    async with office.store.write() as tx:
        ticket = await tx.tickets.by_code(code)
        assert ticket
        await tx.pages.call(ticket.id, 1, "lan", ["telegram"], at=AT)
        [page] = await tx.pages.of(ticket.id)
        await tx.pages.end(page.id, PageState.FAILED, Why.BLOCKED)
        await tx.pages.mark(ticket.id, 2, PageState.ENDED, at=AT)
    shown = (await lan.get(f"/desk/tickets/{code}")).text
    assert "Lan Phạm, Telegram: không gửi được: người nhận đã chặn bot" in shown
    assert "Đã báo hết mọi người, chưa ai nhận." in shown


async def test_the_ticket_says_where_she_is_once_she_said_so(
    lan: Visitor, code: str, office: Office
) -> None:
    assert "Chị ấy đang ở" not in (await lan.get(f"/desk/tickets/{code}")).text
    async with office.store.write() as tx:
        conversation = await tx.conversations.at("webchat", "her-phone")
        assert conversation
        conversation.country = "kr"
        await tx.conversations.save(conversation)
    assert "Hàn Quốc" in (await lan.get(f"/desk/tickets/{code}")).text


def test_its_version_changes_with_what_it_says() -> None:
    said = [ALL_WELL, DutyNotice((FAULT,)), DutyNotice((FAULT,), NEWS)]
    assert len({notice.version for notice in said}) == 3
    assert ALL_WELL.version == ""
