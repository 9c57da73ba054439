"""Notices that another command (./osso erase) erased something, and has open screens look anew."""

import asyncio

import structlog
from sqlalchemy.exc import SQLAlchemyError

from counselling.beside import Beside
from counselling.live import Live, Resync
from counselling.store.store import Store

log = structlog.get_logger(__name__)
LOOK_EVERY = 2.0  # seconds


class ForeignErasures:
    """Watches the list of erasures in the key store."""

    def __init__(self, store: Store, live: Live, look_every: float = LOOK_EVERY) -> None:
        self._store = store
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
                    self._live.publish_to_all(Resync())
                known = max(found, known or 0)
            except SQLAlchemyError as error:
                log.warning("erasures could not be looked at", why=type(error).__name__)
            await asyncio.sleep(self._look_every)
