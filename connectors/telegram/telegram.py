"""Telegram as one whole: the way out, the way in, and what runs beside them."""

from aiohttp import web
from telegram.error import TelegramError

from connectors.messaging.asking import until_done
from connectors.messaging.pace import Pace
from connectors.messaging.platform import Inside, Platform
from connectors.telegram.channel import CHANNEL, TelegramChannel
from connectors.telegram.delivery import delivery_error
from connectors.telegram.files import Files
from connectors.telegram.habits import TelegramHabits
from connectors.telegram.line import Line
from connectors.telegram.menu import offer_commands
from connectors.telegram.polling import Polling
from connectors.telegram.webhook import TelegramWebhook
from counselling.live import Live

# https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this; the rate limiter
# of python-telegram-bot keeps them too, but knows no order of precedence.
IN_A_CHAT = 1.0  # seconds between two messages to one chat
OVERALL = 1 / 30  # seconds between two messages to anybody


class Telegram(Platform):
    """The office's bot. ``webhook_at``: our public address; empty: Telegram is asked for news."""

    def __init__(self, token: str, api_url: str, secret: bytes, webhook_at: str = "") -> None:
        super().__init__(CHANNEL, secret, Pace(in_a_chat=IN_A_CHAT, overall=OVERALL))
        self._line = Line(token, api_url)
        self._files = Files(self._line.bot)
        self._webhook_at = webhook_at

    def channel(self, _live: Live, /) -> TelegramChannel:
        """The way out."""
        return TelegramChannel(self._line.bot, self.pace, self.addresses)

    @property
    def asks(self) -> bool:
        """Whether it asks Telegram for news, which answers one at a time."""
        return not self._webhook_at

    def start(self, office: Inside, app: web.Application) -> None:
        """Open the way in; ``app`` must not serve yet if there is a webhook."""
        bot, failures = self._line.bot, (TelegramError,)
        intake = self.intake(TelegramHabits(bot, self._files), office)
        self.begin(
            until_done(CHANNEL, "commands", lambda: offer_commands(bot, office.reception), failures)
        )
        self.show_typing(office.live, self._show_typing)
        if self._webhook_at:
            webhook = TelegramWebhook(bot, intake, self.secret)
            webhook.open(app)
            announce = lambda: webhook.announce(self._webhook_at)  # noqa: E731
            self.begin(until_done(CHANNEL, "webhook", announce, failures))
        else:
            self.begin(Polling(bot, intake).run())

    async def let_go(self) -> None:
        """Let go of the line."""
        await self._line.close()
        await self._files.close()

    async def _show_typing(self, chat: str) -> None:
        """For five seconds: https://core.telegram.org/bots/api#sendchataction."""
        try:
            await self._line.bot.send_chat_action(int(chat), "typing")
        except TelegramError as error:
            raise delivery_error(error) from None
