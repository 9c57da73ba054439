"""Who is at the other end of a request: session, language, network address."""

from dataclasses import dataclass, replace
from typing import Self

from aiohttp import web

from connectors.webchat.sessions import address_of, new_token
from connectors.webchat.words import best_language
from counselling.conversations import Language


@dataclass(frozen=True)
class Visit:
    """One screen of hers. ``chosen`` is the language she chose, ``guess`` her browser's.

    ``network`` is the address it counts for, None if unknown.
    """

    token: str
    chosen: Language | None
    guess: Language
    network: str | None = None

    @property
    def address(self) -> str:
        """The address of her chat."""
        return address_of(self.token)

    @property
    def language(self) -> Language:
        """The language to tell errors in."""
        return self.chosen or self.guess

    def renewed(self) -> Self:
        """The same screen with a fresh, empty session."""
        return replace(self, token=new_token())


def guess_of(request: web.Request) -> Language:
    """The language her browser asks for."""
    return best_language(request.headers.get("Accept-Language", ""))


def network_address(request: web.Request) -> str | None:
    """Whom the request counts for, None if unknown. What proxies say has been looked at before."""
    return request.remote or None
