"""The address of a mail server, as the setting OSSO_MAIL_URL gives it."""

import ipaddress
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

_SCHEMES = {"smtps": 465, "smtp": 587}  # RFC 8314, 3.3; RFC 6409, 3.1


class BadMailUrl(ValueError):
    """The address of the mail server is not in order. Its message never quotes the address."""


@dataclass(frozen=True)
class MailServer:
    """``secure``: TLS from the first byte; else STARTTLS, which this machine alone may lack."""

    host: str
    port: int
    secure: bool
    user: str | None = None
    password: str | None = None

    @property
    def is_this_machine(self) -> bool:
        """Whether what is sent stays on this machine."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def read_mail_url(url: str) -> MailServer:
    """``smtps://user:password@host:465`` (``smtp://``: STARTTLS, port 587); raises BadMailUrl."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise BadMailUrl("the port is not a number up to 65535") from None
    if parts.scheme not in _SCHEMES:
        raise BadMailUrl('it must begin with "smtps://" or "smtp://"')
    if not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
        raise BadMailUrl(
            "it must be like smtps://user:password@host:465; signs such as @ / : # in user or "
            "password are written %40 %2F %3A %23"
        )
    return MailServer(
        parts.hostname,
        port or _SCHEMES[parts.scheme],
        secure=parts.scheme == "smtps",
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
    )
