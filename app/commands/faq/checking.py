"""Name every problem in faq/, with file, line and the mend."""

import argparse
import sys
from functools import partial
from pathlib import Path

from app.keeper import rasa_home
from app.rasa.confusions import ensure_confusions
from app.settings import Settings
from counselling.faq import FaqProblems, check, load
from counselling.faq.confusions import NotMeasured
from counselling.safety import phrases


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``./osso faq check [--confusions]``"""
    parser.add_argument(
        "--confusions",
        action="store_true",
        help="also name the phrasings that the matcher takes for another entry",
    )


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Check the files; 1 when something must be mended."""
    try:
        measured = _measured(settings) if options.confusions else None
        status = check(settings.faq_dir, sys.stdout, confusions=measured)
    except (NotMeasured, OSError) as error:
        print(f"osso: {error}", file=sys.stderr)
        return 1
    try:
        known = phrases.load(settings.faq_dir / phrases.PLACE)
    except phrases.PhraseProblems as found:
        print(*found.problems, sep="\n")
        print("The danger phrases are not in order. Nothing was changed.")
        return 1
    print(f"In order: {len(known)} danger phrases.")
    return status


def _measured(settings: Settings) -> Path | None:
    """The file of confusions; of files that are not in order the last one, if there is any."""
    home = rasa_home(settings)
    try:
        faq = load(settings.faq_dir)
    except FaqProblems:
        return home.confusions if home.confusions.is_file() else None
    return ensure_confusions(home, faq, partial(print, file=sys.stderr, flush=True))
