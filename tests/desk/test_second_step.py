"""Signing in with a code from her phone as well."""

import re
from datetime import timedelta

import pytest
from aiohttp.test_utils import BaseTestServer

from app.office import Office
from counselling.accounts.totp import code_of, step_at
from counselling.clock import utc_now
from counselling.permissions import Role, User
from tests.desk.people import add_user, with_code
from tests.desk.visitor import PASSWORD, Answer, Visitor

HERE = "/desk/second-step"


def later(office: Office, seconds: int) -> None:
    office.staff._now = lambda: utc_now() + timedelta(seconds=seconds)


def next_code(office: Office, secret: bytes) -> str:
    """What her app shows half a minute on, when nothing of it is used up yet."""
    later(office, 60)
    return code_of(secret, step_at(office.staff._now()))


@pytest.fixture
async def secret(office: Office, lan_user: User) -> bytes:
    """Lan has it on."""
    return (await with_code(office, lan_user))[1]


async def gives_password(visitor: Visitor) -> Answer:
    return await visitor.post("/desk/login", login="lan", password=PASSWORD, to="/desk/sessions")


async def test_the_password_alone_opens_nothing(stranger: Visitor, secret: bytes) -> None:
    answer = await gives_password(stranger)
    assert answer.location == "/desk/login/code"
    assert stranger.session is None
    assert "Bước thứ hai" in (await stranger.get("/desk/login/code")).text
    assert (await stranger.get("/desk")).status == 303


async def test_with_her_code_she_is_where_she_wanted_to_be(
    stranger: Visitor, office: Office, secret: bytes
) -> None:
    await gives_password(stranger)
    answer = await stranger.post("/desk/login/code", code=next_code(office, secret))
    assert (answer.status, answer.location) == (303, "/desk/sessions")
    assert (await stranger.get("/desk")).status == 200


async def test_somebody_who_looked_over_her_shoulder_cannot_use_the_code_again(
    server: BaseTestServer, stranger: Visitor, office: Office, secret: bytes
) -> None:
    code = next_code(office, secret)
    await gives_password(stranger)
    await stranger.post("/desk/login/code", code=code)
    async with Visitor(server) as other:
        await gives_password(other)
        assert (await other.post("/desk/login/code", code=code)).status == 403
        assert other.session is None


async def test_a_code_without_the_password_before_it_leads_back(
    stranger: Visitor, office: Office, secret: bytes
) -> None:
    answer = await stranger.post("/desk/login/code", code=next_code(office, secret))
    assert answer.location == "/desk/login?late=1"
    assert "quá thời gian" in (await stranger.get(answer.location)).text


async def test_who_takes_minutes_over_the_code_begins_again(
    stranger: Visitor, office: Office, secret: bytes
) -> None:
    await gives_password(stranger)
    code = next_code(office, secret)
    later(office, 301)
    answer = await stranger.post("/desk/login/code", code=code)
    assert answer.location == "/desk/login?late=1"


async def test_guessing_at_the_code_is_slowed_down_and_the_password_gives_no_new_tries(
    stranger: Visitor, office: Office, secret: bytes
) -> None:
    seen = []
    for _ in range(5):
        await gives_password(stranger)
        seen += [(await stranger.post("/desk/login/code", code="000000")).status for _ in (1, 2)]
    assert seen == [403] * 6 + [429] * 4
    assert [(await gives_password(stranger)).status for _ in range(2)] == [303, 429]


async def test_who_leaves_between_the_steps_stays_outside(
    stranger: Visitor, office: Office, lan_user: User, secret: bytes
) -> None:
    await gives_password(stranger)
    await office.staff.people.set_active(lan_user.id, active=False, by="x")
    await stranger.post("/desk/login/code", code=next_code(office, secret))
    assert stranger.session is None


async def test_she_sets_it_up_herself_and_sees_her_recovery_codes_once(
    lan: Visitor, office: Office, lan_user: User
) -> None:
    assert (await lan.post(f"{HERE}/begin", password="wrong")).status == 422
    assert (await lan.post(f"{HERE}/begin", password=PASSWORD)).location == HERE
    page = (await lan.get(HERE)).text
    assert "<svg" in page
    async with office.store.read() as tx:
        row = await tx.factors.get(lan_user.id)
    assert row
    code = code_of(row.secret, step_at(office.staff._now()))
    shown = (await lan.post(f"{HERE}/confirm", code=code)).text
    codes = re.findall(r"<li>(\w{5}-\w{5})</li>", shown)
    assert len(codes) == 10
    after = (await lan.get(HERE)).text
    assert not any(code in after for code in codes)
    assert "<svg" not in after.split("<main")[1]


async def test_switching_it_off_takes_password_and_code(
    stranger: Visitor, office: Office, lan_user: User
) -> None:
    user, _, codes = await with_code(office, lan_user)
    await stranger.enters(await office.staff.start_session(user))
    for password, code in ((PASSWORD, "000000"), ("wrong", codes[0])):
        assert (await stranger.post(f"{HERE}/off", password=password, code=code)).status == 422
    assert (await stranger.post(f"{HERE}/off", password=PASSWORD, code=codes[0])).status == 303
    assert not (await office.staff.people.get(user.id)).has_code


@pytest.mark.parametrize("path", ["/desk/staff", "/desk/audit", "/desk/settings", "/desk/sessions"])
async def test_an_administrator_without_it_reaches_its_set_up_and_nothing_else(
    path: str, stranger: Visitor, office: Office
) -> None:
    await add_user(office, "chief", "Chi", Role.ADMINISTRATOR)
    await stranger.sign_in("chief")
    assert (await stranger.get(path)).location == HERE
    assert (await stranger.get("/desk/audit.csv")).status == 404
    assert (await stranger.post("/desk/staff", login="x", name="X", role="editor")).status == 404
    assert (await stranger.get("/desk")).location == HERE
    assert (await stranger.get(HERE)).status == 200
    assert len(await office.staff.people.all()) == 1


async def test_a_first_password_opens_nothing_but_its_own_change(
    stranger: Visitor, office: Office
) -> None:
    _, first = await office.staff.people.add("mai", "Mai", Role.COUNSELLOR, None, by="x")
    await stranger.sign_in("mai", first)
    assert (await stranger.get("/desk")).location == "/desk/password"
    assert (await stranger.get("/desk/counts")).status == 404
    answer = await stranger.post("/desk/password", old=first, new=PASSWORD, again=PASSWORD)
    assert answer.location == "/desk"
    assert (await stranger.get("/desk")).status == 200


async def test_from_the_first_sign_in_an_administrator_is_led_step_by_step(
    stranger: Visitor, office: Office
) -> None:
    user, first = await office.staff.people.add("chief", "Chi", Role.ADMINISTRATOR, None, by="x")
    await stranger.sign_in("chief", first)
    answer = await stranger.post("/desk/password", old=first, new=PASSWORD, again=PASSWORD)
    assert answer.location == HERE
    stranger.csrf = await stranger.read_csrf()
    await stranger.post(f"{HERE}/begin", password=PASSWORD)
    async with office.store.read() as tx:
        row = await tx.factors.get(user.id)
    assert row
    code = code_of(row.secret, step_at(office.staff._now()))
    assert (await stranger.post(f"{HERE}/confirm", code=code)).status == 200
    assert (await stranger.get("/desk/login")).location == "/desk/staff"
    assert (await stranger.get("/desk/staff")).status == 200
