"""Choosing between XLSX and CSV by the file's name."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType

from counselling.faq.sheet.columns import COLUMNS
from counselling.faq.sheet.headings import as_table
from counselling.faq.sheet.table import SheetProblems, Table

# Loaded when asked for: openpyxl takes longer to load than most commands to run.
_KINDS = {".xlsx": "xlsx", ".csv": "csv_file"}


def write_table(file: Path, rows: Sequence[Mapping[str, str]]) -> None:
    """Write rows (cells by column key) with their headings; raises SheetProblems, OSError."""
    headings = [column.heading for column in COLUMNS]
    cells = [[row[column.key] for column in COLUMNS] for row in rows]
    _kind(file).write(file, [headings, *cells])


def read_table(file: Path) -> Table:
    """The table in a file; raises SheetProblems, OSError."""
    return as_table(_kind(file).read(file))


def _kind(file: Path) -> ModuleType:
    kind = _KINDS.get(file.suffix.casefold())
    if kind is None:
        raise SheetProblems([f'"{file.name}" is neither .xlsx nor .csv. Give it one of the two.'])
    return import_module(f"counselling.faq.sheet.{kind}")
