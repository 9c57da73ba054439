"""Headers that keep the chat to itself, and the check of who may call it."""

import re
from collections.abc import Mapping

from aiohttp import web

_HOST = re.compile(r"[A-Za-z0-9.:\[\]-]+")
_NOTHING_OF_HER_DEVICE = ", ".join(
    f"{feature}=()"
    for feature in (
        "camera", "microphone", "geolocation", "payment", "usb", "display-capture",
        "accelerometer", "gyroscope", "magnetometer", "browsing-topics",
    )
)  # fmt: skip


def protect(response: web.StreamResponse) -> None:
    """Headers for every answer: not framed, not sniffed, no referrer, no device access."""
    response.headers.update(
        {
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
            "Referrer-Policy": "no-referrer",
            "Permissions-Policy": _NOTHING_OF_HER_DEVICE,
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
    )


def keep_nowhere(response: web.StreamResponse) -> None:
    """For everything that is hers: no cache may keep it."""
    response.headers["Cache-Control"] = "no-store"


def page_policy(host: str, own: Mapping[str, str], framed_by: str = "'none'") -> str:
    """The page's Content-Security-Policy: its own scripts and style, our own socket, nothing else.

    ``own``: the sources of ``script-src`` and ``style-src``. ``framed_by``: origins whose pages may
    frame it, separated by blanks.

    The socket is named as well because Safari before 15.4 does not count it to 'self'.
    """
    sockets = f" ws://{host} wss://{host}" if _HOST.fullmatch(host) else ""
    return "; ".join(
        (
            "default-src 'none'",
            "object-src 'none'",
            *(f"{directive} {sources}" for directive, sources in own.items()),
            "img-src data:",
            f"connect-src 'self'{sockets}",
            "base-uri 'none'",
            "form-action 'none'",
            f"frame-ancestors {framed_by}",
        )
    )


def is_foreign(request: web.Request, allowed: frozenset[str]) -> bool:
    """Whether a page of another origin is calling: other scheme, host or port.

    Programs that send no Origin are no page; a browser that sends none still says where the
    request comes from (Fetch Metadata, https://www.w3.org/TR/fetch-metadata/).
    """
    origin = request.headers.get("Origin")
    if origin is None:
        return request.headers.get("Sec-Fetch-Site", "none") not in {"none", "same-origin"}
    return origin not in allowed and origin != f"{request.scheme}://{request.host}"
