"""How many women asked what, of removed conversations too, with small numbers hidden."""

import argparse
import asyncio
import sys
from collections.abc import Iterator
from datetime import date, datetime

from app.keeping import keeping
from app.settings import Settings
from counselling.faq import FaqProblems, load
from counselling.statistics.model import Figure, Report
from counselling.statistics.period import NoSuchPeriod, Period
from counselling.statistics.report import build
from counselling.store.cells import OFFICE_TIME
from desk.reports.as_csv import as_csv
from desk.reports.words import Words


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``./osso report``"""
    day = date.fromisoformat
    parser.add_argument("--from", dest="first", type=day, help="first day, YYYY-MM-DD")
    parser.add_argument("--to", dest="last", type=day, help="last day; both: this month")
    parser.add_argument("--csv", action="store_true", help="one line a number, for a spreadsheet")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Print it; 2 if the days make no sense."""
    last = options.last or datetime.now(OFFICE_TIME).date()
    try:
        period = Period(options.first or last.replace(day=1), last)
    except NoSuchPeriod:
        print(f"osso: --from {options.first} is after --to {last}", file=sys.stderr)
        return 2
    report, words = asyncio.run(_counted(settings, period)), _words(settings)
    if options.csv:
        sys.stdout.buffer.write(as_csv(report, words))
    else:
        print(*_as_text(report, words), sep="\n")
    return 0


async def _counted(settings: Settings, period: Period) -> Report:
    async with keeping(settings) as kept, kept.store.read() as tx:
        return build(await tx.counts.between(period.first, period.last), period)


def _words(settings: Settings) -> Words:
    """With the names of offices and agencies; with their ids while the files have a problem."""
    try:
        faq = load(settings.faq_dir)
    except FaqProblems:
        return Words("en")
    offices = {name: office.name["en"] for name, office in faq.offices.items()}
    return Words("en", offices, {name: one.name["en"] for name, one in faq.partners.items()})


def _as_text(report: Report, words: Words) -> Iterator[str]:
    yield f"From {report.period.first} to {report.period.last}, in Viet Nam's time."
    yield ""
    yield from _lines([(words.key(line), words.number(line.number)) for line in report.key])
    for section in report.sections:
        for figure in section.figures:
            yield ""
            yield from _figure(figure, words)
    yield ""
    yield from words.remarks()


def _figure(figure: Figure, words: Words) -> Iterator[str]:
    yield words.figure(figure.name)
    if figure.empty:
        yield "  none"
        return
    shown = [(words.line(figure, line), words.number(line.number)) for line in figure.lines]
    yield from _lines([*shown, (words.gettext("Total"), words.number(figure.total))])


def _lines(rows: list[tuple[str, str]]) -> Iterator[str]:
    wide = max(len(name) for name, _ in rows)
    return (f"  {name:{wide}}{number:>8}" for name, number in rows)
