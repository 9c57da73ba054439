"""Name every problem in faq/, with file, line and the mend."""

import argparse
import sys

from app.keeper import rasa_home
from app.settings import Settings
from counselling.faq import check
from counselling.faq.confusions import NotMeasured
from counselling.safety import phrases


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``./osso faq check [--confusions]``"""
    parser.add_argument(
        "--confusions",
        action="store_true",
        help="also name the phrasings that the trained matcher takes for another entry",
    )


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Check the files; 1 when something must be mended."""
    measured = rasa_home(settings).folder / "confusions.json" if options.confusions else None
    try:
        status = check(settings.faq_dir, sys.stdout, confusions=measured)
    except NotMeasured as missing:
        print(f"osso: {missing}; ./osso evaluate measures them", file=sys.stderr)
        return 1
    try:
        known = phrases.load(settings.faq_dir / "danger/phrases.tsv")
    except phrases.PhraseProblems as found:
        print(*found.problems, sep="\n")
        print("The danger phrases are not in order. Nothing was changed.")
        return 1
    print(f"In order: {len(known)} danger phrases.")
    return status
