"""The line to the Bot API: one bot. Its libraries' logs are silenced in app/log.py."""

from telegram import Bot
from telegram.request import HTTPXRequest

from connectors.telegram.readable import NewsRequest

POLL_SECONDS = 25  # how long Telegram holds a request for news open
_ANSWER_WITHIN = 10.0  # seconds
_AT_ONCE = 32  # connections; 30 messages a second are allowed


class Line:
    """A bot ready to call. ``api_url``: such as ``https://api.telegram.org``."""

    def __init__(self, token: str, api_url: str) -> None:
        self._calls = HTTPXRequest(
            connection_pool_size=_AT_ONCE, read_timeout=_ANSWER_WITHIN, pool_timeout=60
        )
        self._news = NewsRequest(connection_pool_size=1, read_timeout=POLL_SECONDS + _ANSWER_WITHIN)
        # Never bot.initialize(): it asks getMe, and a net that is down must not stop the service.
        self.bot = Bot(
            token,
            base_url=f"{api_url}/bot",
            base_file_url=f"{api_url}/file/bot",
            request=self._calls,
            get_updates_request=self._news,
        )

    async def close(self) -> None:
        """Let go of the connections."""
        await self._calls.shutdown()
        await self._news.shutdown()
