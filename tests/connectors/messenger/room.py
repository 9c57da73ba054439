"""The office's page in a running office, and women who write to it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from app.office import Office, build_office
from connectors.messaging.pace import Pace
from connectors.messenger.messenger import CHANNEL, PATH, Messenger, Page
from connectors.webchat.channel import WebChatChannel
from counselling.conversations import ChatState, Message
from tests.connectors.messenger.graph_api import APP_SECRET, HER, TOKEN, VERIFY, GraphApi, Params
from tests.counselling.cast import BOOK, QUICK, SECRET, FakeAssistant, a_database

PUBLIC = "https://chat.example.org"


@dataclass
class Room:
    """A running office with its page."""

    office: Office
    api: GraphApi
    messenger: Messenger

    async def brings(self, *events: Params, **how: Any) -> int:
        """Meta calls, and everything that follows from it has happened; the status."""
        status = await self.api.bring(*events, **how)
        await self.office.turns.settle()
        await self.office.outbox.settle()
        return status

    async def writes(self, text: str, her: str = HER) -> None:
        assert await self.brings(self.api.message(text, her)) == 200

    async def taps(self, title: str) -> None:
        assert await self.brings(self.api.tap(title)) == 200

    async def reads(self, her: str = HER) -> list[Message]:
        return await self.office.reception.history(CHANNEL, self.address(her))

    async def state(self, her: str = HER) -> ChatState:
        return await self.office.reception.state(CHANNEL, self.address(her))

    def address(self, her: str = HER) -> str:
        return self.messenger.addresses.seal(her)


def line(key: str, language: str = "vi", **names: str) -> str:
    return BOOK.faq().lines.say(key, language, **names)  # type: ignore[arg-type]


@asynccontextmanager
async def a_room(
    folder: Path, api: GraphApi, assistant: FakeAssistant, *, human_agent: bool = True
) -> AsyncIterator[Room]:
    """An office with its database in ``folder``."""
    page = Page(TOKEN, APP_SECRET, VERIFY, api.url, human_agent)
    messenger = Messenger(page, SECRET)
    messenger.pace = Pace(in_a_chat=0.0, overall=0.0)
    office = build_office(
        database=a_database(folder), secret=SECRET, book=BOOK, hasher=QUICK, assistant=assistant,
        channels=[WebChatChannel, messenger.channel], public_url=PUBLIC,
    )  # fmt: skip
    await office.open()
    app = web.Application()
    messenger.start(office, app)
    async with TestServer(app) as server:
        api.callback = str(server.make_url(PATH))
        yield Room(office, api, messenger)
        await messenger.close_in()
        await office.close()
        await messenger.close_out()
