"""The office's figures: on screen, and as files."""

from aiohttp import web

from counselling.statistics.period import NAMED, NoSuchPeriod, Period, between
from desk.reports import making
from desk.reports.words import Words
from desk.views.queue import counts_for
from desk.visit import Visit

USUAL = "last-month"


async def show_report(visit: Visit) -> web.Response:
    """The figures of the days asked for; last month's where nothing was asked."""
    try:
        period, wrong = _period(visit), False
    except NoSuchPeriod:
        period, wrong = NAMED[USUAL](visit.desk.reporting.today()), True
    report, words = await visit.desk.reporting.report(period, by=visit.user), Words(visit.language)
    return visit.page(
        "report.html",
        422 if wrong else 200,
        report=report,
        words=words,
        charts=await making.drawn(report, words),
        named=list(NAMED),
        chosen=_chosen(visit),
        wrong=wrong,
        counts=await counts_for(visit),
    )


async def send_report(visit: Visit) -> web.Response:
    """The same as a file to keep."""
    form = visit.request.match_info["form"]
    if form not in making.TYPES:
        return visit.missing()
    try:
        period = _period(visit)
    except NoSuchPeriod:
        return visit.missing()
    report = await visit.desk.reporting.report(period, by=visit.user, form=form)
    body = await making.file(form, report, Words(visit.language))
    name = f"osso-{period.first}-{period.last}.{form}"
    return web.Response(
        body=body,
        content_type=making.TYPES[form],
        charset="utf-8" if form == making.CSV else None,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _chosen(visit: Visit) -> str | None:
    """The name of the days, if they were chosen by name."""
    query = visit.request.query
    return None if "from" in query or "to" in query else query.get("days", USUAL)


def _period(visit: Visit) -> Period:
    """The days the address asks for; raises NoSuchPeriod."""
    chosen, query = _chosen(visit), visit.request.query
    if chosen is None:
        return between(query.get("from", ""), query.get("to", ""))
    named = NAMED.get(chosen)
    if named is None:
        raise NoSuchPeriod("unknown name")
    return named(visit.desk.reporting.today())
