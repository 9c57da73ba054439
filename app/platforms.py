"""The messaging platforms women can write on, as the settings want them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial

from aiohttp import web

from app.messenger import messenger
from app.office import Office
from app.settings import Settings
from app.telegram import telegram
from app.zalo import zalo_bot, zalo_oa
from connectors.messaging.platform import Platform
from connectors.webchat.channel import WebChatChannel
from counselling.beside import Beside
from counselling.channels import Channel
from counselling.live import Live
from counselling.together.only_here import only_here
from counselling.together.together import Alone

Say = Callable[[str], None]
PLATFORMS: Sequence[Callable[[Settings, bytes, Say], Platform | None]] = (
    telegram,
    messenger,
    zalo_bot,
    zalo_oa,
)
"""Each gives its platform, or None and one line that says so where women cannot write to it."""


@asynccontextmanager
async def platform_lines(
    settings: Settings, secret: bytes, say: Say
) -> AsyncIterator[Sequence[Platform]]:
    """The platforms that are set up; their lines are let go of at the end."""
    async with AsyncExitStack() as stack:
        made = (make(settings, secret, say) for make in PLATFORMS)
        platforms = [platform for platform in made if platform]
        for platform in platforms:
            stack.push_async_callback(platform.close_out)
        yield platforms


def ways_to_her(platforms: Sequence[Platform]) -> Sequence[Callable[[Live], Channel]]:
    """What the outbox sends by."""
    return [WebChatChannel, *(platform.channel for platform in platforms)]


@asynccontextmanager
async def platform_news(
    platforms: Sequence[Platform], office: Office, app: web.Application
) -> AsyncIterator[None]:
    """The ways in, while the context is open; ``app`` must not serve yet."""
    async with AsyncExitStack() as stack:
        for platform in platforms:
            if platform.asks and not isinstance(office.together, Alone):
                beside = Beside()
                asking = partial(_ask, platform, office, app)
                beside.begin(only_here(office.together, platform.name, asking))
                stack.push_async_callback(beside.stop)
                continue
            platform.start(office, app)
            stack.push_async_callback(platform.close_in)
        yield


async def _ask(platform: Platform, office: Office, app: web.Application) -> None:
    """Until cancelled: a platform that is asked for news answers one service at a time."""
    platform.start(office, app)
    try:
        await asyncio.Event().wait()
    finally:
        await platform.close_in()
