"""Write the Q&A files as a sheet: FILE.xlsx or FILE.csv."""

import argparse
import sys
from pathlib import Path

from app.settings import Settings
from counselling.faq import FaqProblems
from counselling.faq.loading import read_folder
from counselling.faq.sheet import SheetProblems, export_rows, write_table


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``./osso faq export FILE [--force]``"""
    parser.add_argument("file", type=Path, metavar="FILE", help="ends in .xlsx or .csv")
    parser.add_argument("--force", action="store_true", help="write over a file that is there")


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Write the sheet; 1 when the files must be mended first. Raises FaqProblems."""
    file: Path = options.file
    if file.exists() and not options.force:
        print(f"osso: {file} is there already; --force writes over it", file=sys.stderr)
        return 1
    reading = read_folder(settings.faq_dir)
    if reading.findings.fatal:
        raise FaqProblems(reading.problems)
    try:
        write_table(file, export_rows(reading.drafts.values()))
    except (SheetProblems, OSError) as refused:
        print(f"osso: the sheet cannot be written: {refused}", file=sys.stderr)
        return 1
    print(f"{len(reading.drafts)} entries are in {file}.")
    print(f"When you have changed it: ./osso faq import {file} --dry-run")
    return 0
