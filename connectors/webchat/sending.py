"""How a file of the page is sent: packed if the browser can unpack it, protected in any case."""

from aiohttp import web

from connectors.webchat.guard import protect
from connectors.webchat.page import Packed


def send(request: web.Request, file: Packed) -> web.Response:
    """An answer with this file and the headers that every answer carries."""
    gzipped = "gzip" in request.headers.get("Accept-Encoding", "")
    response = web.Response(body=file.gzipped if gzipped else file.plain)
    response.content_type, response.charset = file.media_type, "utf-8"
    response.headers["Vary"] = "Accept-Encoding"
    if gzipped:
        response.headers["Content-Encoding"] = "gzip"
    protect(response)
    return response
