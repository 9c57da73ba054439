"""Making a report for a member of staff; each one, and each file of it, is audited."""

import asyncio
from datetime import date

from counselling.clock import Clock, utc_now
from counselling.permissions import User
from counselling.statistics.model import Report
from counselling.statistics.period import Period
from counselling.statistics.report import build
from counselling.store.cells import day_of
from counselling.store.store import Store, finishes


class Reporting:
    """The reports of the office on ``store``."""

    def __init__(self, store: Store, *, now: Clock = utc_now) -> None:
        self._store = store
        self._now = now

    def today(self) -> date:
        """The day it is in Viet Nam."""
        return day_of(self._now())

    @finishes
    async def report(self, period: Period, *, by: User, form: str = "page") -> Report:
        """The figures of these days. ``form``: how ``by`` gets them, for the audit."""
        async with self._store.read() as tx:
            counts = await tx.counts.between(period.first, period.last)
        async with self._store.write() as tx:
            about = f"{period.first} {period.last} {form}"
            await tx.records.audit(by.id, "report", about, at=self._now())
        return await asyncio.to_thread(build, counts, period)
