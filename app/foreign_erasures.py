"""Notices what another service or command (./osso erase) erased.

Open screens look anew, and our own Rasa forgets the conversation too.
"""

import asyncio

import structlog
from sqlalchemy.exc import SQLAlchemyError

from counselling.beside import Beside
from counselling.erasing import Elsewhere
from counselling.live import Live
from counselling.store.store import Store

log = structlog.get_logger(__name__)
LOOK_EVERY = 2.0  # seconds


class ForeignErasures:
    """Watches the list of erasures in the key store."""

    def __init__(
        self,
        store: Store,
        live: Live,
        look_every: float = LOOK_EVERY,
        *,
        forget: Elsewhere | None = None,
    ) -> None:
        self._store = store
        self._forget = forget
        self._known: set[str] = set()
        self._live = live
        self._look_every = look_every
        self._beside = Beside()

    def start(self) -> None:
        """Begin to watch."""
        self._beside.begin(self._watch())

    async def close(self) -> None:
        """Stop watching."""
        await self._beside.stop()

    async def _watch(self) -> None:
        known: int | None = None
        while True:
            try:
                found = await self._store.finish(self._store.keys.erasures_of_others())
                if known is not None and found > known:
                    self._live.resync()
                    await self._have_forgotten()
                known = max(found, known or 0)
            except (SQLAlchemyError, OSError) as error:
                log.warning("erasures could not be looked at", why=type(error).__name__)
            await asyncio.sleep(self._look_every)

    async def _have_forgotten(self) -> None:
        """Those of the last days, once each: forgetting what was never known does no harm."""
        if self._forget is None:
            return
        erased = set((await self._store.finish(self._store.keys.ring())).erasures)
        try:
            await self._forget(sorted(erased - self._known))
            self._known = erased
        except Exception as error:  # noqa: BLE001  # the next erasure tries again
            log.warning("erased conversations may be remembered", why=type(error).__name__)
