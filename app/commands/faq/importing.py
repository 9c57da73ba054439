"""Take a changed sheet over into the Q&A files; nothing is written unless all is well."""

import argparse
import sys
from difflib import ndiff
from pathlib import Path

from app.settings import Settings
from counselling.faq.sheet import (
    NothingToUndo,
    Plan,
    SheetProblems,
    carry_out,
    make_plan,
    read_table,
    undo,
)
from counselling.faq.sheet.changes import CellChange

_LISTED = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``./osso faq import FILE [--dry-run]`` and ``./osso faq import --undo``"""
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument("file", type=Path, nargs="?", metavar="FILE", help="a sheet from faq export")
    what.add_argument("--undo", action="store_true", help="take the last import back")
    parser.add_argument("--dry-run", action="store_true", help="only show what would change")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Import or take back; 1 when something must be mended first."""
    copies = settings.data_dir / "faq-before-import"
    try:
        if options.undo:
            for file in undo(settings.faq_dir, copies):
                print(f"As before the import: {file}")
            return 0
        plan = make_plan(read_table(options.file), settings.faq_dir)
        if plan.problems:
            raise SheetProblems(plan.problems)
        _show(plan)
        if options.dry_run or not plan.changes:
            print("Nothing was written." if options.dry_run else "There is nothing to change.")
            return 0
        kept = carry_out(plan.changes, settings.faq_dir, copies)
    except SheetProblems as found:
        print(*found.problems, sep="\n")
        print(f"Not in order: {len(found.problems)} to mend. Nothing was changed.")
        return 1
    except (NothingToUndo, OSError) as refused:
        print(f"osso: {refused}; nothing was changed", file=sys.stderr)
        return 1
    print(f"{len(plan.changes)} files were written. What they were is in {kept}.")
    print("To take it back: ./osso faq import --undo")
    return 0


def _show(plan: Plan) -> None:
    for change in plan.changes:
        new = " (a new entry)" if change.before is None else ""
        print(f"{change.entry}, row {change.row}{new}:")
        for cell in change.cells:
            print(f"  {cell.column.heading}")
            _show_cell(cell)
    print(*plan.warnings, sep="\n", end="\n" if plan.warnings else "")
    if plan.unchanged:
        print(f"Rows as their files are: {plan.unchanged}.")
    if plan.without_row:
        names = ", ".join(plan.without_row[:_LISTED])
        more = len(plan.without_row) - _LISTED
        names += f" and {more} more" if more > 0 else ""
        print(f"Without a row, kept as they are: {names}.")


def _show_cell(cell: CellChange) -> None:
    for line in ndiff(cell.now.split("\n"), cell.wanted.split("\n")):
        if line[:2] in ("- ", "+ ") and line[2:].strip():
            print(f"    {line}")
