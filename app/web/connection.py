"""aiohttp's server, taught to say less when a request is no HTTP or a room has failed."""

import asyncio
import resource
from http import HTTPStatus
from typing import Any

from aiohttp import web
from aiohttp.web_request import BaseRequest

from app.web.headers import HTTPS, keep_safe

# Longer than proxies keep a quiet connection for reuse (60 s with nginx), or they would now and
# then send a request into a closing one. It is also how long a whole request head may take.
QUIET = 75.0  # seconds


# The database, the log and Rasa need files too: without them a message could not be saved.
_FILES_WANTED, _FILES_KEPT_BACK = 8192, 256


def most_connections() -> int:
    """How many connections there are files for, after asking for as many as are allowed."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < _FILES_WANTED:
        soft = min(_FILES_WANTED, hard) if hard != resource.RLIM_INFINITY else _FILES_WANTED
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return max(soft - _FILES_KEPT_BACK, soft // 2)


class Connection(web.RequestHandler):
    """One connection of a browser or proxy. ``https``: see ``headers.HTTPS``."""

    https = False
    is_one_too_many = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin; one too many is cut at once."""
        super().connection_made(transport)
        if self.is_one_too_many and isinstance(transport, asyncio.Transport):
            transport.abort()

    def handle_error(
        self,
        request: BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """The answer to what could not be answered: its kind, and nothing of what was sent."""
        gone = self.transport is None  # whoever asked went away in the middle: no error of ours
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR and not gone:
            super().handle_error(request, status, exc, message)
        elif not gone and request.writer.output_size > 0:
            raise ConnectionError("an answer has begun already")
        answer = _Plain(status=status, text=f"{status}: {HTTPStatus(status).phrase}")
        answer.https = self.https
        return answer


class Server(web.Server):
    """Makes the connections of one port, ``most`` at a time."""

    def __init__(self, *args: Any, https: bool, most: int, **more: Any) -> None:
        super().__init__(*args, **more)
        self._https = https
        self._most = most

    def __call__(self) -> web.RequestHandler:
        """One more connection."""
        made = Connection(self, loop=self._loop, **self._kwargs)
        made.https = self._https
        made.is_one_too_many = len(self.connections) >= self._most
        return made


class Runner(web.AppRunner):
    """Runs an application on our connections, ``most`` at a time."""

    def __init__(self, app: web.Application, *, most: int, **more: Any) -> None:
        super().__init__(app, **more)
        self._most = most

    async def _make_server(self) -> web.Server:
        made = await super()._make_server()
        return Server(
            made.request_handler,
            request_factory=made.request_factory,
            https=self.app[HTTPS],
            most=self._most,
            **made._kwargs,  # noqa: SLF001  # what the application chose is nowhere else
        )


class _Plain(web.Response):
    """An answer that no application prepares: the request may never have reached it."""

    https = False

    async def _prepare_headers(self) -> None:
        self.force_close()
        await super()._prepare_headers()
        keep_safe(self, https=self.https)
