"""Calls to a platform over HTTP, and the bytes of what its messages point to.

An address may hold a token, and aiohttp quotes addresses in what its errors say: no error of its
leaves this file.
"""

import ipaddress
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import aiohttp

from connectors.messaging.fetching import NotFetched
from connectors.messaging.fields import read_object
from connectors.messaging.sending import OutcomeUnknown
from counselling.channels import DeliveryError

ANSWER_WITHIN = 10.0  # seconds
_SILENCE = 20.0  # seconds without a byte of a file
_AT_ONCE = 32  # connections
_NEVER_LEFT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError)


@dataclass(frozen=True)
class Answer:
    """What was answered; ``body`` is empty where it was no JSON object."""

    status: int
    body: Mapping[str, object]


class Calls:
    """The line to one server. ``base``: such as ``https://openapi.zalo.me``."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._open: aiohttp.ClientSession | None = None

    async def post(
        self,
        path: str,
        body: Mapping[str, object] | None = None,
        *,
        form: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        within: float = ANSWER_WITHIN,
    ) -> Answer:
        """Post ``body`` as JSON, or ``form``; raises OutcomeUnknown, or DeliveryError if not sent.

        ``within``: seconds.
        """
        url, timeout = self._base + path, aiohttp.ClientTimeout(within)
        sent = (body or {}) if form is None else None
        try:
            async with self._session().post(
                url, data=form, json=sent, headers=headers, timeout=timeout, allow_redirects=False
            ) as answer:
                return Answer(answer.status, read_object(await answer.read()))
        except _NEVER_LEFT as error:
            raise DeliveryError(type(error).__name__) from None
        except (aiohttp.ClientError, TimeoutError) as error:
            raise OutcomeUnknown(type(error).__name__) from None

    async def content(self, url: str) -> AsyncGenerator[bytes]:
        """The bytes at an address the platform gave, piece by piece; raises NotFetched."""
        fit = self._fit(url)
        try:
            async with self._session().get(
                fit,
                timeout=aiohttp.ClientTimeout(None, sock_connect=_SILENCE, sock_read=_SILENCE),
                allow_redirects=False,
            ) as answer:
                if answer.status != 200:  # all else is no file
                    raise NotFetched(f"status {answer.status}")
                async for piece in answer.content.iter_any():
                    yield piece
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise NotFetched(type(error).__name__) from None

    async def close(self) -> None:
        """Let go of the connections."""
        if self._open:
            await self._open.close()

    def _session(self) -> aiohttp.ClientSession:
        if self._open is None:
            connector = aiohttp.TCPConnector(limit=_AT_ONCE)
            self._open = aiohttp.ClientSession(connector=connector)
        return self._open

    def _fit(self, url: str) -> str:
        """The address as it may be asked: over https, and nothing of our own network."""
        if url.startswith(f"{self._base}/"):
            return url
        try:
            parts = urlsplit(url)
        except ValueError:
            raise NotFetched("no address") from None
        if parts.scheme not in {"http", "https"} or not _is_public_name(parts.hostname or ""):
            raise NotFetched("no public address")
        return parts._replace(scheme="https").geturl()


def _is_public_name(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return "." in host and not host.endswith((".local", ".internal", ".localhost"))
    return False
