"""``python -m counselling.faq <folder>``: check the question-and-answer set."""

import argparse
import sys
from pathlib import Path

from counselling.faq.check import check


def main() -> int:
    """Check the folder named on the command line; 1 when something must be mended."""
    parser = argparse.ArgumentParser(prog="counselling.faq", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("faq"))
    return check(parser.parse_args().folder, sys.stdout)


sys.exit(main())
