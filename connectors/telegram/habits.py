"""What only Telegram can do: pop-ups at taps, groups, a chat's own number."""

from collections.abc import AsyncGenerator

import structlog
from telegram import Bot
from telegram.error import TelegramError

from connectors.messaging.arrivals import Arrival, Tapped
from connectors.telegram.files import Files
from connectors.telegram.updates import AskedNumber, Crowd

log = structlog.get_logger(__name__)


class TelegramHabits:
    """Does them through ``bot``."""

    def __init__(self, bot: Bot, files: Files) -> None:
        self._bot = bot
        self._files = files

    def content(self, file: str) -> AsyncGenerator[bytes]:
        """A file's bytes, piece by piece; raises TooLarge, NotFetched."""
        return self._files.content(file)

    async def tell(self, chat: str, notice: str) -> None:
        """A message that is kept nowhere here."""
        try:
            await self._bot.send_message(int(chat), notice)
        except TelegramError as error:
            log.info("telegram notice not told", error=type(error).__name__)

    async def answer_tap(self, tapped: Tapped, notice: str | None) -> None:
        """End the waiting on her screen, with a pop-up if there is something to say."""
        try:
            await self._bot.answer_callback_query(tapped.id, text=notice, show_alert=bool(notice))
        except TelegramError as error:  # her screen stops waiting by itself after a while
            log.info("telegram tap not answered", error=type(error).__name__)

    async def take_apart(self, arrival: Arrival) -> None:
        """A group is left; who asks for her chat's number gets it (what duty.yml needs)."""
        if isinstance(arrival, AskedNumber):
            await self.tell(arrival.chat, arrival.chat)
        elif isinstance(arrival, Crowd) and not arrival.gone:
            try:
                await self._bot.leave_chat(int(arrival.chat))
            except TelegramError as error:
                log.info("telegram group not left", error=type(error).__name__)
