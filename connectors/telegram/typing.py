"""Somebody is writing: shown in the chat for as long as that goes on."""

import asyncio

import structlog
from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

from connectors.telegram.addresses import Addresses
from connectors.telegram.channel import CHANNEL
from counselling.live import Live, TypingIn, channel_topic
from counselling.store.recent import Recent

log = structlog.get_logger(__name__)
# Telegram shows it for five seconds: https://core.telegram.org/bots/api#sendchataction
_SHOWN_FOR = 4.0


class ShowTyping:
    """Passes on what the desk tells, and the assistant when an answer takes long."""

    def __init__(self, bot: Bot, live: Live, addresses: Addresses) -> None:
        self._bot = bot
        self._live = live
        self._addresses = addresses
        self._shown: Recent[bool] = Recent(1000, _SHOWN_FOR)

    async def run(self) -> None:
        """Until cancelled."""
        with self._live.subscribe(channel_topic(CHANNEL)) as events:
            while True:
                event = await events.get()
                if isinstance(event, TypingIn) and not self._shown.get(event.address):
                    self._shown.put(event.address, value=True)
                    await self._show(event.address)

    async def _show(self, address: str) -> None:
        try:
            async with asyncio.timeout(_SHOWN_FOR):
                await self._bot.send_chat_action(self._addresses.open(address), ChatAction.TYPING)
        except (TelegramError, TimeoutError) as error:
            log.info("telegram typing not shown", error=type(error).__name__)
