"""What leaves the desk in other ways than its pages, for who holds a case, her team mate and a
counsellor or supervisor of another office: streams, files, exports, lists.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp.test_utils import BaseTestServer

from app.office import Office
from counselling.permissions import Role, User
from tests.counselling.attachments.sender import sends
from tests.counselling.cast import Woman, give_to
from tests.desk.people import a_ticket, add_user
from tests.desk.referred import put_referral
from tests.desk.test_streams import hear, listening
from tests.desk.visitor import Visitor

LISTS = ("all", "new", "mine", "office", "hers", "referred", "closed")
FILES = ("csv", "xlsx", "pdf")


@asynccontextmanager
async def from_can_tho(
    server: BaseTestServer, office: Office, role: Role
) -> AsyncIterator[Visitor]:
    await add_user(office, "thu", "Thu", role, "can-tho")
    async with Visitor(server) as visitor:
        await visitor.sign_in("thu")
        yield visitor


@pytest.fixture(params=[Role.COUNSELLOR, Role.SUPERVISOR])
async def thu(
    request: pytest.FixtureRequest, server: BaseTestServer, office: Office
) -> AsyncIterator[Visitor]:
    """Somebody of the office in Can Tho."""
    async with from_can_tho(server, office, request.param) as visitor:
        yield visitor


@pytest.fixture
async def boss(server: BaseTestServer, office: Office) -> AsyncIterator[Visitor]:
    """The supervisor in Can Tho."""
    async with from_can_tho(server, office, Role.SUPERVISOR) as visitor:
        yield visitor


@pytest.fixture
async def theirs(office: Office, lan: Visitor, woman: Woman) -> str:
    """The code of a case of the office in Ha Noi, which Lan holds."""
    code = await a_ticket(office, "her-phone")
    woman.count = 10  # her first messages are taken
    await give_to(office, code, "ha-noi")
    await lan.post(f"/desk/tickets/{code}/claim")
    return code


async def test_files_and_letters_are_for_the_office_that_has_the_case(
    lan: Visitor, hoa: Visitor, thu: Visitor, theirs: str, woman: Woman, office: Office
) -> None:
    picture = await sends(woman)
    await put_referral(office, theirs, 1)
    for path in (
        f"attachments/{picture.seq}",
        "referrals/1/letter",
        "referrals/1/letter?language=vi",
    ):
        for visitor, status in ((lan, 200), (hoa, 200), (thu, 404)):
            response = await visitor.open("GET", f"/desk/tickets/{theirs}/{path}")
            response.close()
            assert response.status == status, path


async def test_the_stream_of_a_case_is_for_the_office_that_has_it(
    lan: Visitor, hoa: Visitor, thu: Visitor, theirs: str, woman: Woman
) -> None:
    path = f"/desk/tickets/{theirs}/live"
    for visitor in (lan, hoa):
        async with listening(visitor, path) as stream:
            await woman.says("có ai không")
            await hear(stream, "messages")
    assert (await thu.get(path)).status == 404


async def test_a_stream_ends_when_the_case_goes_to_another_office(
    stranger: Visitor, office: Office, woman: Woman
) -> None:
    code = await woman.asks_for_a_person()
    holder = await add_user(office, "holder", "Holder", Role.COUNSELLOR, "can-tho")
    await office.casework.claim(code, by=holder)
    await add_user(office, "thu", "Thu", Role.COUNSELLOR, "can-tho")
    await stranger.sign_in("thu")
    response = await stranger.open("GET", f"/desk/tickets/{code}/live")
    assert response.status == 200
    await give_to(office, code, "ha-noi")
    async with asyncio.timeout(5):
        assert b"event: ended" in await response.content.read()


async def test_the_stream_of_the_queue_names_no_case_to_anybody(
    thu: Visitor, lan: Visitor, theirs: str, woman: Woman
) -> None:
    heard = b""
    async with listening(thu, "/desk/live") as stream:
        await woman.says("có ai không")
        await lan.post(f"/desk/tickets/{theirs}/close", outcome="helped")
        async with asyncio.timeout(5):
            while heard.count(b"\n\n") < 4:
                heard += await stream.content.readuntil(b"\n\n")
    assert set(heard.split(b"\n")) <= {b"event: queue", b"event: beat", b"data: now", b""}


async def test_no_list_and_no_search_names_another_offices_case(
    thu: Visitor, lan: Visitor, theirs: str
) -> None:
    for state in ("claimed", "closed"):
        pages = [(await thu.get(f"/desk?show={show}")).text for show in LISTS]
        pages.append((await thu.get("/desk/counts")).text)
        assert not any(theirs in page for page in pages), state
        # What she types stands in the box again; there is no line with it.
        assert f'data-code="{theirs}"' not in (await thu.get(f"/desk?code={theirs}")).text
        await lan.post(f"/desk/tickets/{theirs}/close", outcome="helped")
    assert theirs in (await lan.get("/desk?show=closed")).text


async def test_the_exported_audit_holds_nothing_of_another_office(
    boss: Visitor, lan: Visitor, theirs: str
) -> None:
    await lan.get(f"/desk/tickets/{theirs}")
    for query in ("", f"?about={theirs}", "?what=claim"):
        answer = await boss.get(f"/desk/audit.csv{query}")
        assert answer.status == 200
        assert theirs not in answer.text, query
        assert "Lan" not in answer.text, query


@pytest.mark.parametrize("form", FILES)
async def test_an_exported_report_is_of_her_own_office_or_there_is_none(
    boss: Visitor, theirs: str, form: str
) -> None:
    own = await boss.open("GET", f"/desk/reports/{form}?days=this-month")
    own.close()
    assert own.status == 200
    assert "osso-can-tho-" in own.headers["Content-Disposition"]
    other = await boss.open("GET", f"/desk/reports/{form}?days=this-month&office=ha-noi")
    other.close()
    assert other.status == 404


async def test_none_of_the_tries_is_in_the_audit_of_the_case(
    thu: Visitor, theirs: str, office: Office
) -> None:
    for path in ("", "/case", "/live", "/referrals", "/onlookers"):
        assert (await thu.get(f"/desk/tickets/{theirs}{path}")).status == 404
    async with office.store.read() as tx:
        lines = await tx.records.audit_lines(about=theirs)
        user: tuple[User, str] | None = await tx.staff.by_login("thu")
    assert user
    assert user[0].id not in {line.who for line in lines}
