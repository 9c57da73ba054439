"""The office's Official Account: the way out, the way in, what runs beside them."""

import asyncio
import hashlib
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from aiohttp import web

from connectors.messaging.fields import read_object, text_of
from connectors.messaging.pace import Pace
from connectors.messaging.plain import PlainChannel, PlainHabits
from connectors.messaging.platform import Inside, Platform
from connectors.messaging.tray import Tray, take_from
from connectors.messaging.webhook import HeldWebhook, same
from connectors.zalo_oa.line import LONGEST, Account, Line
from connectors.zalo_oa.updates import read
from counselling.limits import Limits
from counselling.live import Live

CHANNEL = "zalo_oa"
SIGNATURE, WHEN = "X-ZEvent-Signature", "X-ZEvent-Timestamp"  # headers
# https://developers.zalo.me/docs/official-account/phu-luc/gioi-han-toc-do-api: 4,000 calls a minute
IN_A_CHAT, OVERALL = 1.0, 1 / 50  # seconds


class ZaloOaWebhook(HeldWebhook):
    """``SHA-256(app id + body + timestamp + the account's secret key)`` proves who speaks.

    https://developers.zalo.me/docs/official-account/webhook/tin-nhan/su-kien-nguoi-dung-gui-tin-nhan.
    That page does not say where the timestamp stands, nor whether "mac=" stands before the
    signature: both ways of both are taken, none of them without the secret key.
    """

    account: Account

    def is_theirs(self, request: web.Request, body: bytes) -> bool:
        """Whether the signature is right; an empty object is Zalo trying the address out."""
        given = request.headers.get(SIGNATURE, "").removeprefix("mac=").lower()
        if not given:
            return body.strip() == b"{}"
        times = request.headers.get(WHEN, ""), text_of(read_object(body).get("timestamp"))
        return any(same(given, self._mac(body, when)) for when in times)

    def _mac(self, body: bytes, when: str) -> str:
        app_id, secret = self.account.app_id.encode(), self.account.oa_secret.encode()
        return hashlib.sha256(app_id + body + when.encode() + secret).hexdigest()


class ZaloOa(Platform):
    """``folder``: where its tokens and tray lie; ``told``: hears the address to enter at Zalo."""

    def __init__(
        self, account: Account, secret: bytes, folder: Path, told: Callable[[str], None]
    ) -> None:
        super().__init__(CHANNEL, secret, Pace(in_a_chat=IN_A_CHAT, overall=OVERALL))
        self._line = Line(account, folder / "tokens", secret)
        self._tray = Tray(folder / "tray", secret, CHANNEL)
        self._told = told

    def channel(self, _live: Live, /) -> PlainChannel:
        """The way out."""
        window = timedelta(hours=self._line.account.reply_hours)
        limits = Limits(window=window, numbered=True, longest=LONGEST, page_reads=True)
        return PlainChannel(CHANNEL, self._line, self.pace, self.addresses, limits)

    def start(self, office: Inside, app: web.Application) -> None:
        """Open the way in; ``app`` must not serve yet. No call shows that somebody is writing."""
        intake = self.intake(PlainHabits(self._line), office)
        webhook = ZaloOaWebhook(intake, self.secret, self._tray, read)
        webhook.account = self._line.account
        webhook.open(app)
        self._told(webhook.path)
        self.begin(take_from(self._tray, intake, read))
        self.begin(self._line.tokens.keep())

    async def let_go(self) -> None:
        """Let go of the line."""
        await asyncio.gather(self._line.calls.close(), self._line.oauth.close())
