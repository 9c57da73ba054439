"""The door of a Rasa that runs apart from the services: ``./osso rasa``.

Rasa itself stays on loopback, with a secret made new at every start; here it is reached by the
office's one, ``OSSO_RASA_SECRET``, at the same address whichever model answers behind it.

Any of several may be given her next turn, which brings along all it needs. So none keeps anything
of a conversation once its turn is answered: when she erases, there is nothing that one might not
have been told to forget.
"""

import asyncio
import contextlib
import hmac
import json
from collections.abc import Awaitable, Callable

import aiohttp
from aiohttp import web

from app.rasa.supervisor import SECRET_HEADER, Address

PATH = "/webhooks/osso"
_MOST_BYTES = 1_000_000  # a turn has a few thousand
_WITHIN = 60.0  # seconds; whoever asks waits for less
_AWAY = 503
_OVER_WITHIN = 10.0  # seconds for what is still to be forgotten at the stop


class Gateway:
    """Hands turns on to the Rasa that answers at ``where()``."""

    def __init__(self, where: Callable[[], Address | None], secret: str) -> None:
        self._where = where
        self._secret = secret.encode()
        self._session: aiohttp.ClientSession | None = None
        self._forgetting: set[asyncio.Task[None]] = set()

    def app(self) -> web.Application:
        """What is to be served."""
        app = web.Application(middlewares=[self._only_services], client_max_size=_MOST_BYTES)
        for method, name in (("POST", "turn"), ("POST", "forget"), ("GET", "ready")):
            app.router.add_route(method, f"{PATH}/{name}", self._hand_on)
        app.on_cleanup.append(self._close)
        return app

    @web.middleware
    async def _only_services(
        self,
        request: web.Request,
        handler: Callable[[web.Request], Awaitable[web.StreamResponse]],
    ) -> web.StreamResponse:
        given = request.headers.get(SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, self._secret):
            raise web.HTTPForbidden
        return await handler(request)

    async def _hand_on(self, request: web.Request) -> web.Response:
        address, body = self._where(), await request.read()
        if address is None:
            return web.Response(status=_AWAY)
        url = f"{address.url}/{request.path.rsplit('/', maxsplit=1)[1]}"
        headers = {SECRET_HEADER: address.secret, "Content-Type": "application/json"}
        try:
            async with self._connections().request(
                request.method, url, data=body or None, headers=headers
            ) as answer:
                return web.Response(
                    status=answer.status,
                    body=await answer.read(),
                    content_type="application/json",
                )
        except (aiohttp.ClientError, OSError, TimeoutError):
            return web.Response(status=_AWAY)
        finally:
            if url.endswith("/turn"):
                self._begin_to_forget(address, body)

    def _begin_to_forget(self, address: Address, turn: bytes) -> None:
        """Nobody waits for it; her next turn, if it comes here, waits for its place in Rasa."""
        task = asyncio.create_task(self._forget(address, turn))
        self._forgetting.add(task)
        task.add_done_callback(self._forgetting.discard)

    async def _forget(self, address: Address, turn: bytes) -> None:
        try:
            erased = {"conversations": [json.loads(turn)["conversation_id"]]}
        except (ValueError, KeyError, TypeError):  # no turn: nothing was kept of it
            return
        headers = {SECRET_HEADER: address.secret}
        # A Rasa that is gone has forgotten everything.
        with contextlib.suppress(aiohttp.ClientError, OSError, TimeoutError):
            async with self._connections().post(
                f"{address.url}/forget", json=erased, headers=headers
            ):
                pass

    def _connections(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=_WITHIN))
        return self._session

    async def _close(self, _app: web.Application) -> None:
        if self._forgetting:
            await asyncio.wait(self._forgetting, timeout=_OVER_WITHIN)
        if self._session is not None:
            await self._session.close()
