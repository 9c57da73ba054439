"""Somebody is writing: shown in the chat for as long as that goes on."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from connectors.messaging.addresses import Addresses
from counselling.channels import DeliveryError
from counselling.live import Live, TypingIn, channel_topic
from counselling.store.recent import Recent

log = structlog.get_logger(__name__)


class ShowTyping:
    """Passes on what the desk tells, and the assistant when an answer takes long.

    ``show`` shows it in the chat of that name, and raises DeliveryError; ``seconds``: how soon it
    must be shown again.
    """

    def __init__(
        self,
        channel: str,
        live: Live,
        addresses: Addresses,
        show: Callable[[str], Awaitable[object]],
        seconds: float = 4.0,
    ) -> None:
        self._channel = channel
        self._live = live
        self._addresses = addresses
        self._show = show
        self._seconds = seconds
        self._shown: Recent[bool] = Recent(1000, seconds)

    async def run(self) -> None:
        """Until cancelled."""
        with self._live.subscribe(channel_topic(self._channel)) as events:
            while True:
                event = await events.get()
                if isinstance(event, TypingIn) and not self._shown.get(event.address):
                    self._shown.put(event.address, value=True)
                    await self._show_in(self._addresses.open(event.address))

    async def _show_in(self, chat: str) -> None:
        try:
            async with asyncio.timeout(self._seconds):
                await self._show(chat)
        except (DeliveryError, TimeoutError) as error:
            log.info("typing not shown", channel=self._channel, error=type(error).__name__)
