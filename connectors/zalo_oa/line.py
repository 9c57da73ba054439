"""The line to the Open API of Official Accounts.

Sending: https://developers.zalo.me/docs/official-account/tin-nhan/tin-tu-van/gui-tin-tu-van-dang-van-ban
(2,000 characters at most); tokens: .../bat-dau/xac-thuc-va-uy-quyen-cho-ung-dung-new; error codes:
.../phu-luc/ma-loi. All are also at https://docs.zaloplatforms.com/docs/OA/.
"""

from dataclasses import dataclass
from pathlib import Path

from connectors.messaging.calls import Answer, Calls
from connectors.messaging.fields import object_of, text_of
from connectors.messaging.oauth import refreshed
from connectors.messaging.refusals import Refusals
from connectors.messaging.rotating import Fresh, RotatingTokens

LONGEST = 2000
_TOKENS = "/v4/oa/access_token"
_EARLY = 6 * 3600.0  # of the 25 hours that an access token lives
_TOO_FAST = -32  # 4,000 calls a minute, counted anew each minute
_TOKEN = {-216, -220}
# Nothing goes out before the office has mended it. Not -218, which is one woman's limit.
_FOR_THE_OFFICE = {-204, -205, -209, -211, -212, -219, -221, -223, -224, -242, -320, -321}
_REFUSALS = Refusals(
    # She has not followed, is blocked, has written nothing for seven days, or wants no such ones.
    gone={-213, -227, -230, -232, -244},
    never={-201, -210, -248},
    pauses={_TOO_FAST: 60} | dict.fromkeys(_TOKEN | _FOR_THE_OFFICE, 300),
)


@dataclass(frozen=True)
class Account:
    """The account and its application, as the office's settings name them."""

    app_id: str
    app_secret: str
    oa_secret: str
    refresh_token: str
    api_url: str
    oauth_url: str
    reply_hours: int


class Line:
    """One account. ``kept``: the file of its tokens; ``secret``: the office's 32 bytes."""

    def __init__(self, account: Account, kept: Path, secret: bytes) -> None:
        self.account = account
        self.calls = Calls(account.api_url)
        self.oauth = Calls(account.oauth_url)
        self.tokens = RotatingTokens(
            kept, secret, account.refresh_token, self.exchange, early=_EARLY
        )

    async def send(self, chat: str, text: str) -> str:
        """Send a text of hers to ``chat``; the message's name. Raises DeliveryError."""
        access = await self.tokens.access()
        answer = await self._send(chat, text, access)
        if _code(answer) in _TOKEN:  # renewed elsewhere, or taken back
            answer = await self._send(chat, text, await self.tokens.access(than=access))
        if code := _code(answer):
            raise _REFUSALS.of(code)
        return text_of(object_of(answer.body.get("data")).get("message_id"))[:60]

    async def exchange(self, refresh: str) -> Fresh:
        """New tokens for a refresh token; raises Refused, DeliveryError.

        No page names the error of one that is spent: any but the limit is taken for that.
        """
        form = {"refresh_token": refresh, "app_id": self.account.app_id}
        headers = {"secret_key": self.account.app_secret}
        return await refreshed(self.oauth, _TOKENS, form, headers, passing={_TOO_FAST})

    async def _send(self, chat: str, text: str, access: str) -> Answer:
        body = {"recipient": {"user_id": chat}, "message": {"text": text}}
        return await self.calls.post("/v3.0/oa/message/cs", body, headers={"access_token": access})


def _code(answer: Answer) -> int | str:
    """0 is success."""
    told = answer.body.get("error")
    return told if isinstance(told, int) else "without a code"
