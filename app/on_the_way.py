"""Whether what goes to a database on another machine can be read on the way there.

OWASP ASVS 5.0, 12.3.1. Left alone, asyncpg would take a connection without TLS where the server
offers none (https://magicstack.github.io/asyncpg/current/api/index.html, ``ssl``).
"""

import ipaddress

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

_SAID = frozenset({"verify-full", "verify-ca", "require", "disable"})
_MEND = (
    "its address must say how the way there is kept closed: ?ssl=verify-full (or verify-ca, "
    "require), or ?ssl=disable on a network that nobody else is in"
)


def require_closed(url: str) -> str:
    """``url``, a SQLAlchemy address; raises ValueError, without the password in it.

    Sockets and loopback need nothing: what goes there never leaves the machine.
    """
    if not url.startswith("postgresql"):
        return url
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise ValueError("it is no address of a database") from None
    asked = parsed.query.get("host", ())
    hosts = [parsed.host or "", *((asked,) if isinstance(asked, str) else asked)]
    if parsed.query.get("ssl") not in _SAID and not all(_stays_here(one) for one in hosts):
        raise ValueError(_MEND)
    return url


def _stays_here(host: str) -> bool:
    host = host.rpartition(":")[0] if host.count(":") == 1 else host  # host:port
    if host in {"", "localhost"} or host.startswith("/"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
