"""The one rule for chat and desk of whom to believe about who asks.

Only a proxy named in ``OSSO_TRUSTED_PROXIES`` is believed. Of the addresses it hands on, the
right-most one that is no trusted proxy itself is the caller's: what stands left of it, the caller
may have written. Source: MDN, X-Forwarded-For, "Selecting an IP address"; RFC 7239, section 8.1.
"""

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from app.settings import Network
from app.web.hops import Hop, IpAddress, Malformed, forwarded, plain_address, x_forwarded_for

NOBODY = ""
_HOST = re.compile(r"[A-Za-z0-9.:\[\]_-]{1,255}")
_ONE_CUSTOMER = 64  # bits of an IPv6 address that name one household or office (RFC 6177)


@dataclass(frozen=True)
class Caller:
    """Who asks, and how. ``address`` is NOBODY where no one can be told from another."""

    address: str
    scheme: str
    host: str


def see_through(trusted: Sequence[Network], *public_urls: str) -> Middleware:
    """A middleware: behind it ``request.remote``, ``.scheme`` and ``.host`` are the caller's.

    ``remote`` is an IPv4 address, an IPv6 network of 64 bits (one customer has that many), or ""
    for a trusted proxy that does not say for whom it asks.
    """

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        if not _HOST.fullmatch(request.host):
            raise web.HTTPBadRequest  # RFC 9112, section 3.2
        caller = who_calls(request, trusted)
        scheme = "https" if f"https://{caller.host}" in public_urls else caller.scheme
        return await handler(_as_from(request, replace(caller, scheme=scheme)))

    return middleware


def _as_from(request: web.Request, caller: Caller) -> web.Request:
    changes: dict[str, Any] = {
        name: value
        for name, value in (("scheme", caller.scheme), ("host", caller.host))
        if value != getattr(request, name)
    }
    try:
        return request.clone(remote=caller.address, **changes)
    except ValueError:  # a request for a whole address, which cannot be another's as well
        raise web.HTTPBadRequest from None


def who_calls(request: web.Request, trusted: Sequence[Network]) -> Caller:
    """The caller behind the trusted proxies."""
    try:
        peer = plain_address(request.remote or "")
    except Malformed:  # no network, such as a Unix socket
        return Caller(NOBODY, request.scheme, request.host)
    itself = Caller(_shown(peer), request.scheme, request.host)
    if not _is_in(peer, trusted):
        return itself
    try:
        hop = _hop(request, trusted)
        address = _shown(hop.address) if hop.node else NOBODY
    except Malformed:
        return itself
    scheme, host = hop.scheme.lower(), hop.host
    return Caller(
        address,
        scheme if scheme in {"http", "https"} else request.scheme,
        host if _HOST.fullmatch(host) else request.host,
    )


def _hop(request: web.Request, trusted: Sequence[Network]) -> Hop:
    """What the proxies say of the caller, "" for what they do not; raises Malformed.

    A proxy that writes one of the two headers may hand on the other as a stranger wrote it: where
    they disagree neither is believed.
    """
    headers = request.headers
    by_x = _outermost(x_forwarded_for(headers.getall("X-Forwarded-For", [])), trusted)
    by_rfc = _outermost(forwarded(headers.getall("Forwarded", [])), trusted)
    if by_x and by_rfc and by_x.address != by_rfc.address:
        raise Malformed
    if by_rfc and not by_x:
        return by_rfc
    scheme, host = _last(request, "X-Forwarded-Proto"), _last(request, "X-Forwarded-Host")
    return Hop(by_x.node if by_x else "", scheme, host)


def _outermost(hops: Sequence[Hop], trusted: Sequence[Network]) -> Hop | None:
    """The right-most hop that is no trusted proxy; if all are, the first one asked us itself.

    What stands left of it is not even read. Raises Malformed.
    """
    for hop in reversed(hops):
        if not _is_in(hop.address, trusted):
            return hop
    return hops[0] if hops else None


def _last(request: web.Request, name: str) -> str:
    return ",".join(request.headers.getall(name, [])).rpartition(",")[2].strip()


def _is_in(address: IpAddress, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)


def _shown(address: IpAddress) -> str:
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    return str(ipaddress.ip_network((int(address), _ONE_CUSTOMER), strict=False))
