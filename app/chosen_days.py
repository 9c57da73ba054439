"""What administrators chose in the browser, at hand without asking the database."""

import asyncio
from collections.abc import Sequence

import structlog

from app.book import Book
from app.periods import follow_up_days, kept_days
from app.settings import Settings
from counselling.beside import Beside
from counselling.store.store import Store

log = structlog.get_logger(__name__)

REFRESH_EVERY = 60.0  # seconds; another process may have changed them


class ChosenDays:
    """The usual days of follow-ups, and in ``book`` how long she is told that a case is kept."""

    def __init__(self, settings: Settings, book: Book) -> None:
        self._settings = settings
        self._book = book
        self._follow_ups: Sequence[int] = settings.follow_up_days
        self._store: Store | None = None
        self._beside = Beside()

    def follow_ups(self) -> Sequence[int]:
        """The usual follow-ups, in days from today."""
        return self._follow_ups

    async def start(self, store: Store) -> None:
        """Look for the first time, then every minute."""
        self._store = store
        await self.refresh()
        self._beside.begin(self._keep())

    async def close(self) -> None:
        """Stop looking."""
        await self._beside.stop()

    async def refresh(self) -> None:
        """Look at what is chosen now."""
        if self._store is None:
            return
        self._follow_ups = (await follow_up_days(self._settings, self._store)).days
        rows = await kept_days(self._settings, self._store)
        self._book.keep_cases_for(next(row.days for row in rows if row.name == "keep_cases_days"))

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(REFRESH_EVERY)
            try:
                await self.refresh()
            except Exception:  # what was known before goes on
                log.exception("what administrators chose could not be looked up")
