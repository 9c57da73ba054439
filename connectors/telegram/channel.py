"""The way out: https://core.telegram.org/bots/api#sendmessage."""

from collections.abc import Sequence
from datetime import timedelta

import structlog
from telegram import Bot, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from connectors.messaging.addresses import Addresses
from connectors.messaging.pace import Pace
from connectors.messaging.sending import PartByPart
from connectors.messaging.splitting import split
from connectors.telegram.delivery import delivery_error
from connectors.telegram.formatting import parts_as_html
from connectors.telegram.keyboards import keyboard
from counselling.conversations import Message
from counselling.limits import Limits

CHANNEL = "telegram"
LONGEST = 4096  # characters of a message, counted in UTF-16 units
log = structlog.get_logger(__name__)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class TelegramChannel(PartByPart):
    """Sends and deletes messages through ``bot``."""

    limits = Limits(longest=LONGEST, deletes_within=timedelta(hours=48))

    def __init__(self, bot: Bot, pace: Pace, addresses: Addresses) -> None:
        super().__init__(CHANNEL, pace, addresses)
        self._bot = bot

    def parts(self, message: Message) -> list[str]:
        """The text cut where it must be, as HTML."""
        return parts_as_html(message, split(message.text, LONGEST))

    async def send_part(self, chat: str, message: Message, text: str, *, last: bool) -> str:
        """Send one part; its number. Raises DeliveryError."""
        try:
            sent = await self._bot.send_message(
                int(chat),
                text,
                parse_mode=ParseMode.HTML,
                link_preview_options=_NO_PREVIEW,
                reply_markup=keyboard(message) if last else None,
            )
        except TelegramError as error:
            raise delivery_error(error) from None  # its words may hold the token
        return str(sent.message_id)

    async def clear(self, address: str, outside_ids: Sequence[str]) -> None:
        """Delete messages of both sides, 100 at most; raises DeliveryError.

        Telegram skips those that are gone already, but one that may no longer be deleted spoils the
        call for all: then each goes alone. https://core.telegram.org/bots/api#deletemessages
        """
        chat = int(self._addresses.open(address))
        try:
            await self._delete(chat, [int(name) for name in outside_ids])
        except TelegramError as error:
            raise self.failed(delivery_error(error)) from None

    async def _delete(self, chat: int, numbers: list[int]) -> None:
        try:
            await self._bot.delete_messages(chat, numbers)
        except BadRequest:
            if len(numbers) == 1:
                log.info("telegram message not deleted")
                return
            for number in numbers:
                await self._delete(chat, [number])
