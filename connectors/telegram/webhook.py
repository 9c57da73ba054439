"""Being told by Telegram, for an office with a public address.

Source: https://core.telegram.org/bots/api#setwebhook
"""

import hmac
import json

from aiohttp import web
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from telegram import Bot, Update

from connectors.telegram.intake import Intake
from connectors.telegram.readable import read
from connectors.telegram.updates import ALLOWED

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # a header's name
LARGEST = 256 * 1024  # bytes of an update; the longest text is 16 kB
_MOST_AT_ONCE = 20


class Webhook:
    """One address that only Telegram knows, and a secret that only Telegram sends.

    Both are made from the office's secret key, so that they stay the same over restarts; the
    bot's token is in neither.
    """

    def __init__(self, bot: Bot, intake: Intake, secret: bytes) -> None:
        self._bot = bot
        self._intake = intake
        self._secret = _derive(secret, b"osso telegram webhook secret 1")
        self.path = f"/telegram/{_derive(secret, b'osso telegram webhook path 1')}"

    async def announce(self, public_url: str) -> None:
        """Tell Telegram where to bring updates; raises TelegramError."""
        await self._bot.set_webhook(
            public_url + self.path,
            secret_token=self._secret,
            allowed_updates=ALLOWED,
            max_connections=_MOST_AT_ONCE,
        )

    async def receive(self, request: web.Request) -> web.Response:
        """Take one update; 200 only once it is stored, so that Telegram brings it again else."""
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "replace")
        if not hmac.compare_digest(given, self._secret.encode()):
            return web.Response(status=404)
        body = bytearray()
        async for chunk in request.content.iter_any():
            body += chunk
            if len(body) > LARGEST:
                return web.Response(status=413)
        update = _read(bytes(body))
        if update is None:
            return web.Response()  # it would come again for ever
        taken = await self._intake.take_to_the_end(update)
        return web.Response(status=200 if taken else 503)


def _read(body: bytes) -> Update | None:
    try:
        return read(json.loads(body))
    except (ValueError, RecursionError):  # no JSON
        return None


def _derive(secret: bytes, label: bytes) -> str:
    return HKDF(hashes.SHA256(), 24, None, label).derive(secret).hex()
