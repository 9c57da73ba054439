"""A platform that carries texts and nothing else: no buttons, no pop-ups, nothing deleted."""

from collections.abc import AsyncGenerator, Sequence
from typing import Protocol

import structlog

from connectors.messaging.addresses import Addresses
from connectors.messaging.arrivals import Arrival, Tapped
from connectors.messaging.calls import Calls
from connectors.messaging.pace import Pace
from connectors.messaging.sending import PartByPart
from connectors.messaging.splitting import split
from counselling.channels import DeliveryError
from counselling.conversations import Message
from counselling.limits import Limits

log = structlog.get_logger(__name__)


class PlainLine(Protocol):
    """The line to such a platform."""

    calls: Calls

    async def send(self, chat: str, text: str) -> str:
        """Send a text; what it is called there. Raises DeliveryError."""
        ...


class PlainChannel(PartByPart):
    """Sends texts; the outbox puts numbered choices below them where ``limits`` say so."""

    def __init__(
        self, name: str, line: PlainLine, pace: Pace, addresses: Addresses, limits: Limits
    ) -> None:
        super().__init__(name, pace, addresses)
        self._line = line
        self.limits = limits

    def parts(self, message: Message) -> Sequence[str]:
        """The text, cut where it must be."""
        longest = self.limits.longest
        return split(message.text, longest) if longest else [message.text]

    async def send_part(self, chat: str, message: Message, text: str, *, last: bool) -> str:
        """Send one part; its name. Raises DeliveryError."""
        return await self._line.send(chat, text)


class PlainHabits:
    """What such a platform can do besides: give the bytes at an address it told."""

    def __init__(self, line: PlainLine) -> None:
        self._line = line

    def content(self, file: str) -> AsyncGenerator[bytes]:
        """A picture's or file's bytes; raises NotFetched."""
        return self._line.calls.content(file)

    async def tell(self, chat: str, notice: str) -> None:
        """A message that is kept nowhere here."""
        try:
            await self._line.send(chat, notice)
        except DeliveryError as error:
            log.info("notice not told", error=type(error).__name__)

    async def answer_tap(self, tapped: Tapped, notice: str | None) -> None:
        """Nothing waits for it to be answered."""
        if notice:
            await self.tell(tapped.chat, notice)

    async def take_apart(self, arrival: Arrival) -> None:
        """There is nothing else."""
