"""A running office with one of Zalo's ways in, and women who write there."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import TestServer

from app.office import Office, build_office
from connectors.messaging.pace import Pace
from connectors.messaging.platform import Platform
from connectors.webchat.channel import WebChatChannel
from connectors.zalo_bot.zalo_bot import ZaloBot
from connectors.zalo_oa.line import Account
from connectors.zalo_oa.zalo_oa import ZaloOa
from counselling.clock import Clock, utc_now
from counselling.conversations import ChatState, Message
from tests.connectors.zalo.bot_api import TOKEN, BotApi
from tests.connectors.zalo.open_api import APP_ID, APP_SECRET, FIRST, OA_SECRET, OpenApi
from tests.counselling.cast import BOOK, QUICK, SECRET, FakeAssistant, a_database

LAN = "6ede9afa66b88fe6d6a9"
PUBLIC = "https://chat.example.org"


@dataclass
class Room:
    """The office, open."""

    office: Office
    platform: Platform
    folder: Path

    async def settle(self) -> None:
        """Until everything that was brought is taken in and answered."""
        await self.until(lambda: not any(self.folder.rglob("*.laid")))
        await self.office.turns.settle()
        await self.office.outbox.settle()

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until it is so; fails after ten seconds."""
        async with asyncio.timeout(10):
            while not true():  # noqa: ASYNC110  # another server or task changes it
                await asyncio.sleep(0.01)

    def address(self, chat: str = LAN) -> str:
        return self.platform.addresses.seal(chat)

    async def reads(self, chat: str = LAN) -> list[Message]:
        """Her conversation in the store."""
        return await self.office.reception.history(self.platform.name, self.address(chat))

    async def hers(self, chat: str = LAN) -> list[str]:
        """What of it she wrote."""
        return [message.text for message in await self.reads(chat) if message.sender == "woman"]

    async def state(self, chat: str = LAN) -> ChatState:
        return await self.office.reception.state(self.platform.name, self.address(chat))


def account_at(api: OpenApi, first: str = FIRST) -> Account:
    return Account(APP_ID, APP_SECRET, OA_SECRET, first, api.url, api.url, 168)


def line(key: str, channel: str = "zalo_bot") -> str:
    """A line of the office's, as this channel says it."""
    return BOOK.faq().lines.say_on(channel, key, "vi")


@asynccontextmanager
async def a_room(
    folder: Path,
    platform: Platform,
    assistant: FakeAssistant | None = None,
    *,
    now: Clock = utc_now,
) -> AsyncIterator[tuple[Room, str]]:
    """The office with its database in ``folder``, and the address of its server."""
    platform.pace = Pace(in_a_chat=0.0, overall=0.0)
    app = web.Application()
    async with AsyncExitStack() as stack:
        office = build_office(
            database=a_database(folder),
            secret=SECRET,
            book=BOOK,
            hasher=QUICK,
            assistant=assistant or FakeAssistant(),
            channels=[WebChatChannel, platform.channel],
            public_url=PUBLIC,
            now=now,
        )
        stack.push_async_callback(platform.close_out)
        stack.push_async_callback(office.close)
        await office.open()
        platform.start(office, app)
        stack.push_async_callback(platform.close_in)
        server = await stack.enter_async_context(TestServer(app))
        yield Room(office, platform, folder), str(server.make_url("/")).rstrip("/")


@asynccontextmanager
async def a_bot(
    folder: Path, api: BotApi, assistant: FakeAssistant | None = None, *, polling: bool = False
) -> AsyncIterator[Room]:
    """An office with a bot whose webhook is set, or that asks."""
    tray = folder / "zalo_bot" / "tray"
    bot = ZaloBot(TOKEN, api.url, SECRET, tray, "" if polling else PUBLIC)
    async with a_room(folder, bot, assistant) as (room, serves):
        api.serves = serves
        async with asyncio.timeout(10):
            while not (polling or api.webhook):  # noqa: ASYNC110  # another server
                await asyncio.sleep(0.01)
        yield room


@asynccontextmanager
async def an_account(
    folder: Path,
    api: OpenApi,
    assistant: FakeAssistant | None = None,
    *,
    now: Clock = utc_now,
    changed: Callable[[Account], Account] = lambda account: account,
) -> AsyncIterator[Room]:
    """An office with an Official Account."""
    told: list[str] = []
    account = changed(account_at(api))
    oa = ZaloOa(account, SECRET, folder / "zalo_oa", told.append)
    async with a_room(folder, oa, assistant, now=now) as (room, serves):
        api.hook = serves + told[0]
        yield room
