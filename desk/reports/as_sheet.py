"""The report as XLSX: a sheet for each section; every text is a text, never a formula."""

import io
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill

from counselling.statistics.model import Figure, Report
from desk.reports.words import HIDDEN, Words

_BOLD = Font(bold=True)
_HEAD = PatternFill("solid", fgColor="E4EFF5")
_WIDTHS = {"A": 46, "B": 14, "C": 12}
_LONGEST_NAME = 31  # of a sheet: Excel's own limit


def as_sheet(report: Report, words: Words) -> bytes:
    """The file."""
    book = Workbook()
    sheet = book.active
    sheet.title = words.gettext("At a glance")[:_LONGEST_NAME]
    _glance(sheet, report, words)
    for section in report.sections:
        sheet = book.create_sheet(words.section(section.name)[:_LONGEST_NAME])
        for figure in section.figures:
            _figure(sheet, figure, words)
        _widen(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _glance(sheet: Any, report: Report, words: Words) -> None:
    _row(sheet, words.title(report), bold=True)
    _row(sheet, words.period(report.period))
    _row(sheet)
    for line in report.key:
        _row(sheet, words.key(line), line.number)
    _row(sheet)
    for remark in words.remarks():
        _row(sheet, remark)
        sheet.cell(sheet.max_row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    _widen(sheet)


def _figure(sheet: Any, figure: Figure, words: Words) -> None:
    _ = words.gettext
    _row(sheet, words.figure(figure.name), bold=True)
    _row(sheet, _("What"), _("Number"), _("Share"), bold=True, ground=_HEAD)
    for line in figure.lines:
        _row(sheet, words.line(figure, line), line.number, words.share(line, figure.total))
    _row(sheet, _("Total"), figure.total, bold=True)
    _row(sheet)


def _row(
    sheet: Any,
    *cells: str | int | None,
    bold: bool = False,
    ground: PatternFill | None = None,
) -> None:
    """Add a row below the last one; an empty one without ``cells``. None is a hidden number."""
    number = sheet.max_row + 1 if sheet.max_row > 1 or sheet.cell(1, 1).value else 1
    for place, value in enumerate(cells or ("",), start=1):
        cell = sheet.cell(number, place)
        cell.value = HIDDEN if value is None else value
        if not isinstance(value, int):
            cell.data_type = "s"  # also where it begins with "="
        cell.font = _BOLD if bold else Font()
        if place > 1:
            cell.alignment = Alignment(horizontal="right")
        if ground:
            cell.fill = ground


def _widen(sheet: Any) -> None:
    for letter, width in _WIDTHS.items():
        sheet.column_dimensions[letter].width = width
