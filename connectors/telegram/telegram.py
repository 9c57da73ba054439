"""Telegram as one whole: the way out, the way in, and what runs beside them."""

import asyncio
from contextlib import AsyncExitStack

from aiohttp import web

from connectors.telegram.addresses import Addresses
from connectors.telegram.channel import TelegramChannel
from connectors.telegram.files import Files
from connectors.telegram.intake import Intake
from connectors.telegram.line import Line
from connectors.telegram.menu import offer_commands, until_done
from connectors.telegram.pace import Pace
from connectors.telegram.polling import Polling
from connectors.telegram.typing import ShowTyping
from connectors.telegram.under_way import UnderWay
from connectors.telegram.webhook import LARGEST, Webhook
from counselling.attachments.receiving import AttachmentReception
from counselling.beside import Beside
from counselling.live import Live
from counselling.reception import Reception

__all__ = ["LARGEST", "Telegram"]


class Telegram:
    """The office's bot. ``webhook_at``: our public address; empty: Telegram is asked for news."""

    def __init__(self, token: str, api_url: str, secret: bytes, webhook_at: str = "") -> None:
        self._line = Line(token, api_url)
        self._files = Files(self._line.bot)
        self._under_way = UnderWay()
        self._secret = secret
        self._webhook_at = webhook_at
        self._addresses = Addresses(secret)
        self._beside = [Beside(), Beside(), Beside()]
        self.pace = Pace()

    def channel(self, _live: Live) -> TelegramChannel:
        """The way out."""
        return TelegramChannel(self._line.bot, self.pace, self._addresses)

    @property
    def asks(self) -> bool:
        """Whether it asks Telegram for news, which answers one at a time."""
        return not self._webhook_at

    def start(
        self,
        reception: Reception,
        attachments: AttachmentReception,
        live: Live,
        app: web.Application,
    ) -> None:
        """Open the way in; ``app`` must not serve yet if there is a webhook."""
        bot = self._line.bot
        intake = Intake(bot, reception, attachments, self._files, self._under_way, self._addresses)
        menu, typing, news = self._beside
        menu.begin(until_done("menu of commands", lambda: offer_commands(bot, reception)))
        typing.begin(ShowTyping(bot, live, self._addresses).run())
        if self._webhook_at:
            webhook = Webhook(bot, intake, self._secret)
            app.router.add_post(webhook.path, webhook.receive)
            news.begin(until_done("webhook", lambda: webhook.announce(self._webhook_at)))
        else:
            news.begin(Polling(bot, intake).run())

    async def close_in(self) -> None:
        """No more news; what is under way is stored to its end."""
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self._under_way.stop)
            for beside in self._beside:
                stack.push_async_callback(beside.stop)

    async def close_out(self) -> None:
        """Let go of the line, once the outbox is closed."""
        await asyncio.shield(self._line.close())
        await asyncio.shield(self._files.close())
