"""How long things are kept, chosen in the browser."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.chosen_days import ChosenDays
from app.office import Office
from app.periods import follow_up_days, kept_days, periods
from app.settings import Settings
from counselling.permissions import Role
from desk.desk import Desk
from tests.desk.people import a_ticket, add_user, serving, signed_in
from tests.desk.visitor import Visitor

NAME = "keep_chats_days"


def settings(folder: Path, **more: int) -> Settings:
    return Settings(_env_file=None, data_dir=folder, **more)  # type: ignore[arg-type]


async def a_chief(desk: Desk, office: Office, told: Settings) -> AsyncIterator[Visitor]:
    user = await add_user(office, "chief", "Chi", Role.ADMINISTRATOR)
    chosen = ChosenDays(told, office.book)
    await chosen.start(office.store)
    shown = replace(
        desk,
        kept_days=lambda: kept_days(told, office.store),
        follow_ups=lambda: follow_up_days(told, office.store),
        chosen=chosen.refresh,
    )
    async with serving(shown) as server, Visitor(server) as visitor:
        await signed_in(office, visitor, user)
        yield visitor
    await chosen.close()
    office.book.keep_cases_for(365)  # the tests share one


@pytest.fixture
async def chief(desk: Desk, office: Office, tmp_path: Path) -> AsyncIterator[Visitor]:
    async for visitor in a_chief(desk, office, settings(tmp_path)):
        yield visitor


@pytest.fixture
async def bound(desk: Desk, office: Office, tmp_path: Path) -> AsyncIterator[Visitor]:
    """The administrator where OSSO_KEEP_CHATS_DAYS is set."""
    async for visitor in a_chief(desk, office, settings(tmp_path, keep_chats_days=20)):
        yield visitor


async def test_what_she_chooses_is_what_the_daily_erasing_goes_by(
    chief: Visitor, office: Office, tmp_path: Path
) -> None:
    assert (await periods(settings(tmp_path), office.store)).chats == 30
    assert (await chief.post("/desk/settings", name=NAME, days=" 14 ")).status == 303
    assert (await periods(settings(tmp_path), office.store)).chats == 14
    assert 'value="14"' in (await chief.get("/desk/settings")).text


@pytest.mark.parametrize("days", ["", "6", "366", "-1", "14.5", "viele", "1e2", "99999999999999"])
async def test_beyond_the_limits_nothing_changes(
    chief: Visitor, office: Office, tmp_path: Path, days: str
) -> None:
    answer = await chief.post("/desk/settings", name=NAME, days=days)
    assert answer.status == 422
    assert "từ 7 đến 365" in answer.text
    assert (await periods(settings(tmp_path), office.store)).chats == 30


@pytest.mark.parametrize("name", ["keep_backups_days", "port", "follow_up_days_1", ""])
async def test_what_is_the_machines_stays(
    chief: Visitor, office: Office, tmp_path: Path, name: str
) -> None:
    before = await periods(settings(tmp_path), office.store)
    assert (await chief.post("/desk/settings", name=name, days="100")).status == 422
    assert await periods(settings(tmp_path), office.store) == before


async def test_the_machines_own_setting_wins_and_the_page_says_so(
    bound: Visitor, office: Office, tmp_path: Path
) -> None:
    page = (await bound.get("/desk/settings")).text
    assert "OSSO_KEEP_CHATS_DAYS" in page
    assert (await bound.post("/desk/settings", name=NAME, days="14")).status == 422
    told = settings(tmp_path, keep_chats_days=20)
    assert (await periods(told, office.store)).chats == 20


async def test_who_changed_what_to_what_is_audited(chief: Visitor, office: Office) -> None:
    await chief.post("/desk/settings", name=NAME, days="14")
    await chief.post("/desk/settings", name=NAME, days="14")
    await chief.post("/desk/settings", name=NAME, days="21")
    async with office.store.read() as tx:
        found = [
            line
            for about in (f"{NAME} - 14", f"{NAME} 14 21")
            for line in await tx.records.audit_lines(about=about)
        ]
    assert [line.what for line in found] == ["set_rule", "set_rule"]


async def test_who_was_told_of_fewer_days_is_held_to_them_and_she_is_told_the_new_ones(
    chief: Visitor, office: Office
) -> None:
    first = await a_ticket(office, "told-365")
    await chief.post("/desk/settings", name="keep_cases_days", days="400")
    assert "400 ngày" in office.book.faq().consent.ask("vi")
    second = await a_ticket(office, "told-400")
    await chief.post("/desk/settings", name="keep_cases_days", days="100")
    async with office.store.read() as tx:
        told = [(await tx.tickets.by_code(code)) for code in (first, second)]
    assert [one.kept_days for one in told if one] == [365, 400]


async def test_follow_ups_are_planned_by_the_days_she_chooses(
    chief: Visitor, office: Office, tmp_path: Path
) -> None:
    assert 'value="7, 30, 91"' in (await chief.get("/desk/settings")).text
    answer = await chief.post("/desk/settings", name="follow_up_days", days=" 60; 14")
    assert answer.status == 303
    assert (await follow_up_days(settings(tmp_path), office.store)).days == (14, 60)
    assert 'value="14, 60"' in (await chief.get("/desk/settings")).text
    for wrong in ("", "0", "1001", "a", "1,2,3,4,5,6,7", "-3", "7.5"):
        refused = await chief.post("/desk/settings", name="follow_up_days", days=wrong)
        assert refused.status == 422
        assert "từ một đến 6 số nguyên" in refused.text
    assert (await follow_up_days(settings(tmp_path), office.store)).days == (14, 60)
    async with office.store.read() as tx:
        [line] = await tx.records.audit_lines(about="follow_up_days - 14,60")
    assert line.what == "set_rule"
