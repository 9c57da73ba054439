"""The reports at the desk: whose figures, of which days, and that every look is written down."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp.test_utils import BaseTestServer

from app.office import Office
from counselling.assistant import Decision
from counselling.permissions import Role
from counselling.store.outcomes import Outcome
from tests.counselling.cast import Woman
from tests.desk.people import a_ticket, add_user
from tests.desk.visitor import Visitor
from tests.looking import rows


@pytest.fixture
async def thu(server: BaseTestServer, office: Office) -> AsyncIterator[Visitor]:
    """The supervisor."""
    await add_user(office, "thu", "Thu", Role.SUPERVISOR)
    async with Visitor(server) as visitor:
        await visitor.sign_in("thu")
        yield visitor


def audited(folder: Path) -> list[str]:
    return [about for (about,) in rows(folder, "SELECT about FROM audit WHERE what='report'")]


async def seven_women_write(office: Office) -> None:
    for number in range(7):
        await Woman(office, f"phone-{number}").says("cho em hỏi giấy tờ")


async def test_a_supervisor_finds_the_reports_in_her_menu_and_a_counsellor_does_not(
    thu: Visitor, lan: Visitor
) -> None:
    assert 'href="/desk/reports"' in (await thu.get("/desk")).text
    assert "/desk/reports" not in (await lan.get("/desk")).text


async def test_days_without_anybody_are_said_to_be_empty(thu: Visitor) -> None:
    answer = await thu.get("/desk/reports")
    assert answer.status == 200
    assert "Không có gì trong những ngày này" in answer.text


async def test_the_figures_stand_in_tables_beside_their_charts(
    thu: Visitor, office: Office
) -> None:
    await seven_women_write(office)
    page = (await thu.get("/desk/reports?days=this-month")).text
    assert '<th scope="row">Tiếng Việt</th><td>7</td><td>100%</td>' in page
    assert "<svg" in page.split("Phụ nữ theo ngôn ngữ")[1]


async def test_one_woman_is_not_shown(thu: Visitor, office: Office) -> None:
    await Woman(office).says("cho em hỏi giấy tờ")
    page = (await thu.get("/desk/reports?days=this-month")).text
    assert '<th scope="row">Tiếng Việt</th><td>&lt;5*</td>' in page


async def test_the_page_runs_under_the_desks_policy(thu: Visitor, office: Office) -> None:
    """No script or style in the page: the policy would stop it, and a chart must not need it."""
    await seven_women_write(office)
    page = (await thu.get("/desk/reports?days=this-month")).text
    assert "<style" not in page
    assert " style=" not in page
    assert "<script>" not in page
    assert "kozea" not in page.lower()


@pytest.mark.parametrize("days", ["from=2026-02-01&to=2026-01-01", "from=x&to=y", "days=ever"])
async def test_wrong_days_are_told_and_nothing_is_lost(thu: Visitor, days: str) -> None:
    answer = await thu.get(f"/desk/reports?{days}")
    assert answer.status == 422
    assert "Ngày chưa đúng" in answer.text
    assert (await thu.get(f"/desk/reports/csv?{days}")).status == 404


async def test_days_in_the_wrong_order_stay_as_she_typed_them(thu: Visitor) -> None:
    page = (await thu.get("/desk/reports?from=2026-02-01&to=2026-01-31")).text
    assert 'name="from" value="2026-02-01"' in page
    assert 'name="to" value="2026-01-31"' in page


async def test_another_form_of_file_does_not_exist(thu: Visitor) -> None:
    assert (await thu.get("/desk/reports/exe")).status == 404


@pytest.mark.parametrize("form", ["csv", "xlsx", "pdf"])
async def test_a_file_is_saved_under_a_name_with_its_days(thu: Visitor, form: str) -> None:
    response = await thu.open("GET", f"/desk/reports/{form}?from=2026-10-01&to=2026-10-31")
    async with response:
        body = await response.read()
    assert response.status == 200
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="osso-all-2026-10-01-2026-10-31.{form}"'
    )
    assert response.headers["Cache-Control"] == "no-store"
    assert body


async def test_every_look_and_every_file_is_written_down(thu: Visitor, tmp_path: Path) -> None:
    await thu.get("/desk/reports?from=2026-10-01&to=2026-10-31")
    response = await thu.open("GET", "/desk/reports/pdf?from=2026-10-01&to=2026-10-31")
    response.close()
    assert audited(tmp_path) == [
        "2026-10-01 2026-10-31 page all", "2026-10-01 2026-10-31 pdf all",
    ]  # fmt: skip


@pytest.fixture
async def mai(server: BaseTestServer, office: Office) -> AsyncIterator[Visitor]:
    """The supervisor of Hai Phong."""
    await add_user(office, "mai", "Mai", Role.SUPERVISOR, "hai-phong")
    async with Visitor(server) as visitor:
        await visitor.sign_in("mai")
        yield visitor


async def tickets_at(office: Office, place: str, number: int) -> None:
    user = await add_user(office, f"at-{place}", "Lan", Role.COUNSELLOR, place)
    for woman in range(number):
        code = await a_ticket(office, f"{place}-{woman}")
        await office.casework.claim(code, by=user)


def opened(page: str) -> str:
    found = re.search(r"<dt>Phiếu được mở</dt><dd>(.*?)</dd>", page)
    assert found
    return found[1]


async def test_a_supervisor_sees_her_offices_figures_and_one_of_all_offices_all(
    thu: Visitor, mai: Visitor, office: Office
) -> None:
    await tickets_at(office, "hai-phong", 6)
    await tickets_at(office, "can-tho", 9)
    month = "/desk/reports?days=this-month"
    assert opened((await mai.get(month)).text) == "6"
    assert opened((await mai.get(f"{month}&office=hai-phong")).text) == "6"
    assert opened((await thu.get(month)).text) == "15"
    assert opened((await thu.get(f"{month}&office=can-tho")).text) == "9"


@pytest.mark.parametrize("path", ["/desk/reports", "/desk/reports/csv"])
async def test_another_offices_figures_are_not_there_for_her(
    thu: Visitor, mai: Visitor, path: str
) -> None:
    assert (await mai.get(f"{path}?days=this-month&office=can-tho")).status == 404
    assert (await thu.get(f"{path}?days=this-month&office=nowhere")).status == 404


async def test_offices_stand_side_by_side_where_all_are_shown(thu: Visitor, office: Office) -> None:
    await tickets_at(office, "hai-phong", 6)
    await tickets_at(office, "can-tho", 9)
    await a_ticket(office, "of-nobody")
    page = (await thu.get("/desk/reports?days=this-month")).text
    part = page.split("Phiếu được mở, theo văn phòng")[1]
    assert '<th scope="row">Chưa có văn phòng</th><td>&lt;5*</td>' in part
    assert "Cần Thơ</th><td>9</td>" in part


async def test_questions_asked_in_vain_are_masked_and_few_of_them_not_shown(
    thu: Visitor, office: Office
) -> None:
    for number in range(5):
        await asks_in_vain(office, f"often-{number}", "Nguyễn Văn Tuấn không chịu ký đơn ly hôn")
    for number in range(4):
        await asks_in_vain(office, f"rare-{number}", "bảo hiểm xã hội một lần rút thế nào")
    page = (await thu.get("/desk/reports/questions?days=this-month")).text
    assert "không chịu ký đơn ly hôn" in page
    assert "Tuấn" not in page
    assert "bảo hiểm" not in page


async def test_they_are_on_screen_only_and_not_for_one_office(
    thu: Visitor, mai: Visitor, office: Office, tmp_path: Path
) -> None:
    for number in range(5):
        await asks_in_vain(office, f"often-{number}", "không chịu ký đơn ly hôn thì sao")
    assert (await mai.get("/desk/reports/questions?days=this-month")).status == 404
    assert "/desk/reports/questions" not in (await mai.get("/desk/reports?days=this-month")).text
    file = await thu.get("/desk/reports/csv?days=this-month")
    assert "ký đơn" not in file.text
    await thu.get("/desk/reports/questions?from=2026-10-01&to=2026-10-31")
    assert "2026-10-01 2026-10-31 questions all" in audited(tmp_path)


async def asks_in_vain(office: Office, name: str, text: str) -> None:
    """She asks, and the assistant says that it does not know."""
    seq = await Woman(office, address=name).says(text)
    async with office.store.write() as tx:
        conversation = await tx.conversations.at("webchat", name)
        assert conversation
        await tx.outcomes.erase(conversation.id)
        await tx.outcomes.add(
            Outcome(conversation.id, seq, True, Decision.FALLBACK, "vi", datetime.now(UTC))
        )
