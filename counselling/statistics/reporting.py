"""Making a report for a member of staff; each one, and each file of it, is audited."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from counselling.clock import Clock, utc_now
from counselling.conversations import Language
from counselling.faq import FaqSet
from counselling.permissions import User
from counselling.statistics.asked_in_vain import AskedInVain, most_asked
from counselling.statistics.model import Report
from counselling.statistics.period import Period
from counselling.statistics.report import build
from counselling.store.cells import day_of, midnight
from counselling.store.store import Store, finishes


class NotHerOffice(Exception):
    """There is no such office, or its figures are not for her."""


class Reporting:
    """The reports of the offices in ``faq``, from what ``store`` holds."""

    def __init__(self, store: Store, faq: Callable[[], FaqSet], *, now: Clock = utc_now) -> None:
        self._store = store
        self._faq = faq
        self._now = now

    def today(self) -> date:
        """The day it is in Viet Nam."""
        return day_of(self._now())

    def offices(self, language: Language) -> Mapping[str, str]:
        """The offices' names by their ids."""
        return {name: office.name[language] for name, office in self._faq().offices.items()}

    def partners(self, language: Language) -> Mapping[str, str]:
        """The partner agencies' names by their ids."""
        return {name: partner.name[language] for name, partner in self._faq().partners.items()}

    @finishes
    async def report(
        self, period: Period, *, by: User, office: str | None = None, form: str = "page"
    ) -> Report:
        """The figures of these days at ``office``, or at all of them.

        Who belongs to an office gets that office's, whatever she asks. ``form``: how ``by`` gets
        them, for the audit. Raises NotHerOffice.
        """
        whose = self._office(by, office)
        async with self._store.read() as tx:
            counts = await tx.counts.between(period.first, period.last, office=whose)
        async with self._store.write() as tx:
            about = f"{period.first} {period.last} {form} {whose or 'all'}"
            await tx.records.audit(by.id, "report", about, at=self._now())
        return await asyncio.to_thread(build, counts, period, whose)

    @finishes
    async def asked_in_vain(self, period: Period, *, by: User) -> Sequence[AskedInVain]:
        """What women asked in these days and got no good answer to.

        Not for who belongs to an office: most of it was asked in conversations of none. Raises
        NotHerOffice.
        """
        if by.office:
            raise NotHerOffice(by.office)
        async with self._store.write() as tx:
            about = f"{period.first} {period.last} questions all"
            await tx.records.audit(by.id, "report", about, at=self._now())
        async with self._store.read() as tx:
            missed = await tx.outcomes.unanswered(midnight(period.first))
        return await asyncio.to_thread(most_asked, missed, period, self._faq())

    def _office(self, by: User, asked: str | None) -> str | None:
        allowed = {by.office} if by.office else {None, *self._faq().offices}
        office = asked or by.office
        if office not in allowed:
            raise NotHerOffice(asked)
        return office
