"""Being told by a platform, for an office with a public address."""

import asyncio
import hmac
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence

import structlog
from aiohttp import web
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from connectors.messaging.arrivals import Delivery
from connectors.messaging.intake import Intake
from connectors.messaging.tray import Tray

log = structlog.get_logger(__name__)
LARGEST = 256 * 1024  # bytes of a delivery; the longest text is 16 kB


class Webhook(ABC):
    """One address that only the platform knows; what proves that it speaks is the room's to say.

    The path is made from the office's secret key, so that it stays the same over restarts; no token
    is in it. ``within``: seconds after which the platform gives up waiting for its answer. What is
    not stored by then is said to be not taken, so that it comes again, and stored all the same.
    """

    largest = LARGEST
    within: float | None = None

    def __init__(self, intake: Intake, secret: bytes) -> None:
        self._intake = intake
        self._secret = secret
        self._going_on: set[asyncio.Future[bool]] = set()
        self.path = f"/{intake.channel}/{self.derived('path')}"

    def derived(self, what: str) -> str:
        """48 signs of a secret for the platform alone, the same over restarts."""
        label = f"osso {self._intake.channel} webhook {what} 1".encode()
        return HKDF(hashes.SHA256(), 24, None, label).derive(self._secret).hex()

    def open(self, app: web.Application) -> None:
        """Take what is brought there; ``app`` must not serve yet."""
        app.router.add_post(self.path, self.receive)

    @abstractmethod
    def is_theirs(self, request: web.Request, body: bytes) -> bool:
        """Whether the platform itself sent this."""

    @abstractmethod
    def read(self, body: bytes) -> Sequence[Delivery]:
        """What the body brings; empty for what is nothing of ours or cannot be read."""

    async def receive(self, request: web.Request) -> web.Response:
        """Take what is brought; 200 only once it is stored, so that it comes again else."""
        body = bytearray()
        async for chunk in request.content.iter_any():
            body += chunk
            if len(body) > self.largest:
                return web.Response(status=413)
        if not self.is_theirs(request, bytes(body)):
            return web.Response(status=404)
        return web.Response(status=200 if await self.take(bytes(body)) else 503)

    async def take(self, body: bytes) -> bool:
        """Whether all it brings is stored or need not be, in time."""
        taking = asyncio.ensure_future(self._intake.take_to_the_end(self.read(body)))
        self._going_on.add(taking)
        taking.add_done_callback(self._going_on.discard)
        done, _ = await asyncio.wait([taking], timeout=self.within)
        if not done:
            log.info("delivery taken late", channel=self._intake.channel)
        return bool(done) and taking.result()


class HeldWebhook(Webhook):
    """Of a platform that brings nothing again: confirmed once it lies in the ``tray``."""

    def __init__(
        self, intake: Intake, secret: bytes, tray: Tray, read: Callable[[bytes], Sequence[Delivery]]
    ) -> None:
        super().__init__(intake, secret)
        self._tray = tray
        self._read = read

    def read(self, body: bytes) -> Sequence[Delivery]:
        """What the body brings."""
        return self._read(body)

    async def take(self, body: bytes) -> bool:
        """Lay it down; False where the disk does not take it."""
        if not self.read(body):
            return True  # nothing of ours
        try:
            await self._tray.lay(body)
        except OSError as error:
            log.error("delivery not kept", channel=self._intake.channel, error=error.strerror)
            return False
        return True


def same(given: str, secret: str) -> bool:
    """Whether both are the same, in constant time."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), secret.encode())
