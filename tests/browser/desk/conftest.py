"""The desk on a real server and database, with a counsellor at a real browser."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from app.office import Office
from counselling.permissions import Role, User
from counselling.statistics.reporting import Reporting
from desk.desk import Desk
from desk.streams import Streams
from tests.browser.counsellor import Counsellor, a_counsellor
from tests.counselling.cast import Woman
from tests.desk.people import add_user, an_open_office, serving


@pytest_asyncio.fixture(loop_scope="session")
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    async with an_open_office(tmp_path) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def hoa_user(office: Office) -> User:
    return await add_user(office, "hoa", "Hoa", Role.COUNSELLOR)


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(
        office.casework,
        office.staff,
        office.live,
        office.attachment_viewer,
        Reporting(office.store, office.book.faq),
        cases=office.cases,
        streams=Streams(heartbeat=0.5),
    )


@pytest_asyncio.fixture(loop_scope="session")
async def address(office: Office, desk: Desk, hoa_user: User) -> AsyncIterator[str]:
    await add_user(office, "lan", "Lan", Role.COUNSELLOR)
    async with serving(desk) as server:
        yield str(server.make_url("/")).rstrip("/")


@pytest_asyncio.fixture(loop_scope="session")
async def lan(chromium: Browser, address: str) -> AsyncIterator[Counsellor]:
    async with a_counsellor(chromium, address, "lan") as counsellor:
        yield counsellor


@pytest.fixture
def woman(office: Office) -> Woman:
    return Woman(office)
