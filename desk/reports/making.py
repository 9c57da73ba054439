"""The report as what is asked for, made in a thread.

What makes it is loaded with the first report: together it takes a second and 60 MB, which most
days need not.
"""

import asyncio
from collections.abc import Mapping
from datetime import UTC, datetime

from markupsafe import Markup

from counselling.statistics.model import Report
from desk.reports.as_csv import as_csv
from desk.reports.words import Words

CSV, SHEET, PAPER = "csv", "xlsx", "pdf"
TYPES: Mapping[str, str] = {
    CSV: "text/csv",
    SHEET: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    PAPER: "application/pdf",
}


async def drawn(report: Report, words: Words) -> Mapping[str, Markup]:
    """The charts by the names of their figures."""
    return await asyncio.to_thread(_charts, report, words)


async def file(form: str, report: Report, words: Words) -> bytes:
    """The report as a file; ``form`` is one of TYPES."""
    make = {CSV: as_csv, SHEET: _sheet, PAPER: _paper}[form]
    return await asyncio.to_thread(make, report, words)


def _charts(report: Report, words: Words) -> Mapping[str, Markup]:
    from desk.reports.as_charts import charts  # noqa: PLC0415  # see above

    return charts(report, words)


def _sheet(report: Report, words: Words) -> bytes:
    from desk.reports.as_sheet import as_sheet  # noqa: PLC0415  # see above

    return as_sheet(report, words)


def _paper(report: Report, words: Words) -> bytes:
    from desk.reports.as_paper import as_paper  # noqa: PLC0415  # see above

    return as_paper(report, words, written=datetime.now(UTC))
