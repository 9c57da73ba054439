"""The line to Meta's Graph API, for one page.

Sending: https://developers.facebook.com/docs/messenger-platform/reference/send-api; error codes:
.../messenger-platform/error-codes. The token goes in the body, with a proof that we know the app's
secret: https://developers.facebook.com/docs/graph-api/guides/secure-requests.
"""

import hashlib
import hmac
from collections.abc import Mapping

from connectors.messaging.calls import Answer, Calls
from connectors.messaging.fields import object_of, short
from connectors.messaging.refusals import Refusals

OURS = "osso"  # what we send carries it, and its echo brings it back
_TOO_MANY = (4, 17, 32, 613, 80006)
_TO_MEND = (3, 10, 190, *range(200, 300))  # token or permissions: it goes out once they are right
_REFUSALS = Refusals(
    # Outside the window (2018278; 2534022 in newer answers), messages turned off, no such person,
    # 551: not available.
    gone={2018278, 2534022, 1545041, 2018108, 2018001, 551},
    never={100},
    pauses=dict.fromkeys(_TOO_MANY, 30) | dict.fromkeys(_TO_MEND, 300),
)


class Graph:
    """``api_url`` with its version, such as ``https://graph.facebook.com/v25.0``."""

    def __init__(self, token: str, app_secret: str, api_url: str) -> None:
        proof = hmac.new(app_secret.encode(), token.encode(), hashlib.sha256).hexdigest()
        self._pass = {"access_token": token, "appsecret_proof": proof}
        self.calls = Calls(api_url)

    async def send(self, chat: str, text: str, *, agent: bool = False, **more: object) -> str:
        """Send a text to a page-scoped id; its name. ``more``: fields of the message."""
        how = {"messaging_type": "RESPONSE"}
        if agent:
            how = {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
        message = {"text": text, "metadata": OURS, **more}
        return await self.deliver(chat, {**how, "message": message})

    async def deliver(self, chat: str, what: Mapping[str, object]) -> str:
        """Send a message or an action; its name. Raises DeliveryError."""
        answer = await self._post("/me/messages", {"recipient": {"id": chat}, **what})
        return short(str(answer.body.get("message_id", "")))

    async def set_profile(self, profile: Mapping[str, object]) -> None:
        """Set greeting, first button and menu of the page; raises DeliveryError."""
        await self._post("/me/messenger_profile", profile)

    async def _post(self, path: str, body: Mapping[str, object]) -> Answer:
        answer = await self.calls.post(path, {**body, **self._pass})
        if answer.status != 200 or "error" in answer.body:
            error = object_of(answer.body.get("error"))
            raise _REFUSALS.of(error.get("code"), error.get("error_subcode"))
        return answer
