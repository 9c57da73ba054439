"""The way out: what the outbox hands over is sent at the platform's pace, part after part."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import Coroutine, Sequence

import structlog

from connectors.messaging.addresses import Addresses
from connectors.messaging.pace import Pace
from counselling.channels import DeliveryError, Outbound
from counselling.conversations import Message

log = structlog.get_logger(__name__)
LAST_WAIT = 3.0  # seconds that a stop waits for what is on the line


class ChatGone(DeliveryError):
    """She blocked us or her account is no more: nothing can be delivered to this chat."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, gone=True)


class OutcomeUnknown(DeliveryError):
    """The line broke after the message was handed over: it may have arrived."""


class PartByPart(ABC):
    """Sends a message in as many parts as the platform needs, each noted once it is taken."""

    pushes = True

    def __init__(self, name: str, pace: Pace, addresses: Addresses) -> None:
        self.name = name
        self._pace = pace
        self._addresses = addresses

    @abstractmethod
    def parts(self, message: Message) -> Sequence[str]:
        """The message as the texts that go out one after the other."""

    @abstractmethod
    async def send_part(self, chat: str, message: Message, text: str, *, last: bool) -> str:
        """Send one part; what the platform calls it. Raises DeliveryError.

        The buttons belong under the ``last``, the end of what she reads.
        """

    async def send(self, outbound: Outbound) -> None:
        """Send what of the message has not gone out yet; raises DeliveryError, Overtaken."""
        texts = self.parts(outbound.message)
        for number, text in enumerate(texts):
            if number < outbound.parts_sent:
                continue
            await self._pace.turn(outbound.address, outbound.urgency)
            await outbound.look_again()
            await _to_its_end(self._send_and_note(outbound, text, last=number == len(texts) - 1))

    def failed(self, error: DeliveryError) -> DeliveryError:
        """Heed the pause that a refused call asks for; the same error."""
        if error.retry_after:
            self._pace.rest(error.retry_after)
        return error

    async def _send_and_note(self, outbound: Outbound, text: str, *, last: bool) -> None:
        chat, message = self._addresses.open(outbound.address), outbound.message
        try:
            name = await self.send_part(chat, message, text, last=last)
        except DeliveryError as error:
            if isinstance(error, OutcomeUnknown):
                log.warning("send with unknown outcome", channel=self.name, seq=message.seq)
            raise self.failed(error) from None
        await outbound.part_sent(name)


async def _to_its_end(sending: Coroutine[object, object, None]) -> None:
    """A stop that comes in between waits a little: what was sent and not noted is sent again."""
    task = asyncio.ensure_future(sending)
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task], timeout=LAST_WAIT)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        raise
