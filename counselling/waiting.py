"""How long she must wait for a counsellor, as far as it is known: kept ready, never a promise."""

import asyncio
import math
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from statistics import median_high

import structlog

from counselling.beside import Beside
from counselling.clock import Clock, utc_now
from counselling.conversations import Conversation, Language
from counselling.duty.roster import NOBODY, Roster
from counselling.duty.telling import spoken_moment
from counselling.faq import FaqSet
from counselling.hours.holidays import public_holidays
from counselling.hours.offices import hours_of
from counselling.store.store import Store, finishes

log = structlog.get_logger(__name__)

COUNTED, WITHIN = 20, timedelta(days=30)
"""Of how many claims, and how old at most, the middle one is told."""
FEWEST = 5
"""With fewer than these nothing can be said."""
REFRESH_EVERY = 60.0  # seconds
_MINUTES = (5, 10, 15, 20, 30, 45)
_MOST_HOURS = 12
_ANY_DANGER = "violence"


class Waits:
    """Knows the wait without asking the database: a danger reply must not take long."""

    def __init__(
        self,
        store: Store,
        faq: Callable[[], FaqSet],
        roster: Callable[[], Roster] = lambda: NOBODY,
        *,
        now: Clock = utc_now,
    ) -> None:
        self._store = store
        self._faq = faq
        self._roster = roster
        self._now = now
        self._usual: timedelta | None = None
        self._beside = Beside()

    async def start(self) -> None:
        """Look for the first time, then every minute."""
        await self.refresh()
        if any(office.opening for office in self._faq().offices.values()):
            # Reading the holidays takes half a second: no woman's ticket should wait for that.
            await asyncio.to_thread(public_holidays, self._now().year)
        self._beside.begin(self._keep())

    async def close(self) -> None:
        """Stop looking."""
        await self._beside.stop()

    @finishes
    async def refresh(self) -> None:
        """Look at the last claims."""
        async with self._store.read() as tx:
            waits = await tx.claims.waits(since=self._now() - WITHIN, most=COUNTED)
        self._usual = median_high(waits) if len(waits) >= FEWEST else None

    def line(self, language: Language) -> str:
        """The true wait in words: off duty, as it was lately, or not known."""
        say, now = self._faq().lines.say, self._now()
        roster = self._roster()
        begins = roster.next_begin(now)
        if begins and not roster.on_duty(now):
            return say("wait_off_duty", language, when=spoken_moment(begins, language))
        key, figures = usual_wait(self._usual)
        return say(key, language, **figures)

    def opens(self, office: str | None, after: datetime) -> datetime | None:
        """When somebody of the office is there next, from ``after`` on; None where it is not known.

        ``office``: as in ``of_office``.
        """
        hours = hours_of(self._faq().offices, office)
        return hours.next_open(after) if hours else None

    def of_office(self, office: str | None, conversation: Conversation) -> str:
        """When somebody of the office will be there, and what helps until then; never a promise.

        ``office``: an id of faq/offices.yml; None for the common queue.
        """
        faq, now, language = self._faq(), self._now(), conversation.language or "vi"
        opens = self.opens(office, now)
        if opens is None:
            return faq.lines.say("wait_unknown", language)
        if opens == now:
            return faq.lines.say("office_open", language)
        when = spoken_moment(opens, language)
        numbers = faq.numbers_at_hand(_ANY_DANGER, language, conversation.country)
        return faq.lines.say("office_closed_until", language, when=when, numbers=numbers)

    async def _keep(self) -> None:
        while True:
            await asyncio.sleep(REFRESH_EVERY)
            try:
                await self.refresh()
            except Exception:  # what was known before goes on
                log.exception("the usual wait could not be looked up")


def usual_wait(usual: timedelta | None) -> tuple[str, dict[str, int]]:
    """The line of faq/lines.yml for a wait, rounded up, with what stands in its braces."""
    if usual is None:
        return "wait_unknown", {}
    minutes = usual / timedelta(minutes=1)
    if minutes <= _MINUTES[-1]:
        return "wait_minutes", {"minutes": next_above(minutes, _MINUTES)}
    hours = math.ceil(minutes / 60)
    return ("wait_hours", {"hours": hours}) if hours <= _MOST_HOURS else ("wait_long", {})


def next_above(figure: float, steps: Sequence[int]) -> int:
    """The smallest of ``steps`` (rising) that is not below ``figure``."""
    return next(step for step in steps if step >= figure)
