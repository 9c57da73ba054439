"""An office whose chat and desk stand at one address: for stories with a woman and a counsellor."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import TestServer

from app.office import Office, build_office
from connectors.webchat.chat import WebChat
from connectors.webchat.routes import add_routes as add_chat
from counselling.permissions import Role
from counselling.statistics.reporting import Reporting
from desk.desk import Desk
from desk.routes import add_routes
from tests.browser.scripted import ScriptedAssistant
from tests.counselling.cast import BOOK, QUICK, SECRET, a_database
from tests.desk.people import add_user


@dataclass
class Town:
    """The chat and the desk at one address."""

    office: Office
    address: str


@asynccontextmanager
async def a_town(tmp_path: Path) -> AsyncIterator[Town]:
    """With a counsellor, Mai, and a supervisor, Thu."""
    office = build_office(
        database=a_database(tmp_path),
        secret=SECRET,
        hasher=QUICK,
        book=BOOK,
        assistant=ScriptedAssistant(BOOK.faq),
    )
    await office.open()
    await add_user(office, "mai", "Mai", Role.COUNSELLOR)
    await add_user(office, "thu", "Thu", Role.SUPERVISOR)
    app = web.Application()
    add_chat(app, WebChat(office.reception, office.live, returning=office.returning))
    desk = Desk(
        office.casework, office.staff, office.live, office.attachment_viewer,
        Reporting(office.store, office.book.faq), cases=office.cases,
    )  # fmt: skip
    add_routes(app, desk)
    try:
        async with TestServer(app) as server:
            yield Town(office, str(server.make_url("")).rstrip("/"))
    finally:
        await office.close()
