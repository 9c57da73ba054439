"""Look after the Q&A files."""

import argparse
import sys

from app.settings import Settings
from counselling.faq import check
from counselling.safety import phrases


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``./osso faq check``"""
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("check", help="name every problem in faq/, with file, line and the mend")


def run(settings: Settings, _options: argparse.Namespace) -> int:
    """Check the files; 1 when something must be mended."""
    status = check(settings.faq_dir, sys.stdout)
    try:
        known = phrases.load(settings.faq_dir / "danger/phrases.tsv")
    except phrases.PhraseProblems as found:
        print(*found.problems, sep="\n")
        print("The danger phrases are not in order. Nothing was changed.")
        return 1
    print(f"In order: {len(known)} danger phrases.")
    return status
