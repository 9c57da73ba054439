"""Who may do what at the desk, written down a second time and tried out over HTTP.

The table is in permission_table.py.
"""

from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from aiohttp.test_utils import BaseTestServer

from app.office import Office
from counselling.corner.corner import build_corner
from counselling.permissions import Role
from desk.desk import Desk
from desk.routes import ROUTES
from tests import looking
from tests.counselling.attachments.sender import sends
from tests.counselling.cast import Woman, give_to
from tests.counselling.corner.the_corner import a_faq
from tests.desk.people import a_ticket, add_user, signed_in
from tests.desk.permission_table import LOGIN, TABLE, Line
from tests.desk.referred import put_referral
from tests.desk.test_status import a_status
from tests.desk.visitor import Visitor
from tests.the_set import the_set

ENTRY = {"list": "offices", "item": "can-tho", "shelf": "legal", "slug": "id-card"}
METHODS = ("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS")
NOWHERE = ("*", "/desk{rest:(/.*)?}")


def places(**known: object) -> defaultdict[str, object]:
    """What stands in an address: what is known, and for the rest something that is not there."""
    return defaultdict(lambda: 1, build="any", name="base.css", form="csv", **ENTRY, **known)


def by_name(line: Line) -> str:
    return f"{line.method} {line.path}"


@pytest.fixture
def desk(desk: Desk, office: Office, tmp_path: Path) -> Desk:
    """With an editors' corner on a copy of the files."""
    corner = build_corner(office.store, the_set, a_faq(tmp_path), tmp_path / "data", None)
    return replace(desk, corner=corner, status=a_status)


@pytest.fixture(params=Role)
async def member(
    request: pytest.FixtureRequest, server: BaseTestServer, office: Office
) -> AsyncIterator[tuple[Role, Visitor]]:
    """A signed-in member of staff, of each role in turn."""
    user = await add_user(office, "member", "Member", request.param)
    async with Visitor(server) as visitor:
        await signed_in(office, visitor, user)
        yield request.param, visitor


async def status_and_target(
    visitor: Visitor, line: Line, code: str, number: int, person: str = "nobody"
) -> tuple[int, str]:
    path = line.path.format_map(places(code=code, number=number, person=person))
    headers = {"Origin": visitor.origin}
    form = {"csrf": visitor.csrf} if line.method == "POST" else None
    response = await visitor.open(line.method, path, data=form, headers=headers)
    response.close()
    return response.status, response.headers.get("Location", "")


def test_every_route_of_the_desk_has_its_line_in_this_table() -> None:
    served = {(route.method, route.path) for route in ROUTES}
    assert served == {(line.method, line.path) for line in TABLE} | {NOWHERE}


async def test_each_role_reaches_exactly_what_the_table_grants(
    member: tuple[Role, Visitor], office: Office
) -> None:
    role, visitor = member
    colleague = await add_user(office, "colleague", "Colleague", Role.COUNSELLOR)
    code, picture = await unclaimed(office, "woman")
    for number, line in enumerate(TABLE):
        status, _ = await status_and_target(visitor, line, code, picture, colleague.id)
        assert status == (line.status if role in line.roles else 404), by_name(line)
        if line.path == "/desk/logout":
            user = await office.staff.people.with_login("member")
            await signed_in(office, visitor, user)
        if line.method == "POST" and "{code}" in line.path and status < 400:  # a changed ticket
            code, picture = await unclaimed(office, f"woman-{number}")


async def unclaimed(office: Office, name: str) -> tuple[str, int]:
    """A new ticket's code, and the number that her picture and a referral of hers have."""
    code = await a_ticket(office, name)
    picture = await sends(Woman(office, name))
    await put_referral(office, code, picture.seq)
    return code, picture.seq


async def test_a_stranger_is_led_to_the_login_or_finds_nothing(
    stranger: Visitor, code: str, woman: Woman, office: Office
) -> None:
    picture = await sends(woman)
    await put_referral(office, code, picture.seq)
    for line in TABLE:
        status, target = await status_and_target(stranger, line, code, picture.seq)
        if line.stranger == LOGIN:
            assert (status, target.split("?")[0]) == (303, "/desk/login"), by_name(line)
        else:
            assert status == line.stranger, by_name(line)


@pytest.mark.parametrize("role", Role)
async def test_to_another_office_nothing_of_a_ticket_is_there(
    server: BaseTestServer, office: Office, woman: Woman, code: str, role: Role
) -> None:
    picture = await sends(woman)
    await put_referral(office, code, picture.seq)
    await give_to(office, code, "ha-noi")
    holder = await add_user(office, "holder", "Holder", Role.COUNSELLOR)
    await office.casework.claim(code, by=holder)  # until then an emergency is everybody's
    user = await add_user(office, "thu", "Thu", role, "can-tho")
    async with Visitor(server) as thu:
        await signed_in(office, thu, user)
        for line in TABLE:
            if "{code}" in line.path:
                status, _ = await status_and_target(thu, line, code, picture.seq)
                assert status == 404, by_name(line)


@pytest.mark.parametrize("path", ["/desk/nothing", "/desk/tickets/{code}/nothing"])
async def test_what_does_not_exist_looks_like_what_is_forbidden(
    path: str, lan: Visitor, stranger: Visitor, code: str
) -> None:
    for method, visitor in product(METHODS, (lan, stranger)):
        response = await visitor.open(method, path.format(code=code))
        response.close()
        assert response.status == 404, method


async def test_a_wrong_method_is_not_found_either(lan: Visitor, code: str) -> None:
    for line in TABLE:
        path = line.path.format_map(places(code=code))
        assert (await lan.open("PATCH", path)).status == 404, path


async def test_a_member_who_left_is_a_stranger_at_once(
    lan: Visitor, tmp_path: Path, code: str
) -> None:
    looking.change(tmp_path, "UPDATE staff SET active = FALSE WHERE login = 'lan'")
    assert (await lan.get(f"/desk/tickets/{code}")).status == 303
