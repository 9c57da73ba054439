"""Being told as WebSub does it: a challenge to verify the address, every body signed.

https://www.w3.org/TR/websub/ (5.3 and 7); Meta adds a word of the office's own, and SHA-256:
https://developers.facebook.com/docs/messenger-platform/webhooks.
"""

import hashlib
import hmac
from collections.abc import Callable, Sequence

from aiohttp import web

from connectors.messaging.arrivals import Delivery
from connectors.messaging.intake import Intake
from connectors.messaging.webhook import Webhook, same


class HubWebhook(Webhook):
    """Its address is typed by hand into a form: what protects it is the signature.

    ``verify_token``: the word that stands in that form; ``signed_with``: the signature's secret.
    """

    largest = 2_000_000  # bytes: after a pause many messages come in one call
    within = 10.0  # seconds; Meta waits 20 (messenger-platform/app-review)

    def __init__(
        self,
        intake: Intake,
        path: str,
        verify_token: str,
        signed_with: str,
        read: Callable[[bytes], Sequence[Delivery]],
    ) -> None:
        super().__init__(intake, b"")
        self.path = path
        self._verify_token = verify_token
        self._signed_with = signed_with.encode()
        self._read = read

    def open(self, app: web.Application) -> None:
        """Take what is brought there."""
        super().open(app)
        app.router.add_get(self.path, self.verify)

    async def verify(self, request: web.Request) -> web.Response:
        """The platform asks whether this address is the office's."""
        asked = request.query
        right = same(asked.get("hub.verify_token", ""), self._verify_token)
        if asked.get("hub.mode") != "subscribe" or not right:
            return web.Response(status=404)
        return web.Response(text=asked.get("hub.challenge", ""))

    def is_theirs(self, request: web.Request, body: bytes) -> bool:
        """Signed over the body as it comes."""
        signed = hmac.new(self._signed_with, body, hashlib.sha256).hexdigest()
        return same(request.headers.get("X-Hub-Signature-256", ""), f"sha256={signed}")

    def read(self, body: bytes) -> Sequence[Delivery]:
        """What the body brings."""
        return self._read(body)
