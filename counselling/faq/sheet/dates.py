"""Dates as spreadsheets give them back: written by the country's custom instead of ours."""

import re
from datetime import date

_BY_CUSTOM = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})")


def as_written(cell: str, known: str) -> str:
    """The cell's date as year-month-day, if it can be only one; else the cell as it is.

    ``known`` is the date the file has: "5/11/2026" is that one if either reading gives it, since
    a spreadsheet that opened a CSV file may have turned it round without anybody's wish.
    """
    found = _BY_CUSTOM.fullmatch(cell.strip())
    if found is None:
        return cell
    one, other, year = (int(number) for number in found.groups())
    readings = {day for day in (_date(year, other, one), _date(year, one, other)) if day}
    if known in readings:
        return known
    return readings.pop() if len(readings) == 1 else cell


def _date(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
