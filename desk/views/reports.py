"""The office's figures: on screen, and as files."""

from dataclasses import dataclass

from aiohttp import web

from counselling.statistics.period import NAMED, NoSuchPeriod, Period, between
from counselling.statistics.reporting import NotHerOffice
from desk.reports import making
from desk.reports.words import Words
from desk.views.queue import counts_for
from desk.visit import Visit

USUAL = "last-month"


@dataclass(frozen=True)
class Wish:
    """What the address asks for. ``days``: a name of NAMED, or None where days are given."""

    days: str | None
    first: str
    last: str
    office: str | None

    def period(self, visit: Visit) -> Period:
        """Its days; raises NoSuchPeriod."""
        if self.days is None:
            return between(self.first, self.last)
        if self.days not in NAMED:
            raise NoSuchPeriod(self.days)
        return NAMED[self.days](visit.desk.reporting.today())


async def show_report(visit: Visit) -> web.Response:
    """The figures of the days asked for; last month's where nothing was asked, or nonsense."""
    wish, words, wrong = _wish(visit), _words(visit), False
    try:
        period = wish.period(visit)
    except NoSuchPeriod:
        period, wrong = NAMED[USUAL](visit.desk.reporting.today()), True
    try:
        report = await visit.desk.reporting.report(period, by=visit.user, office=wish.office)
    except NotHerOffice:
        return visit.missing()
    return visit.page(
        "report.html",
        422 if wrong else 200,
        report=report,
        words=words,
        charts=await making.drawn(report, words),
        named=list(NAMED),
        chosen=USUAL if wrong else wish.days,
        wrong=wrong,
        typed=wish if wrong and wish.days is None else period,
        offices=words.offices if visit.user.office is None else {},
        counts=await counts_for(visit),
    )


async def show_questions(visit: Visit) -> web.Response:
    """The questions of these days that got no good answer; on screen only."""
    try:
        period = _wish(visit).period(visit)
        found = await visit.desk.reporting.asked_in_vain(period, by=visit.user)
    except (NoSuchPeriod, NotHerOffice):
        return visit.missing()
    return visit.page(
        "report_questions.html",
        period=period,
        found=found,
        words=_words(visit),
        counts=await counts_for(visit),
    )


async def send_report(visit: Visit) -> web.Response:
    """The same as a file to keep."""
    form, wish = visit.request.match_info["form"], _wish(visit)
    if form not in making.TYPES:
        return visit.missing()
    try:
        period = wish.period(visit)
        report = await visit.desk.reporting.report(
            period, by=visit.user, office=wish.office, form=form
        )
    except (NoSuchPeriod, NotHerOffice):
        return visit.missing()
    name = f"osso-{report.office or 'all'}-{period.first}-{period.last}.{form}"
    return web.Response(
        body=await making.file(form, report, _words(visit)),
        content_type=making.TYPES[form],
        charset="utf-8" if form == making.CSV else None,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _words(visit: Visit) -> Words:
    reporting, language = visit.desk.reporting, visit.language
    return Words(language, reporting.offices(language), reporting.partners(language))


def _wish(visit: Visit) -> Wish:
    query = visit.request.query
    given = "from" in query or "to" in query
    return Wish(
        days=None if given else query.get("days", USUAL),
        first=query.get("from", ""),
        last=query.get("to", ""),
        office=query.get("office") or None,
    )
