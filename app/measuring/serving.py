"""The monitoring's own port: /metrics, for the operator alone. The public port has none of it."""

import hmac
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest

from app.web.headers import HTTPS, on_every_answer

_HERE = frozenset({"localhost", "127.0.0.1", "[::1]"})
Registries = Callable[[], Awaitable[Sequence[CollectorRegistry]]]


def metrics_app(registries: Registries, token: str = "") -> web.Application:
    """``GET /metrics`` in Prometheus' text format; everything else, and everybody else: 404.

    ``token``: the bearer token to be shown. Without one the port must be on loopback, and a page
    that has brought this machine's browser here by a name of its own is a stranger, too.
    """

    async def show(request: web.Request) -> web.Response:
        if not _may_ask(request, token):
            raise web.HTTPNotFound
        text = b"".join(generate_latest(registry) for registry in await registries())
        return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE_LATEST})

    app = web.Application()
    app[HTTPS] = False
    app.on_response_prepare.append(on_every_answer)
    app.router.add_get("/metrics", show)
    return app


def _may_ask(request: web.Request, token: str) -> bool:
    if not token:
        return request.host.rsplit(":", 1)[0] in _HERE
    shown = request.headers.get("Authorization", "").encode()
    return hmac.compare_digest(shown, f"Bearer {token}".encode())


def read_token(file: Path | None) -> str:
    """The token in ``file``, "" without one; raises OSError, ValueError for one too short."""
    if file is None:
        return ""
    token = file.read_text("ascii").strip()
    if len(token) < 32:
        raise ValueError(f"{file}: a token needs 32 signs or more; make one: openssl rand -hex 32")
    return token
