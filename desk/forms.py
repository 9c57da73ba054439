"""What a form sent, and whether it was really ours (against cross-site request forgery).

Source: OWASP Cross-Site Request Forgery Prevention Cheat Sheet.
"""

import asyncio
import secrets
from collections.abc import Mapping
from urllib.parse import urlsplit

from aiohttp import web

FORM = "application/x-www-form-urlencoded"
_PATIENCE = 20.0  # seconds for the whole form


async def read_form(request: web.Request, most: int | None = None) -> dict[str, str]:
    """The fields of a plain form; empty for any other, broken or endless body.

    NUL is nobody's letter, and PostgreSQL stores none: it is left out.
    ``most`` bytes, if they are not what the server takes everywhere.
    """
    if request.content_type != FORM:
        return {}
    if most:
        request = request.clone(client_max_size=most)
    try:
        async with asyncio.timeout(_PATIENCE):
            fields = await request.post()
    except (LookupError, ValueError, TimeoutError, web.HTTPRequestEntityTooLarge):
        return {}
    return {
        name: value.replace("\0", "") for name, value in fields.items() if isinstance(value, str)
    }


def from_our_pages(request: web.Request, origins: frozenset[str]) -> bool:
    """Whether the browser says that one of our own pages, or one of ``origins``, sent this."""
    sender = urlsplit(request.headers.get("Origin") or request.headers.get("Referer") or "")
    if not sender.netloc:
        return False
    origin = f"{sender.scheme}://{sender.netloc}"
    return origin == f"{request.scheme}://{request.host}" or origin in origins


def carries(form: Mapping[str, str], csrf: str) -> bool:
    """Whether the form carries the session's secret."""
    return secrets.compare_digest(form.get("csrf", "").encode(), csrf.encode())
