"""One platform whole: the way out, the way in, and what runs beside them."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Protocol

from aiohttp import web

from connectors.messaging.addresses import Addresses
from connectors.messaging.habits import Habits
from connectors.messaging.intake import Intake
from connectors.messaging.pace import Pace
from connectors.messaging.typing import ShowTyping
from connectors.messaging.under_way import UnderWay
from counselling.attachments.receiving import AttachmentReception
from counselling.beside import Beside
from counselling.channels import Channel
from counselling.live import Live
from counselling.reception import Reception


class Inside(Protocol):
    """What of the office a platform brings to."""

    @property
    def reception(self) -> Reception:
        """Takes what she says."""

    @property
    def attachments(self) -> AttachmentReception:
        """Takes what she sends."""

    @property
    def live(self) -> Live:
        """Tells who is writing."""


class Platform(ABC):
    """What the app opens and closes. ``name``: the channel's; ``secret``: the office's 32 bytes."""

    def __init__(self, name: str, secret: bytes, pace: Pace) -> None:
        self.name = name
        self.pace = pace
        self.secret = secret
        self.addresses = Addresses(secret, name)
        self.under_way = UnderWay()
        self._beside: list[Beside] = []

    @property
    def asks(self) -> bool:
        """Whether it is asked for news, and answers one service at a time."""
        return False

    @abstractmethod
    def channel(self, live: Live, /) -> Channel:
        """The way out."""

    @abstractmethod
    def start(self, office: Inside, app: web.Application) -> None:
        """Open the way in; ``app`` must not serve yet if there is a webhook."""

    @abstractmethod
    async def let_go(self) -> None:
        """Let go of the line."""

    def intake(self, habits: Habits, office: Inside) -> Intake:
        """The way in for what ``habits``' platform brings."""
        rooms = office.reception, office.attachments
        return Intake(self.name, habits, *rooms, self.under_way, self.addresses)

    def show_typing(
        self, live: Live, show: Callable[[str], Awaitable[object]], seconds: float = 4.0
    ) -> None:
        """Show in her chat that somebody writes, as in ShowTyping, until the way in is closed."""
        self.begin(ShowTyping(self.name, live, self.addresses, show, seconds).run())

    def begin(self, work: Coroutine[object, object, None]) -> None:
        """Let ``work`` go on beside everything until the way in is closed."""
        beside = Beside()
        beside.begin(work)
        self._beside.append(beside)

    async def close_in(self) -> None:
        """No more news; what is under way is stored to its end."""
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self.under_way.stop)
            for beside in self._beside:
                stack.push_async_callback(beside.stop)

    async def close_out(self) -> None:
        """Let go of the line, once the outbox is closed."""
        await asyncio.shield(self.let_go())
