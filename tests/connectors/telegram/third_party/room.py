"""The office's bot at telegram-test-api, in either mode, closed and opened again."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web
from aiohttp.test_utils import TestServer

from app.office import Office, build_office
from connectors.messaging.pace import Pace
from connectors.telegram.channel import CHANNEL
from connectors.telegram.telegram import Telegram
from connectors.webchat.channel import WebChatChannel
from counselling.conversations import Message
from tests.connectors.telegram.room import LAN, address_of
from tests.connectors.telegram.third_party.gaps import Gaps
from tests.connectors.telegram.third_party.phone import Phone
from tests.counselling.cast import BOOK, QUICK, SECRET, FakeAssistant, a_database


@dataclass
class OpenOffice:
    """An office with its bot, and one woman's phone."""

    office: Office
    api: Gaps
    phone: Phone

    async def settle(self) -> None:
        """Until every update is confirmed and everything is said."""
        await until(self.api.is_quiet)
        await self.office.turns.settle()
        await self.office.outbox.settle()

    async def she_writes(self, text: str) -> None:
        await self.phone.writes(text)
        await self.settle()

    async def she_taps(self, label: str) -> None:
        await self.phone.taps(label)
        await self.settle()

    async def stored(self) -> list[Message]:
        """Her conversation in the store."""
        return await self.office.reception.history(CHANNEL, address_of(LAN))

    async def ticket(self) -> str:
        """Her ticket's code."""
        code = (await self.office.reception.state(CHANNEL, address_of(LAN))).ticket
        assert code
        return code

    async def hers(self) -> list[str]:
        """What of it she wrote."""
        return [message.text for message in await self.stored() if message.sender == "woman"]


@dataclass
class House:
    """Where the office lives: the same folder and the same address each time it opens."""

    folder: Path
    api: Gaps
    mode: str

    def __post_init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]

    @asynccontextmanager
    async def open(self) -> AsyncIterator[OpenOffice]:
        webhook_at = f"http://127.0.0.1:{self._port}" if self.mode == "webhook" else ""
        telegram = Telegram(self.api.token, self.api.url, SECRET, webhook_at)
        telegram.pace = Pace(in_a_chat=0.0, overall=0.0)
        office = build_office(
            database=a_database(self.folder),
            secret=SECRET,
            book=BOOK,
            hasher=QUICK,
            assistant=FakeAssistant(),
            channels=[WebChatChannel, telegram.channel],
        )
        async with AsyncExitStack() as ends:
            ends.push_async_callback(telegram.close_out)
            await office.open()
            ends.push_async_callback(office.close)
            app = web.Application()
            telegram.start(office, app)
            ends.push_async_callback(telegram.close_in)
            await ends.enter_async_context(TestServer(app, port=self._port))
            await until(lambda: self.mode == "polling" or bool(self.api.hook))
            yield OpenOffice(office, self.api, Phone(self.api))


async def until(so: Callable[[], bool]) -> None:
    """Wait until it is so; fails after ten seconds."""
    async with asyncio.timeout(10):
        while not so():  # noqa: ASYNC110  # it is another server that changes
            await asyncio.sleep(0.01)
