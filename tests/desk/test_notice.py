"""The notice about the question files, for everybody at the desk."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.office import Office
from counselling.faq import Problem
from counselling.permissions import Role
from counselling.statistics.reporting import Reporting
from desk.desk import Desk
from desk.faq_notice import MOST_SHOWN, NOTHING, FaqNotice
from tests.desk.people import add_user, serving
from tests.desk.visitor import Visitor

SINCE = datetime(2026, 11, 22, 7, 5, tzinfo=UTC)
FAULT = Problem(
    "faq/legal/id-card.md",
    12,
    "legal/id-card",
    'the "day" <is> missing',
    "Add it.",
    ("English", "Answer"),
)


class Told:
    """What the files' keeper says, as it changes."""

    def __init__(self) -> None:
        self.notice = FaqNotice(SINCE, (FAULT,))

    def __call__(self) -> FaqNotice:
        return self.notice


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def desk(office: Office, told: Told) -> Desk:
    return Desk(
        office.casework,
        office.staff,
        office.live,
        office.attachment_viewer,
        Reporting(office.store, office.book.faq),
        cases=office.cases,
        faq_notice=told,
    )


async def test_broken_files_are_told_with_place_fault_and_mend(lan: Visitor, code: str) -> None:
    for path in ("/desk", f"/desk/tickets/{code}", "/desk/password", "/desk/notice"):
        page = (await lan.get(path)).text
        assert "Các tệp câu hỏi có chỗ cần sửa" in page, path
        assert "faq/legal/id-card.md:12" in page
        assert "English → Answer: " in page
        assert "the &#34;day&#34; &lt;is&gt; missing. Add it." in page


@pytest.mark.parametrize("role", Role)
async def test_every_role_reads_it(office: Office, desk: Desk, role: Role) -> None:
    await add_user(office, "member", "Member", role)
    async with serving(desk) as server, Visitor(server) as visitor:
        await visitor.sign_in("member")
        assert "id-card.md:12" in (await visitor.get("/desk/password")).text


async def test_a_stranger_does_not(stranger: Visitor) -> None:
    assert "id-card.md" not in (await stranger.get("/desk/login")).text


async def test_it_is_gone_when_the_files_are_mended(lan: Visitor, told: Told) -> None:
    told.notice = NOTHING
    page = (await lan.get("/desk")).text
    assert 'data-version=""' in page
    assert "cần sửa (" not in page


async def test_of_very_many_problems_the_rest_is_counted(lan: Visitor, told: Told) -> None:
    faults = tuple(replace(FAULT, line=line) for line in range(1, MOST_SHOWN + 4))
    told.notice = FaqNotice(SINCE, faults)
    page = (await lan.get("/desk")).text
    assert page.count("id-card.md:") == MOST_SHOWN
    assert "Còn 3 chỗ nữa" in page


async def test_a_training_that_failed_is_told(lan: Visitor, told: Told) -> None:
    told.notice = FaqNotice(SINCE, untrained=True)
    assert "Trợ lý chưa học được các câu hỏi mới nhất" in (await lan.get("/desk")).text


def test_its_version_changes_with_what_it_says() -> None:
    said = [NOTHING, FaqNotice(SINCE, (FAULT,)), FaqNotice(SINCE, (FAULT, FAULT))]
    assert len({notice.version for notice in said}) == 3
