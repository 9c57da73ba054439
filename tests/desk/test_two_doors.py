"""The web chat and the desk at one address: the key of one door opens nothing at the other."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import BaseTestServer, TestServer

from app.office import Office
from connectors.webchat.chat import WebChat
from connectors.webchat.routes import add_routes as add_chat
from desk.desk import Desk
from desk.routes import add_routes as add_desk
from tests.connectors.webchat.hall import Screen
from tests.desk.people import WANTS_A_PERSON
from tests.desk.visitor import Visitor

SECRET_WORDS = "điều chỉ tôi và văn phòng biết"


@pytest.fixture
async def server(office: Office, desk: Desk) -> AsyncIterator[BaseTestServer]:
    """As the service serves them."""
    app = web.Application()
    add_chat(app, WebChat(office.reception, office.live, returning=office.returning))
    add_desk(app, desk)
    async with TestServer(app) as running:
        yield running


@pytest.fixture
async def her(stranger: Visitor, server: BaseTestServer, office: Office) -> AsyncIterator[Screen]:
    """The open screen of a woman who has a ticket."""
    async with stranger.http.ws_connect(server.make_url("/chat/socket")) as socket:
        screen = Screen(socket)
        await screen.hello()
        await screen.say(SECRET_WORDS)
        await screen.say(WANTS_A_PERSON)
        await office.turns.settle()
        await screen.choose("consent.yes")
        await office.turns.settle()
        yield screen


async def her_code(lan: Visitor, office: Office) -> str:
    user = await office.staff.authenticate("lan", "a long enough password")
    assert user
    [row] = await office.casework.queue(by=user)
    return row.code


async def test_who_is_signed_in_at_the_desk_is_a_new_woman_at_the_chat(
    lan: Visitor, her: Screen, server: BaseTestServer
) -> None:
    async with lan.http.ws_connect(server.make_url("/chat/socket")) as socket:
        screen = Screen(socket)
        await screen.hello()
        assert screen.session != her.session
        assert screen.messages == []


async def test_the_secret_of_a_desk_session_opens_no_conversation(
    lan: Visitor, her: Screen, server: BaseTestServer, office: Office
) -> None:
    await lan.post(f"/desk/tickets/{await her_code(lan, office)}/claim")
    async with lan.http.ws_connect(server.make_url("/chat/socket")) as socket:
        screen = Screen(socket)
        await screen.hello(lan.session)
        assert screen.messages == []
        assert screen.seen[-1]["handler"] == "assistant"
    answer = await lan.get("/chat/messages?after=0", Authorization=f"Bearer {lan.session}")
    assert SECRET_WORDS not in answer.text


async def test_a_counsellor_reads_her_only_through_the_desk_and_writes_only_there(
    lan: Visitor, her: Screen, server: BaseTestServer, office: Office
) -> None:
    code = await her_code(lan, office)
    assert SECRET_WORDS in (await lan.get(f"/desk/tickets/{code}/messages?after=0")).text
    async with lan.http.ws_connect(server.make_url("/chat/socket")) as socket:
        screen = Screen(socket)
        await screen.hello(lan.session)
        await screen.say("viết từ bàn tư vấn")
    assert "viết từ bàn tư vấn" not in (await lan.get(f"/desk/tickets/{code}")).text


@pytest.mark.parametrize("how", ["cookie", "header"])
async def test_her_chat_session_is_nobody_at_the_desk(
    stranger: Visitor, lan: Visitor, her: Screen, office: Office, how: str
) -> None:
    code = await her_code(lan, office)
    sent = (
        {"Cookie": f"desk={her.session}"}
        if how == "cookie"
        else {"Authorization": f"Bearer {her.session}"}
    )
    for path in ("", "/case", "/referrals"):
        answer = await stranger.get(f"/desk/tickets/{code}{path}", **sent)
        assert (answer.status, answer.location.split("?")[0]) == (303, "/desk/login"), path
    for path in (f"/desk/tickets/{code}/messages", f"/desk/tickets/{code}/live", "/desk/live"):
        assert (await stranger.get(path, **sent)).status == 404, path
