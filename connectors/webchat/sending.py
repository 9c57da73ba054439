"""How a file of the page is sent: packed if the browser can unpack it, protected in any case."""

from aiohttp import web

from connectors.webchat.guard import protect
from connectors.webchat.page import Packed


def send(request: web.Request, file: Packed) -> web.Response:
    """An answer with this file and the headers that every answer carries.

    Browsers take brotli over https and from their own machine only, and gzip everywhere.
    """
    coding, body = _packed(request.headers.get("Accept-Encoding", ""), file)
    response = web.Response(body=body)
    response.content_type, response.charset = file.media_type, "utf-8"
    response.headers["Vary"] = "Accept-Encoding"
    if coding:
        response.headers["Content-Encoding"] = coding
    protect(response)
    return response


def _packed(accepted: str, file: Packed) -> tuple[str, bytes]:
    """The shortest form among those ``accepted`` names (RFC 9110, 12.5.3), and its name."""
    known = {part.split(";")[0].strip() for part in accepted.lower().split(",") if _wanted(part)}
    if "br" in known:
        return "br", file.brotli
    if "gzip" in known:
        return "gzip", file.gzipped
    return "", file.plain


def _wanted(part: str) -> bool:
    """Whether a coding is not named to be refused: ``gzip;q=0``."""
    weight = part.lower().replace(" ", "").partition(";q=")[2]
    return weight.rstrip("0") not in ("0.", ".") and weight != "0"
