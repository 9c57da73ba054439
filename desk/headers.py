"""The headers every answer of the desk carries.

Sources: OWASP HTTP Headers Cheat Sheet; CSP level 3.
"""

from aiohttp import web

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; object-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: browsers would then send "Origin: null" with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
# Not "cookies": browsers would clear those of the whole domain, other services' of the office
# included; ours are cleared by name. Not "storage": all it holds is that she wants to hear alarms.
# Source: https://www.w3.org/TR/clear-site-data/
FORGET = {"Clear-Site-Data": '"cache"'}


def protect(response: web.StreamResponse) -> None:
    """Add what is not set yet; a stream that has begun has set its own."""
    if not response.prepared:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
