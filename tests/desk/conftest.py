"""The desk on a real server and a real database, with a holder, a team mate and a stranger."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp.test_utils import BaseTestServer

from app.office import Office
from counselling.permissions import Role, User
from counselling.statistics.reporting import Reporting
from desk.desk import Desk
from desk.streams import Streams
from tests.counselling.cast import Woman
from tests.desk.people import add_user, an_open_office, serving, signed_in
from tests.desk.visitor import Visitor


@pytest.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with an_open_office(tmp_path) as opened:
        yield opened


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(
        office.casework,
        office.staff,
        office.live,
        office.attachment_viewer,
        Reporting(office.store, office.book.faq),
        cases=office.cases,
        why_danger=lambda text: office.book.detector().why(text),
        streams=Streams(heartbeat=0.2),
    )


@pytest.fixture
async def server(desk: Desk) -> AsyncIterator[BaseTestServer]:
    async with serving(desk) as running:
        yield running


@pytest.fixture
def woman(office: Office) -> Woman:
    return Woman(office)


@pytest.fixture
async def code(woman: Woman) -> str:
    """The code of the ticket she has just been given."""
    return await woman.asks_for_a_person()


@pytest.fixture
async def lan_user(office: Office) -> User:
    return await add_user(office, "lan", "Lan", Role.COUNSELLOR)


@pytest.fixture
async def lan(server: BaseTestServer, lan_user: User) -> AsyncIterator[Visitor]:
    """The counsellor who takes the case."""
    async with Visitor(server) as visitor:
        await visitor.sign_in("lan")
        yield visitor


@pytest.fixture
async def hoa(server: BaseTestServer, office: Office) -> AsyncIterator[Visitor]:
    """Her team mate."""
    await add_user(office, "hoa", "Hoa", Role.COUNSELLOR)
    async with Visitor(server) as visitor:
        await visitor.sign_in("hoa")
        yield visitor


@pytest.fixture
async def chief(server: BaseTestServer, office: Office) -> AsyncIterator[Visitor]:
    """The only administrator, both steps done."""
    user = await add_user(office, "chief", "Chi", Role.ADMINISTRATOR)
    async with Visitor(server) as visitor:
        await signed_in(office, visitor, user)
        yield visitor


@pytest.fixture
async def stranger(server: BaseTestServer) -> AsyncIterator[Visitor]:
    """Somebody from the street."""
    async with Visitor(server) as visitor:
        yield visitor


@pytest.fixture
async def case(lan: Visitor, code: str) -> str:
    """The address of the case of a ticket that Lan holds."""
    await lan.post(f"/desk/tickets/{code}/claim")
    return f"/desk/tickets/{code}/case"
