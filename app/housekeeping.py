"""What the service does once a day: erase what is past its time, and finish erasures."""

import asyncio

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.backup.key_copies import KeyCopies
from app.periods import periods
from app.settings import Settings
from app.steady import SteadyClock
from counselling.beside import Beside
from counselling.erasing import Eraser
from counselling.keyless import count_keyless
from counselling.retention import Retention
from counselling.store.not_saved import NotSaved
from counselling.store.store import Store
from counselling.together.only_here import only_here
from counselling.together.together import Alone, Together

log = structlog.get_logger(__name__)

FIRST_AFTER, EVERY = 30.0, 24 * 3600.0  # seconds; a start has other things to do first


class Housekeeping:
    """Runs beside the service; whatever fails is logged and tried again the next day."""

    def __init__(
        self,
        settings: Settings,
        store: Store,
        eraser: Eraser,
        copies: KeyCopies,
        *,
        first_after: float = FIRST_AFTER,
        clock: SteadyClock | None = None,
        together: Together | None = None,
    ) -> None:
        self._settings = settings
        self._store = store
        self._eraser = eraser
        self._copies = copies
        self._first_after = first_after
        self._clock = clock or SteadyClock()
        self._together = together or Alone()
        self._beside = Beside()

    def start(self) -> None:
        """Begin."""
        self._beside.begin(only_here(self._together, "housekeeping", self._run))

    async def close(self) -> None:
        """Stop."""
        await self._beside.stop()

    async def _run(self) -> None:
        await asyncio.sleep(self._first_after)
        while True:
            try:
                await self._keep_house()
            except (NotSaved, OSError, SQLAlchemyError) as error:
                log.warning("the daily work was not done whole", why=type(error).__name__)
            except Exception:  # tomorrow must find us here
                log.exception("the daily work failed")
            await asyncio.sleep(EVERY)

    async def _keep_house(self) -> None:
        _, without = await count_keyless(self._store)
        if without:
            log.error("conversations without a key: is it the right key store?", count=without)
        if self._clock.was_set():  # whichever time is right, nothing is erased by the wrong one
            log.error("the clock was set; what is past its time is erased tomorrow")
        else:
            await self._erase_what_is_due()
        self._eraser.clear_up([])
        await self._eraser.settle()
        for folder in await self._copies.due():
            log.warning("a copy of the keys still holds erased ones", folder=str(folder))

    async def _erase_what_is_due(self) -> None:
        kept = await periods(self._settings, self._store)
        done = await Retention(self._store, self._eraser, kept).run()
        log.info("what was past its time is erased", **vars(done))
