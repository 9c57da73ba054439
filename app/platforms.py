"""The messaging platforms women can write on, as the settings want them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from aiohttp import web

from app.messenger import messenger
from app.office import Office
from app.settings import Settings
from app.telegram import telegram
from app.zalo import zalo_bot, zalo_oa
from connectors.messaging.platform import Platform
from connectors.webchat.channel import WebChatChannel
from counselling.channels import Channel
from counselling.live import Live

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
            platform.start(office.reception, office.attachments, office.live, app)
            stack.push_async_callback(platform.close_in)
        yield
