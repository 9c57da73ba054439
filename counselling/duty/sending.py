"""Handing pages to their ways: again after a failure, and never twice without a reason."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import timedelta
from functools import partial

import structlog

from counselling.clock import Clock
from counselling.duty.calling import Calling
from counselling.duty.page import Page, PageState, Why
from counselling.duty.ways import NotPaged
from counselling.duty.words import page_text
from counselling.store.not_saved import NotSaved
from counselling.store.store import Store, finishes
from counselling.together.together import Together, holding

log = structlog.get_logger(__name__)

FIRST_WAIT = 2.0  # seconds before the second try; doubled each time
MOST_TRIES = 5
LET_FINISH = 5.0  # seconds that a stop leaves to what is being sent


class PageSender:
    """Sends what is due. ``done`` is called after each page, whatever became of it."""

    def __init__(
        self,
        store: Store,
        calling: Calling,
        done: Callable[[], None],
        *,
        now: Clock,
        together: Together,
    ) -> None:
        self._store = store
        self._together = together
        self._calling = calling
        self._done = done
        self._now = now
        self._running: dict[int, asyncio.Task[None]] = {}

    def start(self, pages: Iterable[Page]) -> None:
        """Begin to send each that is not being sent already."""
        for page in pages:
            if page.id not in self._running:
                task = asyncio.create_task(self._send(page))
                self._running[page.id] = task
                task.add_done_callback(partial(self._forget, page.id))

    def sends(self, page_id: int) -> bool:
        """Whether it is being sent here."""
        return page_id in self._running

    async def settle(self) -> None:
        """Wait until nothing is being sent."""
        while self._running:
            await asyncio.wait(self._running.values())

    async def close(self) -> None:
        """Let what is being sent finish, but not for long."""
        if self._running:
            _, late = await asyncio.wait(self._running.values(), timeout=LET_FINISH)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        for way in self._calling.ways.values():
            await way.close()

    def _forget(self, page_id: int, _task: asyncio.Task[None]) -> None:
        del self._running[page_id]

    async def _send(self, page: Page) -> None:
        try:
            async with holding(self._together, f"page {page.id}"):
                if await self._begin(page):
                    await self._note(page, await self._attempt(page))
        except NotSaved:  # the row stays as it is, and the next look finds it
            log.warning("what became of a page could not be saved")
        self._done()

    @finishes
    async def _begin(self, page: Page) -> bool:
        """Look again, in the same transaction, whether somebody has the ticket by now."""
        async with self._store.write() as tx:
            if not await tx.pages.is_waiting(page.ticket_id):
                await tx.pages.drop(page.ticket_id)
                return False
            return await tx.pages.begin(page.id)

    async def _attempt(self, page: Page) -> NotPaged | None:
        person = self._calling.roster().get(page.person or "")
        way = self._calling.ways.get(page.way)
        if person is None or way is None or not person.address(page.way):
            return NotPaged(Why.NO_WAY, permanent=True)  # taken out while the page was due
        try:
            await way.send(person.address(page.way), page_text(person.language, self._calling.desk))
        except NotPaged as failure:
            return failure
        except Exception:  # whatever it was, the next person must be called
            log.exception("a page could not be sent", way=page.way)
            return NotPaged(Why.NO_REPLY)
        return None

    @finishes
    async def _note(self, page: Page, failure: NotPaged | None) -> None:
        async with self._store.write() as tx:
            if failure is None:
                await tx.pages.end(page.id, PageState.DELIVERED)
                return
            tries = page.attempts + 1
            wait = failure.retry_after or FIRST_WAIT * 2**page.attempts
            again = self._now() + timedelta(seconds=wait)
            final = (
                failure.permanent or tries >= MOST_TRIES or again > page.at + self._calling.pause
            )
            if final:
                await tx.pages.end(page.id, PageState.FAILED, failure.why)
            else:
                await tx.pages.again(page.id, not_before=again)
        log.warning(
            "a page was not delivered",
            way=page.way,
            why=failure.why.value,
            tries=tries,
            final=final,
        )
