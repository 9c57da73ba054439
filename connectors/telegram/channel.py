"""The way out: what the outbox hands over is sent at Telegram's pace, part after part."""

import asyncio
from collections.abc import Coroutine, Sequence

import structlog
from telegram import Bot, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from connectors.telegram.addresses import Addresses
from connectors.telegram.delivery import OutcomeUnknown, delivery_error
from connectors.telegram.formatting import parts_as_html
from connectors.telegram.keyboards import keyboard
from connectors.telegram.pace import Pace
from connectors.telegram.splitting import split
from counselling.channels import DeliveryError, Outbound
from counselling.conversations import Message

CHANNEL = "telegram"
log = structlog.get_logger(__name__)
LAST_WAIT = 3.0  # seconds that a stop waits for what is on the line
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class TelegramChannel:
    """Sends and deletes messages through ``bot``."""

    name = CHANNEL
    pushes = True

    def __init__(self, bot: Bot, pace: Pace, addresses: Addresses) -> None:
        self._bot = bot
        self._pace = pace
        self._addresses = addresses

    async def send(self, outbound: Outbound) -> None:
        """Send what of the message has not gone out yet; raises DeliveryError, Overtaken."""
        message = outbound.message
        texts = parts_as_html(message, split(message.text))
        for number, text in enumerate(texts):
            if number < outbound.parts_sent:
                continue
            await self._pace.turn(outbound.address, outbound.urgency)
            await outbound.look_again()
            await _to_its_end(self._send_and_note(outbound, text, last=number == len(texts) - 1))

    async def clear(self, address: str, outside_ids: Sequence[str]) -> None:
        """Delete messages of both sides, 100 at most; raises DeliveryError.

        Telegram skips those that are gone already, but one that may no longer be deleted spoils the
        call for all: then each goes alone. https://core.telegram.org/bots/api#deletemessages
        """
        try:
            await self._delete(self._addresses.open(address), [int(name) for name in outside_ids])
        except TelegramError as error:
            raise self._failed(error) from None

    async def _delete(self, chat: int, numbers: list[int]) -> None:
        try:
            await self._bot.delete_messages(chat, numbers)
        except BadRequest:
            if len(numbers) == 1:
                log.info("telegram message not deleted")
                return
            for number in numbers:
                await self._delete(chat, [number])

    async def _send_and_note(self, outbound: Outbound, text: str, *, last: bool) -> None:
        name = await self._send_part(outbound.address, outbound.message, text, last=last)
        await outbound.part_sent(name)

    async def _send_part(self, address: str, message: Message, text: str, *, last: bool) -> str:
        try:
            sent = await self._bot.send_message(
                self._addresses.open(address),
                text,
                parse_mode=ParseMode.HTML,
                link_preview_options=_NO_PREVIEW,
                # The buttons belong under the end of what she reads.
                reply_markup=keyboard(message) if last else None,
            )
        except TelegramError as error:
            failed = self._failed(error)
            if isinstance(failed, OutcomeUnknown):
                log.warning("telegram send with unknown outcome", seq=message.seq)
            raise failed from None  # its words may hold the token
        return str(sent.message_id)

    def _failed(self, error: TelegramError) -> DeliveryError:
        failed = delivery_error(error)
        if failed.retry_after:
            self._pace.rest(failed.retry_after)
        return failed


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
