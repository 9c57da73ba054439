"""The line to Meta's Graph API, for one page.

Sending: https://developers.facebook.com/docs/messenger-platform/reference/send-api; error codes:
https://developers.facebook.com/docs/messenger-platform/error-codes. The token goes in the body, with
a proof that we know the app's secret, so that a token alone is worth nothing where the app demands
one: https://developers.facebook.com/docs/graph-api/guides/secure-requests.
"""

import hashlib
import hmac
from collections.abc import Mapping

from connectors.messaging.calls import Answer, Calls
from connectors.messaging.sending import ChatGone
from counselling.channels import DeliveryError

OURS = "osso"  # what we send carries it, and its echo brings it back
# She cannot be written to until she writes: outside the window; turned off, blocked or gone.
_NOT_NOW = {2018278, 2534022, 1545041, 2018108, 2018001}
_NOT_NOW_CODE = 551
_TOO_MANY = {4, 17, 32, 613, 80006}
_BAD_REQUEST = 100
_REST, _MEND_PAUSE = 30.0, 300.0  # seconds


class Graph:
    """``api_url`` with its version, such as ``https://graph.facebook.com/v25.0``."""

    def __init__(self, token: str, app_secret: str, api_url: str) -> None:
        proof = hmac.new(app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()
        self._pass = {"access_token": token, "appsecret_proof": proof}
        self.calls = Calls(api_url)

    async def send(self, chat: str, what: Mapping[str, object]) -> str:
        """Send a message or an action to a page-scoped id; its name. Raises DeliveryError."""
        answer = await self._post("/me/messages", {"recipient": {"id": chat}, **what})
        return short(str(answer.body.get("message_id", "")))

    async def say(self, chat: str, text: str) -> str:
        """Send a plain text within the window; raises DeliveryError."""
        message = {"text": text, "metadata": OURS}
        return await self.send(chat, {"messaging_type": "RESPONSE", "message": message})

    async def set_profile(self, profile: Mapping[str, object]) -> None:
        """Set greeting, first button and menu of the page; raises DeliveryError."""
        await self._post("/me/messenger_profile", profile)

    async def _post(self, path: str, body: Mapping[str, object]) -> Answer:
        answer = await self.calls.post(path, {**body, **self._pass})
        error = answer.body.get("error")
        if error is not None or not 200 <= answer.status < 300:  # noqa: PLR2004  # HTTP's own
            raise _failed(error if isinstance(error, dict) else {})
        return answer


def short(name: str) -> str:
    """Meta's name of a message, which may be of any length, as one that fits the database."""
    return hashlib.sha256(name.encode()).hexdigest()[:40]


def _failed(error: Mapping[str, object]) -> DeliveryError:
    """What it means for a message on its way; never with Meta's words, which may quote it."""
    code, subcode = error.get("code"), error.get("error_subcode")
    kind = f"error {code}/{subcode}"
    if subcode in _NOT_NOW or code == _NOT_NOW_CODE:
        return ChatGone(kind)
    if code in _TOO_MANY:
        return DeliveryError(kind, retry_after=_REST)
    if code == _BAD_REQUEST:
        return DeliveryError(kind, permanent=True)
    # A token or permission that is missing loses nothing: it goes out once the office mended it.
    needs_mending = isinstance(code, int) and (code in {3, 10, 190} or 200 <= code < 300)  # noqa: PLR2004
    return DeliveryError(kind, retry_after=_MEND_PAUSE if needs_mending else None)
