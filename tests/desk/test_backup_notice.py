"""Who can have it mended reads that no backup could be made; nobody else is troubled with it."""

from datetime import UTC, datetime

import pytest

from app.office import Office
from counselling.permissions import Role
from counselling.statistics.reporting import Reporting
from desk.backup_notice import NO_TROUBLE, BackupNotice
from desk.desk import Desk
from tests.desk.people import add_user, serving, signed_in
from tests.desk.visitor import Visitor

LAST = datetime(2026, 10, 22, 7, 5, tzinfo=UTC)
FAILED = "Chưa sao lưu được dữ liệu."


@pytest.fixture
def notices() -> list[BackupNotice]:
    """What the desk says; the last one counts."""
    return [BackupNotice("room", LAST)]


@pytest.fixture
def desk(office: Office, notices: list[BackupNotice]) -> Desk:
    return Desk(
        office.casework,
        office.staff,
        office.live,
        office.attachment_viewer,
        Reporting(office.store, office.book.faq),
        cases=office.cases,
        backup_notice=lambda: notices[-1],
    )


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.ADMINISTRATOR])
async def test_who_has_the_audit_reads_why_and_of_when_the_last_one_is(
    office: Office, desk: Desk, notices: list[BackupNotice], role: Role
) -> None:
    user = await add_user(office, "member", "Member", role)
    async with serving(desk) as server, Visitor(server) as visitor:
        await signed_in(office, visitor, user)
        page = (await visitor.get("/desk/notice")).text
        assert FAILED in page
        assert "Nơi lưu đã hết chỗ trống." in page
        assert "Bản đầy đủ gần nhất: 14:05 · 22/10/2026." in page
        notices.append(BackupNotice("away"))
        assert "Chưa có bản sao lưu nào." in (await visitor.get("/desk/notice")).text
        notices.append(NO_TROUBLE)
        assert FAILED not in (await visitor.get("/desk/notice")).text


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.EDITOR])
async def test_counsellors_and_editors_do_not(office: Office, desk: Desk, role: Role) -> None:
    user = await add_user(office, "member", "Member", role)
    async with serving(desk) as server, Visitor(server) as visitor:
        await signed_in(office, visitor, user)
        assert FAILED not in (await visitor.get("/desk/notice")).text
