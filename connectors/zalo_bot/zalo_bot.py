"""The office's bot on the Zalo Bot Platform: the way out, the way in, what runs beside them."""

import json
from pathlib import Path

from aiohttp import web

from connectors.messaging.asking import ask_for_ever, until_done
from connectors.messaging.intake import Intake
from connectors.messaging.pace import Pace
from connectors.messaging.plain import PlainChannel, PlainHabits
from connectors.messaging.platform import Inside, Platform
from connectors.messaging.tray import Tray, take_from
from connectors.messaging.webhook import HeldWebhook, same
from connectors.zalo_bot.line import LONGEST, Line, WrongToken
from connectors.zalo_bot.updates import read
from counselling.channels import DeliveryError
from counselling.limits import Limits
from counselling.live import Live

CHANNEL = "zalo_bot"
SECRET_HEADER = "X-Bot-Api-Secret-Token"  # noqa: S105  # a header's name
# No page says how many messages are allowed: as few as Telegram allows.
IN_A_CHAT, OVERALL = 1.0, 1 / 30  # seconds
LIMITS = Limits(numbered=True, longest=LONGEST)


class ZaloBotWebhook(HeldWebhook):
    """https://bot.zaloplatforms.com/docs/webhook/."""

    def is_theirs(self, request: web.Request, _body: bytes) -> bool:
        """Whether the secret comes with it."""
        return same(request.headers.get(SECRET_HEADER, ""), self.derived("secret"))


class ZaloBot(Platform):
    """``tray``: a folder; ``webhook_at``: our public address; empty: Zalo is asked for news."""

    def __init__(
        self, token: str, api_url: str, secret: bytes, tray: Path, webhook_at: str = ""
    ) -> None:
        super().__init__(CHANNEL, secret, Pace(in_a_chat=IN_A_CHAT, overall=OVERALL))
        self._line = Line(token, api_url)
        self._tray = Tray(tray, secret, CHANNEL)
        self._webhook_at = webhook_at

    @property
    def asks(self) -> bool:
        """As Platform.asks."""
        return not self._webhook_at

    def channel(self, _live: Live, /) -> PlainChannel:
        """The way out."""
        return PlainChannel(CHANNEL, self._line, self.pace, self.addresses, LIMITS)

    def start(self, office: Inside, app: web.Application) -> None:
        """Open the way in; ``app`` must not serve yet if there is a webhook."""
        intake = self.intake(PlainHabits(self._line), office)
        self.begin(take_from(self._tray, intake, read))
        self.show_typing(office.live, self._line.show_typing)
        if self._webhook_at:
            self._be_told(intake, app)
        else:
            self.begin(self._ask())

    def _be_told(self, intake: Intake, app: web.Application) -> None:
        webhook = ZaloBotWebhook(intake, self.secret, self._tray, read)
        webhook.open(app)
        where, secret = self._webhook_at + webhook.path, webhook.derived("secret")

        async def announce() -> None:
            await self._line.set_webhook(where, secret)

        self.begin(until_done(CHANNEL, "webhook", announce, (DeliveryError,)))

    async def _ask(self) -> None:
        away = self._line.delete_webhook
        await until_done(CHANNEL, "webhook taken away", away, (DeliveryError,))
        await ask_for_ever(CHANNEL, self._once, mend=_mend, pause=_pause)

    async def _once(self) -> None:
        if event := await self._line.news():
            await self._tray.lay(json.dumps(event).encode())

    async def let_go(self) -> None:
        """Let go of the line."""
        await self._line.calls.close()


def _mend(error: Exception) -> str:
    wrong = isinstance(error, WrongToken)
    return "OSSO_ZALO_BOT_TOKEN is not a bot's token: copy it again" if wrong else ""


def _pause(error: Exception) -> float | None:
    return error.retry_after if isinstance(error, DeliveryError) else None
