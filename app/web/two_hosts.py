"""The desk at a host name of its own: nothing of the chat there, nothing of the desk elsewhere.

OWASP ASVS 5.0, 3.5.4: what runs in a browser at one of them is a stranger at the other, by the
browser's own rule of origins (RFC 6454).
"""

from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

_DESK = "/desk"
# Asked by whoever watches the machine, or shares out what comes.
_ANYWHERE = frozenset({"/health", "/health/live", "/health/ready", "/metrics"})


def keep_apart(desk_url: str) -> Middleware:
    """A middleware, behind the one that sees through proxies; "": both are at every host."""
    desk_host = urlsplit(desk_url).netloc.lower()

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        path = request.path
        if desk_host and path not in _ANYWHERE:
            at_desk = request.host.lower() == desk_host
            if at_desk and path == "/":
                raise web.HTTPFound(_DESK)
            if at_desk != (path == _DESK or path.startswith(f"{_DESK}/")):
                raise web.HTTPNotFound
        return await handler(request)

    return middleware
