"""One desk at two services: what was begun at one goes on at the other."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp.test_utils import BaseTestServer

from app.office import Office
from counselling.permissions import Role
from counselling.statistics.reporting import Reporting
from desk.desk import Desk
from desk.throttle import LoginThrottle
from tests.desk.people import add_user, an_open_office, serving, with_code
from tests.desk.test_second_step import next_code
from tests.desk.visitor import PASSWORD, Visitor

pytestmark = pytest.mark.parametrize("on_database", ["postgresql"], indirect=True)


def desk_of(office: Office) -> Desk:
    return Desk(
        office.casework,
        office.staff,
        office.live,
        office.attachment_viewer,
        Reporting(office.store, office.book.faq),
        cases=office.cases,
        throttle=LoginThrottle(office.counting),
    )


@dataclass
class Both:
    """Two services on one database, and the browser that goes to either."""

    offices: list[Office]
    servers: list[BaseTestServer]
    lan: Visitor

    def goes_to(self, number: int) -> Visitor:
        self.lan.server = self.servers[number]
        return self.lan


@pytest.fixture
async def both(tmp_path: Path) -> AsyncIterator[Both]:
    async with AsyncExitStack() as stack:
        offices = [await stack.enter_async_context(an_open_office(tmp_path)) for _ in range(2)]
        servers = [await stack.enter_async_context(serving(desk_of(one))) for one in offices]
        lan = await stack.enter_async_context(Visitor(servers[0]))
        yield Both(offices, servers, lan)


async def test_password_at_one_code_at_the_other_and_work_at_both(both: Both) -> None:
    here, there = both.offices
    user, secret, _ = await with_code(here, await add_user(here, "lan", "Lan", Role.COUNSELLOR))
    answer = await both.goes_to(0).post("/desk/login", login=user.login, password=PASSWORD)
    assert answer.location == "/desk/login/code"
    code = next_code(there, secret)
    assert (await both.goes_to(1).post("/desk/login/code", code=code)).location == "/desk"
    for number in (0, 1, 0, 1):
        assert (await both.goes_to(number).get("/desk")).status == 200


async def test_wrong_passwords_at_both_are_counted_together(both: Both) -> None:
    await add_user(both.offices[0], "lan", "Lan", Role.COUNSELLOR)
    seen = [
        (await both.goes_to(n % 2).post("/desk/login", login="lan", password="wrong")).status
        for n in range(9)
    ]
    assert seen == [403] * 6 + [429] * 3
