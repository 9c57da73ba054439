"""How many women asked what, of removed conversations too, with small numbers hidden."""

import argparse
import asyncio
import csv
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import TextIO

from app.keeping import keeping
from app.settings import Settings
from counselling.statistics.report import tables
from counselling.statistics.suppression import FEWEST, hidden
from counselling.statistics.table import Table
from counselling.store.counts import OFFICE_TIME, Cell

HIDDEN = f"<{FEWEST}*"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``./osso report``"""
    day = date.fromisoformat
    parser.add_argument("--from", dest="first", type=day, help="first day, YYYY-MM-DD")
    parser.add_argument("--to", dest="last", type=day, help="last day; both: this month")
    parser.add_argument("--csv", action="store_true", help="one line a number, for a spreadsheet")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Print it; 2 if the days make no sense."""
    last = options.last or datetime.now(OFFICE_TIME).date()
    first = options.first or last.replace(day=1)
    if first > last:
        print(f"osso: --from {first} is after --to {last}", file=sys.stderr)
        return 2
    found = tables(asyncio.run(_counted(settings, first, last)))
    if options.csv:
        _as_csv(found, sys.stdout)
        return 0
    print(f"From {first} to {last}, in Viet Nam's time. Columns: languages ('?': not known).")
    for table in found:
        print("", *_as_text(table), sep="\n")
    print()
    print(f"{HIDDEN}: 1 to {FEWEST - 1}, or hidden so that no such number can be worked out.")
    print("Do not give away two reports whose days overlap: their difference may show what each")
    print("of them hides.")
    return 0


async def _counted(settings: Settings, first: date, last: date) -> Counter[Cell]:
    async with keeping(settings) as kept, kept.store.read() as tx:
        return await tx.counts.between(first, last)


def _shown(table: Table) -> Iterator[tuple[str, list[str]]]:
    hide = hidden(table.cells)
    for row, label in enumerate(table.rows):
        yield (
            label,
            [
                HIDDEN if (row, column) in hide else str(value)
                for column, value in enumerate(table.cells[row])
            ],
        )


def _as_text(table: Table) -> Iterator[str]:
    yield table.title
    if len(table.rows) == 1:
        yield "  none"
        return
    wide = max(len(label) for label in table.rows)
    yield f"  {'':{wide}}" + "".join(f"{label:>8}" for label in table.columns)
    for label, values in _shown(table):
        yield f"  {label:{wide}}" + "".join(f"{value:>8}" for value in values)


def _as_csv(found: list[Table], out: TextIO) -> None:
    writer = csv.writer(out)
    writer.writerow(["table", "row", "column", "number"])
    for table in found:
        for label, values in _shown(table):
            for column, value in zip(table.columns, values, strict=True):
                writer.writerow([table.title, label, column, value])
