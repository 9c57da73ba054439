"""The bytes of a photo or document: asked for only when they may be kept, handed on as they come.

A file's address holds the bot's token, and httpx quotes it in what its errors say: no error of its
leaves this file, and its logs are silenced in app/log.py.
"""

from collections.abc import AsyncGenerator
from urllib.parse import quote, urlsplit, urlunsplit

import httpx
from telegram import Bot
from telegram.error import BadRequest, RetryAfter, TelegramError

from connectors.messaging.fetching import NotFetched
from connectors.telegram.delivery import seconds
from counselling.attachments.content import TooLarge

LARGEST = 20_000_000  # bytes: https://core.telegram.org/bots/api#getfile
_SILENCE = 20.0  # seconds without a byte
_AT_ONCE = 4  # connections; the reception reads three files at a time


class Files:
    """Fetches by ``bot``, which must know where files are (its ``base_file_url``)."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._client = httpx.AsyncClient(
            timeout=_SILENCE, limits=httpx.Limits(max_connections=_AT_ONCE), follow_redirects=False
        )

    async def content(self, file_id: str) -> AsyncGenerator[bytes]:
        """The file's bytes, piece by piece; raises TooLarge, NotFetched."""
        address = await self._address(file_id)
        try:
            async with self._client.stream("GET", address) as answer:
                if answer.status_code != httpx.codes.OK:
                    raise NotFetched(f"status {answer.status_code}")
                async for piece in answer.aiter_bytes():
                    yield piece
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise NotFetched(type(error).__name__) from None

    async def _address(self, file_id: str) -> str:
        try:
            file = await self._bot.get_file(file_id)
        except TelegramError as error:
            if isinstance(error, BadRequest) and "too big" in error.message.lower():
                raise TooLarge from None
            wait = seconds(error.retry_after) if isinstance(error, RetryAfter) else 0.0
            raise NotFetched(type(error).__name__, wait) from None
        if (file.file_size or 0) > LARGEST:
            raise TooLarge
        parts = urlsplit(file.file_path or "")
        return urlunsplit(parts._replace(path=quote(parts.path, safe="/:%")))

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()
