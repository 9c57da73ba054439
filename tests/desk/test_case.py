"""The page of a case over HTTP: for its holder, her team mate, another office, and nobody else."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
from aiohttp.test_utils import BaseTestServer

from app.office import Office
from counselling.cases.follow_up import today
from counselling.clock import utc_now
from counselling.permissions import Role
from tests.counselling.cast import ANYWHERE, give_to
from tests.desk.people import a_ticket, add_user
from tests.desk.visitor import Visitor

TODAY = today(utc_now())
SUMMARY = "Chị về nước với con <b>gái</b>"


@pytest.fixture
async def thu(server: BaseTestServer, office: Office) -> AsyncIterator[Visitor]:
    """A counsellor of another office."""
    await add_user(office, "thu", "Thu", Role.COUNSELLOR, "can-tho")
    async with Visitor(server) as visitor:
        await visitor.sign_in("thu")
        yield visitor


async def test_the_record_is_saved_and_shown_escaped(lan: Visitor, case: str) -> None:
    saved = await lan.post(
        f"{case}/record",
        **{"base": "0", "summary": SUMMARY, "need:legal": "1", "theme:legal/divorce": "1"},
        step0="Xin trích lục", done0="1", step1="",
    )  # fmt: skip
    assert (saved.status, saved.location) == (303, f"{case}#record")
    page = (await lan.get(case)).text
    assert "Chị về nước với con &lt;b&gt;gái&lt;/b&gt;</textarea>" in page
    assert 'name="need:legal" value="1" checked' in page
    assert 'name="theme:legal/divorce" value="1" checked' in page
    assert 'name="step0" value="Xin trích lục"' in page
    assert "Bản 1, Lan" in page


async def test_a_team_mate_reads_and_finds_no_form(lan: Visitor, hoa: Visitor, case: str) -> None:
    await lan.post(f"{case}/record", base="0", summary=SUMMARY)
    page = (await hoa.get(case)).text
    assert "Chị về nước với con" in page
    assert "Lan đang giữ hồ sơ này" in page
    for form in (
        "/case/record",
        "/case/province",
        "/case/safety",
        "/case/follow-ups",
        "/case/link",
        "/case/reopen",
    ):
        assert form not in page
    assert (await hoa.post(f"{case}/record", base="1", summary="x")).status == 409
    assert "Chị về nước với con" in (await hoa.get(case)).text


async def test_another_office_finds_nothing_of_it(
    lan: Visitor, thu: Visitor, office: Office, code: str, case: str
) -> None:
    await lan.post(f"{case}/record", base="0", summary=SUMMARY)
    await give_to(office, code, "ha-noi")
    assert (await thu.get(case)).status == 404
    for path, form in (
        ("record", {"base": "1", "summary": "x"}),
        ("safety", {"base": "0", "now": "yes"}),
        ("priority", {"priority": "urgent"}),
        ("province", {"province": "ha-noi"}),
        ("follow-ups", {"day": TODAY.isoformat()}),
        ("follow-ups/x", {"action": "cancel"}),
        ("link", {"other": "K7M-4RX"}),
        ("unlink", {"other": "K7M-4RX"}),
        ("merge", {"other": "K7M-4RX"}),
        ("reopen", {}),
    ):
        assert (await thu.post(f"{case}/{path}", **form)).status == 404, path


async def test_whose_page_was_overtaken_sees_both_and_loses_nothing(
    lan: Visitor, case: str
) -> None:
    await lan.post(f"{case}/record", base="0", summary="bản thứ nhất")
    answer = await lan.post(f"{case}/record", base="0", summary="bản của tôi")
    assert answer.status == 409
    assert "bản thứ nhất" in answer.text
    assert "bản của tôi</textarea>" in answer.text
    assert 'name="base" value="1"' in answer.text


async def test_an_older_version_is_shown_without_a_form(lan: Visitor, case: str) -> None:
    await lan.post(f"{case}/record", base="0", summary="bản thứ nhất")
    await lan.post(f"{case}/record", base="1", summary="bản thứ hai")
    page = (await lan.get(f"{case}?record=1")).text
    assert "bản thứ nhất" in page
    assert "bản thứ hai" not in page
    assert "/case/record" not in page
    for odd in ("0", "99", "x", "²"):
        assert (await lan.get(f"{case}?record={odd}&safety={odd}")).status == 200, odd


async def test_older_answers_about_safety_are_shown_without_a_form(lan: Visitor, case: str) -> None:
    await lan.post(f"{case}/safety", base="0", note="lúc đầu")
    await lan.post(f"{case}/safety", base="1", note="bây giờ")
    page = (await lan.get(f"{case}?safety=1")).text
    assert "lúc đầu" in page
    assert "bây giờ" not in page
    assert "/case/safety" not in page


async def test_the_answers_name_points_and_the_counsellor_decides(
    lan: Visitor, office: Office
) -> None:
    calm = await a_ticket(office, "calm")
    await lan.post(f"/desk/tickets/{calm}/claim")
    case = f"/desk/tickets/{calm}/case"
    await lan.post(f"{case}/safety", base="0", now="yes", jealous="no", note="gọi chị gái")
    page = (await lan.get(case)).text
    assert "Đang gặp nguy hiểm ngay lúc này" in page
    assert "không có nghĩa là chị ấy an toàn" in page
    assert (await office.casework.ticket(calm, by=ANYWHERE)).row.priority == "normal"
    await lan.post(f"{case}/priority", priority="emergency")
    assert (await office.casework.ticket(calm, by=ANYWHERE)).row.priority == "emergency"
    assert (await lan.post(f"{case}/priority", priority="normal")).status == 422
    assert "/case/priority" not in (await lan.get(case)).text
    assert "sau khi hỏi về an toàn" in (await lan.get(f"/desk/tickets/{calm}")).text


async def test_an_answer_that_is_none_is_left_out(
    lan: Visitor, office: Office, code: str, case: str
) -> None:
    await lan.post(f"{case}/safety", base="0", now="maybe", weapon="", nothing="yes")
    view = await office.cases.file.read(code, by=ANYWHERE)
    assert view.safety.body.answers == {}


async def test_follow_ups_are_planned_done_postponed_and_cancelled(
    lan: Visitor, office: Office, code: str, case: str
) -> None:
    days = [TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=2)]
    ticked = {f"plan:{day.isoformat()}": "1" for day in days[:2]}
    await lan.post(f"{case}/follow-ups", **ticked, day=days[2].isoformat(), ask="Khỏe không?")

    async def all_of_them() -> list[tuple[str, str, str | None]]:
        view = await office.cases.file.read(code, by=ANYWHERE)
        return [(one.id, one.state, one.outcome) for one in view.follow_ups]

    first, second, third = (one[0] for one in await all_of_them())
    done = await lan.post(
        f"{case}/follow-ups/{first}", action="done", outcome="better", note="ổn rồi"
    )
    assert done.location == f"{case}#follow-ups"
    later = (TODAY + timedelta(days=9)).isoformat()
    await lan.post(f"{case}/follow-ups/{second}", action="postpone", day=later)
    await lan.post(f"{case}/follow-ups/{third}", action="cancel")
    states = {one[0]: one[1:] for one in await all_of_them()}
    assert states == {
        first: ("done", "better"), second: ("due", None), third: ("cancelled", None)
    }  # fmt: skip
    assert "ổn rồi" in (await lan.get(case)).text


async def test_a_follow_up_without_its_outcome_is_not_lost(
    lan: Visitor, office: Office, code: str, case: str
) -> None:
    await lan.post(f"{case}/follow-ups", day=TODAY.isoformat())
    one = (await office.cases.file.read(code, by=ANYWHERE)).follow_ups[0].id
    answer = await lan.post(f"{case}/follow-ups/{one}", action="done", outcome="", note="đã gọi")
    assert answer.status == 422
    assert "hãy chọn tình hình" in answer.text
    assert "đã gọi</textarea>" in answer.text


@pytest.mark.parametrize("day", ["", "mai", "2000-01-01", "2999-01-01"])
async def test_a_day_that_cannot_be_is_said_in_words(lan: Visitor, case: str, day: str) -> None:
    answer = await lan.post(f"{case}/follow-ups", day=day, ask="giữ lại")
    assert answer.status == 422
    assert "hãy chọn một ngày" in answer.text
    assert "giữ lại</textarea>" in answer.text
