"""The report as CSV: one line a number, UTF-8 with a byte order mark, as Excel wants it."""

import csv
import io
from collections.abc import Iterator

from counselling.formulas import guarded
from counselling.statistics.model import Report
from desk.reports.words import HIDDEN, Words


def as_csv(report: Report, words: Words) -> bytes:
    """The file. Numbers are written bare, without the language's separators."""
    out = io.StringIO()
    csv.writer(out).writerows([guarded(cell) for cell in row] for row in rows(report, words))
    return out.getvalue().encode("utf-8-sig")


def rows(report: Report, words: Words) -> Iterator[tuple[str, str, str, str]]:
    """Section, figure, line and number, the headings first."""
    _ = words.gettext
    yield _("Section"), _("Figure"), _("What"), _("Number")
    yield "", _("Days"), words.period(report.period), ""
    yield "", _("Office"), words.office(report.office), ""
    for line in report.key:
        yield _("At a glance"), "", words.key(line), _bare(line.number)
    for section in report.sections:
        for figure in section.figures:
            where = words.section(section.name), words.figure(figure.name)
            for line in figure.lines:
                yield *where, words.line(figure, line), _bare(line.number)
            yield *where, _("Total"), _bare(figure.total)
    for remark in words.remarks():
        yield "", "", remark, ""


def _bare(number: int | None) -> str:
    return HIDDEN if number is None else str(number)
