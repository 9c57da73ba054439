"""Telegram as the settings want it. Its library is loaded only where a token is set."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING

from aiohttp import web

from app.office import Office
from app.settings import Settings
from connectors.webchat.channel import WebChatChannel
from counselling.beside import Beside
from counselling.channels import Channel
from counselling.live import Live
from counselling.together.only_here import only_here
from counselling.together.together import Alone

if TYPE_CHECKING:
    from connectors.telegram.telegram import Telegram


@asynccontextmanager
async def telegram_line(
    settings: Settings, secret: bytes, say: Callable[[str], None]
) -> AsyncIterator[Telegram | None]:
    """The office's bot; None, and one line that says so, where women cannot write to it."""
    token = settings.telegram_token.get_secret_value()
    if not token:
        say("Telegram is not set up (OSSO_TELEGRAM_TOKEN); women write in the web chat.")
        yield None
        return
    if settings.telegram_mode == "off":
        say(
            "Telegram only calls counsellors (OSSO_TELEGRAM_MODE=off); women write in the web chat."
        )
        yield None
        return
    from connectors.telegram.telegram import Telegram  # noqa: PLC0415  # 20 MB, 0.5 s

    webhook_at = settings.public_url if settings.telegram_mode == "webhook" else ""
    telegram = Telegram(token, settings.telegram_api_url, secret, webhook_at)
    try:
        yield telegram
    finally:
        await telegram.close_out()


def ways_to_her(telegram: Telegram | None) -> Sequence[Callable[[Live], Channel]]:
    """What the outbox sends by."""
    return [WebChatChannel, telegram.channel] if telegram else [WebChatChannel]


@asynccontextmanager
async def telegram_news(
    telegram: Telegram | None, office: Office, app: web.Application
) -> AsyncIterator[None]:
    """The way in, while the context is open; ``app`` must not serve yet."""
    if telegram is None:
        yield
        return
    if telegram.asks and not isinstance(office.together, Alone):
        beside = Beside()
        beside.begin(only_here(office.together, "telegram", partial(_ask, telegram, office, app)))
        try:
            yield
        finally:
            await beside.stop()
        return
    telegram.start(office.reception, office.attachments, office.live, app)
    try:
        yield
    finally:
        await telegram.close_in()


async def _ask(telegram: Telegram, office: Office, app: web.Application) -> None:
    """Until cancelled: Telegram answers one service at a time."""
    telegram.start(office.reception, office.attachments, office.live, app)
    try:
        await asyncio.Event().wait()
    finally:
        await telegram.close_in()
