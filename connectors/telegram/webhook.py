"""Being told by Telegram, for an office with a public address.

Source: https://core.telegram.org/bots/api#setwebhook
"""

import json
from collections.abc import Sequence

from aiohttp import web
from telegram import Bot

from connectors.messaging.arrivals import Delivery
from connectors.messaging.intake import Intake
from connectors.messaging.webhook import Webhook, same
from connectors.telegram.readable import read
from connectors.telegram.updates import ALLOWED, delivery

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # a header's name
_MOST_AT_ONCE = 20


class TelegramWebhook(Webhook):
    """One address that only Telegram knows, and a secret that only Telegram sends."""

    def __init__(self, bot: Bot, intake: Intake, secret: bytes) -> None:
        super().__init__(intake, secret)
        self._bot = bot

    async def announce(self, public_url: str) -> None:
        """Tell Telegram where to bring updates; raises TelegramError."""
        await self._bot.set_webhook(
            public_url + self.path,
            secret_token=self.derived("secret"),
            allowed_updates=ALLOWED,
            max_connections=_MOST_AT_ONCE,
        )

    def is_theirs(self, request: web.Request, _body: bytes) -> bool:
        """Whether the secret comes with it."""
        return same(request.headers.get(SECRET_HEADER, ""), self.derived("secret"))

    def read(self, body: bytes) -> Sequence[Delivery]:
        """The update; none for what would come again for ever."""
        try:
            update = read(json.loads(body))
        except (ValueError, RecursionError):  # no JSON
            return ()
        return (delivery(update),) if update else ()
