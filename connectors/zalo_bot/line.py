"""The line to the Zalo Bot API.

Calls: https://bot.zaloplatforms.com/docs/call-api/, one page a method below it; every answer is
``{"ok": ..., "result": ..., "error_code": ..., "description": ...}``. Error codes:
https://bot.zaloplatforms.com/docs/error-code/.
"""

from collections.abc import Mapping

from connectors.messaging.calls import Answer, Calls
from counselling.channels import DeliveryError

POLL_SECONDS = 25
LONGEST = 2000  # characters of a message: https://bot.zaloplatforms.com/docs/apis/sendMessage/
_NOTHING_NEW = 408
# No page says how long to wait, nor how many messages are allowed.
_QUOTA_PAUSE = 30.0
_MEND_PAUSE = 300.0  # with a wrong token nothing is lost: it goes out once the office has mended it


class WrongToken(DeliveryError):
    """The token is not, or no longer, a bot's."""

    def __init__(self) -> None:
        super().__init__("wrong token", retry_after=_MEND_PAUSE)


class Line:
    """One bot. ``api_url``: such as ``https://bot-api.zaloplatforms.com``."""

    def __init__(self, token: str, api_url: str) -> None:
        self._token = token
        self.calls = Calls(api_url)

    async def send(self, chat: str, text: str) -> str:
        """Send a text of 1 to 2,000 characters; the message's name. Raises DeliveryError."""
        result = await self._do("sendMessage", {"chat_id": chat, "text": text})
        return str(result.get("message_id", ""))[:60]

    async def show_typing(self, chat: str) -> None:
        """Show that somebody writes; raises DeliveryError."""
        await self._do("sendChatAction", {"chat_id": chat, "action": "typing"})

    async def set_webhook(self, url: str, secret: str) -> None:
        """Have events brought to ``url``, with ``secret`` of 8 to 256 signs."""
        await self._do("setWebhook", {"url": url, "secret_token": secret})

    async def delete_webhook(self) -> None:
        """Have events kept for ``news``."""
        await self._do("deleteWebhook", {})

    async def news(self) -> Mapping[str, object] | None:
        """The next event; None if there is none for a while. Raises DeliveryError.

        The documentation knows no way to confirm one: what is handed out is gone there. Its table
        calls ``timeout`` a string, its example shows a number.
        """
        waits = {"timeout": str(POLL_SECONDS)}
        answer = await self._ask("getUpdates", waits, within=POLL_SECONDS + 10.0)
        if _code(answer) == _NOTHING_NEW:
            return None
        return _result(answer) or None

    async def _do(self, method: str, params: Mapping[str, object]) -> Mapping[str, object]:
        return _result(await self._ask(method, params))

    async def _ask(self, method: str, params: Mapping[str, object], within: float = 10.0) -> Answer:
        return await self.calls.post(f"/bot{self._token}/{method}", params, within=within)


def _result(answer: Answer) -> Mapping[str, object]:
    if answer.body.get("ok") is True:
        result = answer.body.get("result")
        return result if isinstance(result, dict) else {}
    code = _code(answer)
    if code in {401, 404}:
        raise WrongToken
    if code == 429:  # "Quota exceeded"
        raise DeliveryError("quota", retry_after=_QUOTA_PAUSE)
    raise DeliveryError(f"error {code}", permanent=code == 400)  # "Bad request"


def _code(answer: Answer) -> int:
    told = answer.body.get("error_code")
    return told if isinstance(told, int) else answer.status
