"""Calls the counsellors on duty to emergencies that nobody has taken: the part that keeps time."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from counselling.clock import Clock, utc_now
from counselling.duty.calling import Calling, CallNews
from counselling.duty.page import Page
from counselling.duty.sending import PageSender
from counselling.duty.stepping import Stepper
from counselling.faq import FaqSet
from counselling.live import DESK, Live, QueueChanged
from counselling.scribe import Announcer
from counselling.store.store import Store, finishes
from counselling.together.together import Alone, Together, is_free

log = structlog.get_logger(__name__)

LOOK_EVERY = 60.0  # seconds at most between two looks, whatever the plan says
AFTER_TROUBLE = 5.0  # seconds


class Pager:
    """Looks at what waits, whenever the queue changes and whenever a time is up."""

    def __init__(
        self,
        store: Store,
        announcer: Announcer,
        live: Live,
        faq: Callable[[], FaqSet],
        calling: Calling,
        *,
        now: Clock = utc_now,
        together: Together | None = None,
    ) -> None:
        self._store = store
        self._together = together or Alone()
        self._live = live
        self._now = now
        self._longest = calling.pause  # what waits longer was put off before the clock was set back
        self._woken = asyncio.Event()
        self._stepper = Stepper(store, announcer, faq, calling, now=now)
        self._sender = PageSender(store, calling, self.wake, now=now, together=self._together)
        self._tasks: list[asyncio.Task[None]] = []
        self.news = CallNews()
        """What the desk should know, as of the last look."""

    async def start(self) -> None:
        """Go on where an earlier run stopped."""
        await self.take_stock()
        self._tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._keep_on())]

    async def close(self) -> None:
        """Stop; what is due stays due for the next run."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._sender.close()

    def wake(self) -> None:
        """Something may have to be done: look now."""
        self._woken.set()

    async def settle(self) -> None:
        """Wait until no page is being sent."""
        await self._sender.settle()

    async def take_stock(self) -> None:
        """What an earlier run, or another service, was just sending is not sent again."""
        for page_id in await self._unfinished():
            if not self._sender.sends(page_id) and await is_free(self._together, f"page {page_id}"):
                await self._give_up_on(page_id)
                self.wake()

    @finishes
    async def _unfinished(self) -> list[int]:
        async with self._store.read() as tx:
            return await tx.pages.unfinished()

    @finishes
    async def _give_up_on(self, page_id: int) -> None:
        async with self._store.write() as tx:
            await tx.pages.give_up_on(page_id)

    async def look(self) -> datetime | None:
        """Do what is due now; when to look again, None for when something happens."""
        waiting = await self._stepper.waiting()
        times = [await self._stepper.step(code) for code in waiting]
        due, now = await self._due(), self._now()
        later = [page for page in due if now < page.not_before <= now + self._longest]
        self._sender.start(page for page in due if page not in later)
        times += [page.not_before for page in later]
        self.news = await self._stepper.news(waiting)
        return min((time for time in times if time), default=None)

    @finishes
    async def _due(self) -> list[Page]:
        async with self._store.read() as tx:
            return await tx.pages.due()

    async def _listen(self) -> None:
        with self._live.subscribe(DESK) as events:
            while True:
                event = await events.get()
                if not isinstance(event, QueueChanged) or event.emergency:
                    self.wake()

    async def _keep_on(self) -> None:
        while True:
            self._woken.clear()
            try:
                until = await self.look()
            except Exception:  # the next look must come, whatever went wrong in this one
                log.exception("looking for emergencies failed")
                until = self._now() + timedelta(seconds=AFTER_TROUBLE)
            seconds = (until - self._now()).total_seconds() if until else LOOK_EVERY
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(min(max(seconds, 0), LOOK_EVERY)):
                    await self._woken.wait()
