"""An open office with its desk, members of staff, and women who ask for a person."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import BaseTestServer, TestServer

from app.office import Office
from counselling.accounts.totp import code_of, step_at
from counselling.assistant import Answered, Decision, Reply
from counselling.conversations import Choice
from counselling.permissions import Role, User
from desk.desk import Desk
from desk.routes import add_routes
from tests.counselling.cast import FakeAssistant, Woman, an_office
from tests.desk.visitor import PASSWORD, Visitor

WANTS_A_PERSON = "cho tôi gặp tư vấn viên"
YES = Choice("consent.yes", "Tôi đồng ý")


def handing_over() -> Answered:
    """What the assistant answers to WANTS_A_PERSON."""
    return Answered((Reply("Chị đồng ý chứ?", (YES,)),), Decision.HANDOFF)


@asynccontextmanager
async def an_open_office(folder: Path) -> AsyncIterator[Office]:
    """An office whose assistant hands over to whoever says WANTS_A_PERSON."""
    async with an_office(folder, FakeAssistant({WANTS_A_PERSON: handing_over()})) as office:
        yield office


@asynccontextmanager
async def serving(desk: Desk) -> AsyncIterator[BaseTestServer]:
    """The desk on a free port."""
    app = web.Application()
    add_routes(app, desk)
    async with TestServer(app) as server:
        yield server


async def add_user(
    office: Office, login: str, name: str, role: Role, place: str | None = None
) -> User:
    return await office.staff.add(
        login, name, role, PASSWORD, must_change_password=False, office=place
    )


async def with_code(office: Office, user: User) -> tuple[User, bytes, list[str]]:
    """Her account with two-step sign-in on, its secret and recovery codes.

    The code of this very half minute is used up.
    """
    factors = office.staff.factors
    await factors.begin(user)
    async with office.store.read() as tx:
        row = await tx.factors.get(user.id)
    assert row
    now = step_at(office.staff._now())
    codes = await factors.confirm(user, code_of(row.secret, now), session="")
    return await office.staff.people.get(user.id), row.secret, codes


async def signed_in(office: Office, visitor: Visitor, user: User) -> None:
    """As after both steps, for who may have a second one."""
    if user.owes == "code":
        user, _, _ = await with_code(office, user)
    await visitor.enters(await office.staff.start_session(user))


async def a_ticket(office: Office, name: str) -> str:
    """The code of a ticket of somebody who is in no danger."""
    woman = Woman(office, address=name)
    await woman.says(WANTS_A_PERSON)
    await woman.taps("consent.yes")
    code = (await office.reception.state("webchat", name)).ticket
    assert code
    return code
