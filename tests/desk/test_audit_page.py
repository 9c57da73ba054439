"""Who did what: for administrators all of it, for supervisors what is their office's."""

import csv
import io
from collections.abc import AsyncIterator

import pytest
from aiohttp.test_utils import BaseTestServer

from app.office import Office
from counselling.clock import utc_now
from counselling.permissions import Role, User
from tests.counselling.cast import give_to
from tests.desk.people import add_user
from tests.desk.visitor import Visitor


@pytest.fixture
async def bich(server: BaseTestServer, office: Office) -> AsyncIterator[Visitor]:
    """The supervisor in Ha Noi."""
    await add_user(office, "bich", "Bích", Role.SUPERVISOR, "ha-noi")
    async with Visitor(server) as visitor:
        await visitor.sign_in("bich")
        yield visitor


async def lines(visitor: Visitor, query: str = "") -> list[dict[str, str]]:
    answer = await visitor.get(f"/desk/audit.csv?{query}")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))


async def note(office: Office, who: str, what: str, about: str) -> None:
    async with office.store.write() as tx:
        await tx.records.audit(who, what, about, at=utc_now())


async def test_an_administrator_finds_who_looked_at_a_ticket(
    chief: Visitor, lan: Visitor, hoa: Visitor, code: str
) -> None:
    for visitor in (lan, hoa):
        await visitor.get(f"/desk/tickets/{code}")
    page = (await chief.get(f"/desk/audit?about={code}")).text.split("<tbody>")[1]
    assert page.count(code) == 2
    assert "Lan" in page
    assert "Hoa" in page


async def test_it_is_searched_by_person_kind_and_day(
    chief: Visitor, lan: Visitor, lan_user: User, code: str
) -> None:
    await lan.post(f"/desk/tickets/{code}/claim")
    hers = await lines(chief, f"who={lan_user.id}")
    assert {line["name"] for line in hers} == {"Lan"}
    assert [line["about"] for line in await lines(chief, "what=claim")] == [code]
    assert await lines(chief, "until=2001-01-01") == []
    assert await lines(chief, "since=2001-01-01&what=claim") != []
    assert await lines(chief, "since=yesterday&what=claim") != []


async def test_a_ticket_is_found_however_its_code_is_typed_and_a_login_with_all_done_to_it(
    chief: Visitor, lan: Visitor, lan_user: User, code: str
) -> None:
    await lan.get(f"/desk/tickets/{code}")
    assert len(await lines(chief, f"about={code.lower()}")) == 1
    await chief.post(f"/desk/staff/{lan_user.id}", name="Lan N.", role="editor", office="")
    done = [(line["what"], line["about"]) for line in await lines(chief, "about=lan")]
    assert done == [("set_role", "lan editor"), ("set_name", "lan")]
    assert await lines(chief, "about=la%25") == []


async def test_a_supervisor_sees_her_offices_people_and_tickets_only(
    bich: Visitor, office: Office, code: str
) -> None:
    other = await add_user(office, "thu", "Thu", Role.COUNSELLOR, "can-tho")
    hers = await add_user(office, "mai", "Mai", Role.COUNSELLOR, "ha-noi")
    await give_to(office, code, "ha-noi")
    await note(office, other.id, "view", "ELSEWHR")
    await note(office, other.id, "view", code)
    await note(office, hers.id, "view", "ANY")
    await note(office, "operator", "deactivate", "x")
    seen = {(line["login"], line["about"]) for line in await lines(bich)}
    assert ("thu", code) in seen
    assert ("mai", "ANY") in seen
    assert ("thu", "ELSEWHR") not in seen
    assert ("", "x") not in seen
    assert await lines(bich, f"who={other.id}&what=login") == []
    page = (await bich.get("/desk/audit")).text
    assert "Thu</option>" not in page
    assert "Mai</option>" in page


async def test_a_supervisor_of_all_offices_sees_all(
    server: BaseTestServer, office: Office, stranger: Visitor
) -> None:
    await add_user(office, "bich", "Bích", Role.SUPERVISOR)
    await note(office, "operator", "deactivate", "x")
    await stranger.sign_in("bich")
    assert "x" in {line["about"] for line in await lines(stranger)}


async def test_looking_at_it_and_taking_it_away_are_written_down_too(
    bich: Visitor, chief: Visitor
) -> None:
    await bich.get("/desk/audit")
    await bich.get("/desk/audit?what=login")
    await lines(bich)
    done = [(line["what"], line["about"]) for line in await lines(chief) if line["login"] == "bich"]
    assert done == [("export", "audit"), ("view", "audit"), ("login", "desk")]


async def test_a_long_audit_is_read_page_by_page_without_a_line_twice_or_lost(
    chief: Visitor, office: Office
) -> None:
    async with office.store.write() as tx:
        for number in range(120):
            await tx.records.audit("service", "retention", f"n{number:03}", at=utc_now())
    path, seen = "/desk/audit?what=retention", []
    while path:
        page = (await chief.get(path)).text
        body = page.split("<tbody>")[1].split("</tbody>")[0]
        seen += [f"n{number:03}" for number in range(120) if f"n{number:03}<" in body]
        older = page.split("</tbody>")[1].split('href="')
        path = older[1].split('"')[0].replace("&amp;", "&") if "before=" in older[-1] else ""
    assert sorted(seen) == [f"n{number:03}" for number in range(120)]


async def test_a_spreadsheet_runs_nothing_that_stands_in_it(chief: Visitor, office: Office) -> None:
    user = await add_user(office, "x", "=1+1", Role.EDITOR)
    await note(office, user.id, "view", "@SUM(A1)")
    [line] = await lines(chief, f"who={user.id}")
    assert (line["name"], line["about"]) == ("'=1+1", "'@SUM(A1)")


async def test_no_word_a_woman_wrote_is_in_it(chief: Visitor, lan: Visitor, code: str) -> None:
    await lan.post(f"/desk/tickets/{code}/claim")
    await lan.post(f"/desk/tickets/{code}/reply", text="Chào chị thân mến", id="1")
    told = (await chief.get("/desk/audit.csv")).text
    assert "Chào chị" not in told
    assert "cứu em" not in told
