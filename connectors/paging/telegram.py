"""Pages by Telegram, through python-telegram-bot.

Its errors name the token in places and httpx logs every address, which holds the token: so nothing
of either reaches our log (app/log.py), only the reasons below.
What each refusal means: https://core.telegram.org/bots/api#making-requests
"""

import os
from datetime import timedelta

from telegram import Bot, LinkPreviewOptions
from telegram.error import (
    BadRequest,
    ChatMigrated,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)
from telegram.request import HTTPXRequest

from counselling.duty.page import Why
from counselling.duty.ways import NotPaged
from counselling.duty.words import PageText

# The library's own switch to the type of its next version; without it each 429 makes a warning.
os.environ.setdefault("PTB_TIMEDELTA", "true")

PATIENCE = 15.0  # seconds for each of connecting, writing and reading
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)  # Telegram would open the desk's address


class TelegramWay:
    """Sends as the bot with ``token``. ``api_url``: such as ``https://api.telegram.org``."""

    def __init__(self, token: str, api_url: str) -> None:
        self._request = HTTPXRequest(
            connect_timeout=PATIENCE, read_timeout=PATIENCE, write_timeout=PATIENCE
        )
        self._bot = Bot(token, base_url=f"{api_url}/bot", request=self._request)

    async def send(self, address: str, text: PageText) -> None:
        """Write to the chat with the number ``address``; raises NotPaged."""
        try:
            await self._bot.send_message(int(address), text.body, link_preview_options=_NO_PREVIEW)
        except TelegramError as error:
            raise _refusal(error) from None  # its words may hold the token

    async def close(self) -> None:
        """Let go of the connections."""
        await self._request.shutdown()


def _refusal(error: TelegramError) -> NotPaged:
    match error:
        case RetryAfter():
            return NotPaged(Why.NO_REPLY, retry_after=_seconds(error))
        case Forbidden():
            return NotPaged(Why.BLOCKED, permanent=True)
        case BadRequest() | ChatMigrated():  # "chat not found", "group ... upgraded"
            return NotPaged(Why.NO_CHAT, permanent=True)
        case InvalidToken() | EndPointNotFound():
            return NotPaged(Why.BAD_TOKEN, permanent=True)
    return NotPaged(Why.NO_REPLY)


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else wait
