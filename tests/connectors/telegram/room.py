"""The office's bot in a running office, and women who write to it."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from app.office import Office, build_office
from connectors.messaging.addresses import Addresses
from connectors.messaging.intake import Intake
from connectors.messaging.pace import Pace
from connectors.messaging.under_way import UnderWay
from connectors.telegram.channel import CHANNEL
from connectors.telegram.files import Files
from connectors.telegram.habits import TelegramHabits
from connectors.telegram.line import Line
from connectors.telegram.telegram import Telegram
from connectors.webchat.channel import WebChatChannel
from counselling.conversations import ChatState, Message
from tests.connectors.telegram.bot_api import TOKEN, BotApi
from tests.connectors.telegram.calls import Sent
from tests.connectors.telegram.refusals import Params
from tests.counselling.cast import BOOK, QUICK, SECRET, FakeAssistant, a_database

LAN = 501
PUBLIC = "https://chat.example.org"


@dataclass
class Room:
    """A running office with its bot."""

    office: Office
    api: BotApi
    telegram: Telegram

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait until it is so; fails after ten seconds."""
        async with asyncio.timeout(10):
            while not true():  # noqa: ASYNC110  # it is another server that changes
                await asyncio.sleep(0.01)

    async def settle(self) -> None:
        """Until every update is confirmed and everything is said."""
        await self.until(self.api.is_empty)
        await self.office.turns.settle()
        await self.office.outbox.settle()

    async def writes(self, text: str, chat: int = LAN, **fields: object) -> Params:
        """She writes, and everything that follows from it has happened."""
        update = self.api.write(chat, text, **fields)  # type: ignore[arg-type]
        await self.settle()
        return update

    async def taps(self, label: str, chat: int = LAN) -> None:
        """She taps the last button with this label."""
        sent = [m for m in self.api.sent if m.chat == chat and label in m.labels]
        self.api.tap(chat, sent[-1].button(label))
        await self.settle()

    async def takes_a_code(self) -> str:
        """The return code she is shown in passing."""
        await self.writes("cho em mã quay lại")
        await self.taps(line("choice_code"))
        found = re.search(r"\+83 [\d ]+\d", self.popups()[-1])
        assert found
        return found[0]

    async def reads(self, chat: int = LAN) -> list[Message]:
        """Her conversation in the store."""
        return await self.office.reception.history(CHANNEL, address_of(chat))

    async def state(self, chat: int = LAN) -> ChatState:
        return await self.office.reception.state(CHANNEL, address_of(chat))

    def popups(self) -> list[str]:
        """What was shown in passing, at taps."""
        calls = self.api.of("answerCallbackQuery")
        return [params["text"] for params in calls if params.get("text")]

    def last(self, chat: int = LAN) -> Sent:
        """What she reads last."""
        return [sent for sent in self.api.sent if sent.chat == chat][-1]


def address_of(chat: int) -> str:
    return Addresses(SECRET, CHANNEL).seal(str(chat))


@asynccontextmanager
async def an_intake(office: Office, line: Line) -> AsyncIterator[Intake]:
    """A way in without anything around it."""
    files, under_way = Files(line.bot), UnderWay()
    habits, addresses = TelegramHabits(line.bot, files), Addresses(SECRET, CHANNEL)
    yield Intake(CHANNEL, habits, office.reception, office.attachments, under_way, addresses)
    await under_way.stop()
    await files.close()


def line(key: str, language: str = "vi", **names: str) -> str:
    """A line of the office's."""
    return BOOK.faq().lines.say(key, language, **names)  # type: ignore[arg-type]


@asynccontextmanager
async def a_room(
    folder: Path,
    api: BotApi,
    assistant: FakeAssistant | None = None,
    *,
    in_a_chat: float = 0.0,
) -> AsyncIterator[Room]:
    """An office with its database in ``folder``; ``in_a_chat``: seconds between two messages."""
    telegram = Telegram(TOKEN, api.base_url, SECRET)
    telegram.pace = Pace(in_a_chat=in_a_chat, overall=0.0)
    office = build_office(
        database=a_database(folder),
        secret=SECRET,
        book=BOOK,
        hasher=QUICK,
        assistant=assistant or FakeAssistant(),
        channels=[WebChatChannel, telegram.channel],
        public_url=PUBLIC,
    )
    await office.open()
    telegram.start(office, web.Application())
    try:
        yield Room(office, api, telegram)
    finally:
        await telegram.close_in()
        await office.close()
        await telegram.close_out()
