"""The headers that stand on every answer, whoever made it: a room, the router or aiohttp itself.

A room that has set one of them knows better (the pages' own Content-Security-Policy). Sources:
OWASP ASVS 5.0, chapter V3 (Web Frontend Security); OWASP HTTP Headers Cheat Sheet.
"""

from aiohttp import hdrs, web

_DEVICES = (
    "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope",
    "magnetometer", "microphone", "payment", "usb",
)  # fmt: skip
# For what is no page: nothing in it may ever run, be framed or be sent anywhere.
_NO_PAGE = (
    "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; sandbox"
)
EVERYWHERE = {
    "Content-Security-Policy": _NO_PAGE,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": ", ".join(f"{device}=()" for device in _DEVICES),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
# A year and all subdomains: ASVS 5.0, 3.4.1.
HTTPS_ONLY = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}


# Whether women reach us over https and nothing else.
HTTPS = web.AppKey("https", bool)


def keep_safe(response: web.StreamResponse, *, https: bool) -> None:
    """Add what is not set yet, and take out what tells strangers which software this is."""
    for name, value in (EVERYWHERE | (HTTPS_ONLY if https else {})).items():
        response.headers.setdefault(name, value)
    response.headers.popall(hdrs.SERVER, None)


async def on_every_answer(request: web.Request, response: web.StreamResponse) -> None:
    """For ``app.on_response_prepare``; the app says under HTTPS how it is reached."""
    keep_safe(response, https=request.app[HTTPS])
