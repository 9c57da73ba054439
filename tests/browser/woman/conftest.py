"""The web chat on a real server and database; only the assistant is played."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest_asyncio
from aiohttp import web
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser

from app.office import Office, build_office
from connectors.webchat.chat import WebChat
from connectors.webchat.routes import add_routes
from counselling.permissions import Role, User
from tests.browser.scripted import ScriptedAssistant
from tests.browser.woman.phone import Phone, a_phone
from tests.counselling.cast import ANYWHERE, BOOK, QUICK, SECRET, a_database


@dataclass
class House:
    """The office behind the page."""

    office: Office
    assistant: ScriptedAssistant
    address: str

    async def a_counsellor(self) -> User:
        return await self.office.staff.add(
            "lan", "Lan", Role.COUNSELLOR, "a long enough password", must_change_password=False
        )

    async def waiting_code(self) -> str:
        """The code of the ticket in the queue, as soon as there is one."""
        async with asyncio.timeout(10):
            while not (queue := await self.office.casework.queue(by=ANYWHERE)):  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        return queue[0].code


@pytest_asyncio.fixture(loop_scope="session")
async def house(tmp_path: Path) -> AsyncIterator[House]:
    assistant = ScriptedAssistant(BOOK.faq)
    office = build_office(
        database=a_database(tmp_path),
        secret=SECRET,
        hasher=QUICK,
        book=BOOK,
        assistant=assistant,
    )
    await office.open()
    try:
        app = web.Application()
        add_routes(app, WebChat(office.reception, office.live, returning=office.returning))
        async with TestServer(app) as server:
            yield House(office, assistant, str(server.make_url("")).rstrip("/"))
    finally:
        await office.close()


@pytest_asyncio.fixture(loop_scope="session")
async def phone(chromium: Browser, house: House) -> AsyncIterator[Phone]:
    """Her phone with the chat open, in Vietnamese."""
    async with a_phone(chromium, house.address) as opened:
        await opened.opens()
        yield opened
